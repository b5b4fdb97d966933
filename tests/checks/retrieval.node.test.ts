import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ChangeReport, checkChange } from '../../src/checks/check-change.node.ts';
import { readCorpus } from '../../src/knowledge/corpus.node.ts';
import { baseFolder, indexFolder } from '../../src/knowledge/working-files.node.ts';
import { today } from '../setup/check-articles.ts';
import { CheckRepository } from '../setup/check-repository.ts';
import { temporaryFolder } from '../setup/temporary.ts';

/** Articles of the shipped ones, each of another problem. */
const chosen = [
	'KI-0001',
	'KI-0002',
	'KI-0003',
	'KI-0008',
	'KI-0016',
	'KI-0019',
	'KI-0023',
	'KI-0027',
	'KI-0031',
	'KI-0034',
	'KI-0040',
	'KI-0042',
];
/** Whose tickets are taken, by whom: none of them is like the other. */
const thefts: [victim: string, thief: string][] = [
	['KI-0001', 'KI-0040'],
	['KI-0042', 'KI-0008'],
	['KI-0027', 'KI-0034'],
];

const repository = new CheckRepository(temporaryFolder());
const { corpus } = repository;
const texts = new Map<string, string>();
const tests = new Map<string, string[]>();

/** An article that stands without the others: no team, no links. */
function alone(text: string): string {
	return text
		.replace('state: validated', 'state: not-validated')
		.replace(/^escalation: .*\n/m, '')
		.replace(/^related: .*$/m, 'related: []')
		.replace(/\]\((?!#|https:)[^)]*\)/g, '](https://www.example.com/)');
}

const report = (): Promise<ChangeReport> => checkChange(corpus, { today }, { progress: () => {}, notice: () => {} });

/** Who takes a ticket from whom, and which. */
function stealsIn({ findings }: ChangeReport): { thief: string; victim: string; found: string }[] {
	return findings
		.filter(({ rule }) => rule === 'steals-ticket')
		.map(({ path, found }) => ({ thief: path.replace('.mdx', ''), victim: / from (KI-\d+) /.exec(found)?.[1] ?? '', found }));
}

const pairsIn = (all: { thief: string; victim: string }[]): string[] =>
	[...new Set(all.map(({ thief, victim }) => `${thief} from ${victim}`))].toSorted();
const lineFor = (found: string): string => {
	const [victim, thief] = thefts.find(([name]) => found.includes(name)) ?? ['', ''];
	const ticket = tests.get(victim)?.find((text) => found.includes(text.slice(0, 40)));
	return `${JSON.stringify({ ticket, from: victim, to: thief, reason: 'The other one answers it.' })}\n`;
};

beforeAll(async () => {
	for (const article of (await readCorpus('content')).articles.filter(({ id }) => chosen.includes(id))) {
		tests.set(article.id, article.tests);
		texts.set(article.id, alone(await readFile(join('content', article.path), 'utf8')));
		repository.write(`${article.id}.mdx`, texts.get(article.id) ?? '');
	}
	repository.commit();
	repository.git('checkout', '-q', '-b', 'feature');
});
afterAll(async () => {
	for (const folder of [indexFolder(baseFolder(corpus)), indexFolder(corpus), baseFolder(corpus)])
		await rm(folder, { recursive: true, force: true });
});

describe('tickets before and after a change', () => {
	test('three thieves are named with whom they take from, and a changed wording elsewhere is none of them', async () => {
		for (const [victim, thief] of thefts) {
			const taken = (tests.get(victim) ?? []).map((ticket) => `  - ${JSON.stringify(ticket)}\n`).join('');
			repository.write(`${thief}.mdx`, (texts.get(thief) ?? '').replace('\nphrases:\n', `\nphrases:\n${taken}`));
		}
		repository.write('KI-0031.mdx', (texts.get('KI-0031') ?? '').replace('## Roll back\n\n', '## Roll back\n\nTake your time. '));
		const first = await report();
		const steals = stealsIn(first);
		expect(pairsIn(steals)).toEqual(thefts.map(([victim, thief]) => `${thief} from ${victim}`).toSorted());
		expect(first.tickets).toBe([...tests.values()].flat().length);
		expect([...first.changes.changed.keys()].toSorted()).toEqual([...thefts.map(([, thief]) => thief), 'KI-0031'].toSorted());
		expect(first.findings.filter(({ rule }) => rule === 'loses-ticket')).toEqual([]);

		// The main branch has accepted one of them long ago, this change accepts another one.
		const [old = '', now = ''] = thefts.map(([victim]) => steals.find((steal) => steal.victim === victim)?.found ?? '');
		repository.git('checkout', '-q', '-B', 'main');
		repository.write('accepted-moves.jsonl', lineFor(old));
		repository.git('add', 'content/accepted-moves.jsonl');
		repository.git('commit', '-q', '-m', 'accepted');
		repository.write('accepted-moves.jsonl', lineFor(old) + lineFor(now));
		const second = await report();
		expect(
			stealsIn(second)
				.map(({ found }) => found)
				.toSorted(),
		).toEqual(
			steals
				.map(({ found }) => found)
				.filter((found) => found !== now)
				.toSorted(),
		);
		expect(second.notes.filter((note) => note.startsWith('Accepted: '))).toHaveLength(1);
	});
});
