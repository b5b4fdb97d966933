import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { hashCorpus, readCorpus } from '../../../src/knowledge/corpus.node.ts';
import { readPast } from '../../../src/knowledge/past.node.ts';
import { readTraining } from '../../../src/knowledge/training/read.node.ts';
import { articleText } from '../../setup/articles.ts';
import { asked } from '../../setup/asked-question.ts';
import { CheckRepository } from '../../setup/check-repository.ts';
import { temporaryFolder } from '../../setup/temporary.ts';

const parent = temporaryFolder();
let folder: string;
beforeEach(() => {
	folder = mkdtempSync(join(parent, 'corpus-'));
});

function write(path: string, text: string | Uint8Array): void {
	mkdirSync(dirname(join(folder, path)), { recursive: true });
	writeFileSync(join(folder, path), text);
}

/** A file of training; fields that are JSON are YAML too. */
function fileOf(fields: Record<string, unknown>, body = 'Read.'): string {
	const lines = Object.entries(fields).map(([field, value]) => `${field}: ${JSON.stringify(value)}`);
	return `---\n${lines.join('\n')}\n---\n\n${body}\n`;
}

function head(id: string, modules: string[], fields: Record<string, unknown> = {}): string {
	return fileOf({ kind: 'training-path', id, title: id, version: '1.0.0', for: 'All.', order: 1, modules, passMark: 80, ...fields });
}

function module(id: string, body?: string): string {
	const teaches = [{ article: 'KI-0001', version: '1.0.0' }];
	return fileOf({ kind: 'training', id, title: id, version: '1.0.0', goals: ['Look.'], minutes: 5, teaches }, body);
}

const issue = (id: string, body = 'Text.') => articleText({ id }, body);

function ticket(id: string, right = [true, false]): Record<string, unknown> {
	const replies = right.map((is, at) => ({ text: `Reply ${at}`, right: is, why: 'So.' }));
	const known = { id, written: 'for training', case: 'known', text: 'No work.', minutes: 3, articles: ['KI-0001'] };
	return { ...known, escalation: null, escalationWhy: 'The desk can.', replies, reason: 'It says so.' };
}

async function findings(): Promise<string[]> {
	return (await readTraining(folder)).findings.map(({ path, rule, message }) => `${path} ${rule}: ${message}`);
}

describe('readTraining', () => {
	test('gives paths by their order and modules as the path names them, whatever their files are called', async () => {
		write('training/a/path.mdx', head('TP-a-late', ['TM-3'], { order: 2, prerequisites: ['TP-the-first'] }));
		write('training/a/only.mdx', module('TM-3'));
		write('training/b/path.mdx', head('TP-the-first', ['TM-2', 'TM-1']));
		write('training/b/01-one.mdx', module('TM-1'));
		write('training/b/02-two.mdx', module('TM-2', asked));
		const { paths, findings } = await readTraining(folder);
		expect(findings).toEqual([]);
		expect(paths.map(({ id, folder: name, modules }) => [id, name, modules.map((one) => `${one.id} ${one.slug}`)])).toEqual([
			['TP-the-first', 'b', ['TM-2 02-two', 'TM-1 01-one']],
			['TP-a-late', 'a', ['TM-3 only']],
		]);
		expect(paths[0]?.modules[0]?.questions).toMatchObject([
			{ id: 'lock', article: 'KI-0001', anchor: 'check', label: 'Whose lock?', line: 11 },
		]);
	});

	test('is empty where there is none', async () => {
		expect(await readTraining(folder)).toEqual({ paths: [], tickets: [], database: null, findings: [] });
	});

	test('reports a module in no path, and one that is named and missing, and the module of another folder', async () => {
		write('training/a/path.mdx', head('TP-1', ['TM-1', 'TM-9', 'TM-3']));
		write('training/a/one.mdx', module('TM-1'));
		write('training/a/two.mdx', module('TM-2'));
		write('training/b/path.mdx', head('TP-2', ['TM-3']));
		write('training/b/three.mdx', module('TM-3'));
		expect(await findings()).toEqual([
			'training/a/path.mdx reference: modules names TM-9, which is no module of this folder.',
			'training/a/path.mdx reference: modules names TM-3, which is no module of this folder.',
			'training/a/two.mdx reference: TM-2 is in no path.',
		]);
	});

	test('reports an id that is taken, by a path or a module and in another case too', async () => {
		write('training/a/path.mdx', head('TP-1', ['TM-1']));
		write('training/a/one.mdx', module('TM-1'));
		write('training/b/path.mdx', head('TP-2', ['tm-1', 'TP-1']));
		write('training/b/one.mdx', module('tm-1'));
		write('training/b/two.mdx', module('TP-1'));
		expect(await findings()).toEqual([
			'training/b/one.mdx reference: the id tm-1 is taken by training/a/one.mdx.',
			'training/b/two.mdx reference: the id TP-1 is taken by training/a/path.mdx.',
		]);
	});

	test('reports prerequisites that lead back, each path of the circle and no other, and one that is no path', async () => {
		const after = { 'TP-1': ['TP-3'], 'TP-2': ['TP-1'], 'TP-3': ['TP-2'], 'TP-4': ['TP-1'], 'TP-5': ['TP-5'], 'TP-6': ['TP-9'] };
		for (const [id, prerequisites] of Object.entries(after)) {
			write(`training/${id}/path.mdx`, head(id, [`TM-${id}`], { prerequisites }));
			write(`training/${id}/one.mdx`, module(`TM-${id}`));
		}
		expect(await findings()).toEqual([
			'training/TP-1/path.mdx reference: prerequisites names TP-3, which itself comes after TP-1.',
			'training/TP-2/path.mdx reference: prerequisites names TP-1, which itself comes after TP-2.',
			'training/TP-3/path.mdx reference: prerequisites names TP-2, which itself comes after TP-3.',
			'training/TP-5/path.mdx reference: prerequisites names TP-5, which itself comes after TP-5.',
			'training/TP-6/path.mdx reference: prerequisites names TP-9, which is no path here.',
		]);
	});

	test.each([
		['import', "import { execSync } from 'node:child_process'\n\nRead."],
		['export', 'export const a = 1\n\nRead.'],
		['expression', 'It is {process.env.HOME}.'],
		['expression in a question', asked.replace('Hers', '{1 + 1}')],
		['expression as an attribute', asked.replace('id="lock"', 'id={process.exit()}')],
		['attribute spread', asked.replace('id="lock"', '{...props}')],
		['component that is not known', '<Script />'],
	])('refuses code in a module, and goes on with the others: %s', async (_, body) => {
		write('training/a/path.mdx', head('TP-1', ['TM-1', 'TM-2']));
		write('training/a/one.mdx', module('TM-1', body));
		write('training/a/two.mdx', module('TM-2'));
		const { paths, findings } = await readTraining(folder);
		expect(findings).toMatchObject([{ path: 'training/a/one.mdx', rule: 'gate', line: expect.any(Number) }]);
		expect(paths[0]?.modules.map(({ id }) => id)).toEqual(['TM-2']);
	});

	test('reports a module that is not UTF-8, or lacks a field, at its line', async () => {
		write('training/a/path.mdx', head('TP-1', ['TM-1']));
		write('training/a/one.mdx', Buffer.from(module('TM-1', 'caf\xe9'), 'latin1'));
		write('training/a/two.mdx', module('TM-2').replace('minutes: 5', 'minutes: "five"'));
		const { findings } = await readTraining(folder);
		expect(findings).toMatchObject([
			{ path: 'training/a/one.mdx', rule: 'encoding', line: 11 },
			{ path: 'training/a/two.mdx', rule: 'schema', line: 7 },
		]);
	});

	test('reports each bad practice ticket at its line, and keeps the others with theirs', async () => {
		const lines = [ticket('P-1'), '{', ticket('P-2', [true, true]), { ...ticket('P-3'), written: 'by a requester' }, ticket('P-4')];
		write('training/practice/tickets.jsonl', lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n'));
		const { tickets, findings } = await readTraining(folder);
		expect(tickets.map(({ id, line }) => `${line} ${id}`)).toEqual(['1 P-1', '5 P-4']);
		expect(findings.map(({ path, line, rule }) => `${path}:${line} ${rule}`)).toEqual([
			'training/practice/tickets.jsonl:2 json',
			'training/practice/tickets.jsonl:3 schema',
			'training/practice/tickets.jsonl:4 schema',
		]);
	});

	test('reports a path where the site has a page of its own', async () => {
		write('training/trainer/path.mdx', head('TP-1', ['TM-1']));
		write('training/trainer/one.mdx', module('TM-1'));
		expect(await findings()).toEqual([expect.stringContaining('a path cannot lie in "trainer"')]);
	});

	test('reports a practice ticket whose id is taken', async () => {
		write('training/practice/tickets.jsonl', ['P-1', 'P-2', 'P-1'].map((id) => JSON.stringify(ticket(id))).join('\n'));
		expect(await findings()).toEqual(['training/practice/tickets.jsonl reference: the id P-1 is taken by line 1.']);
	});

	test('reports an exercise without a database to run on, and services that nobody can call', async () => {
		const exercise =
			'<Question id="run" ask="sql" about="KI-0001#check">\n\nFind it.\n\n<Solution>\n\n```sql\nselect 1\n```\n\n</Solution>\n\n</Question>';
		write('training/a/path.mdx', head('TP-1', ['TM-1']));
		write('training/a/one.mdx', module('TM-1', exercise));
		expect(await findings()).toEqual([
			'training/a/one.mdx reference: the question "run" is answered on the practice database, which is not there.',
		]);
		write('training/practice/database.sql', 'create table one ();');
		expect(await findings()).toEqual([]);
		write('training/practice/services.json', '[{"method": "STEAL"}]');
		expect(await findings()).toEqual([expect.stringMatching(/^training\/practice\/services.json schema: .*method/)]);
		write('training/practice/services.json', '[');
		expect(await findings()).toEqual(['training/practice/services.json json: is not JSON.']);
	});
});

describe('a corpus with training', () => {
	beforeEach(() => {
		write('KI-0001.mdx', issue('KI-0001'));
	});

	function writeTraining(): void {
		write('training/a/path.mdx', head('TP-1', ['TM-1']));
		write('training/a/one.mdx', module('TM-1', asked));
		write('training/practice/tickets.jsonl', JSON.stringify(ticket('P-1')));
	}

	test('keeps its hash whatever training says, so that no index goes stale by it', async () => {
		const before = await hashCorpus(folder);
		writeTraining();
		expect(await hashCorpus(folder)).toBe(before);
		write('training/imported/page.mdx', issue('KI-0002'));
		expect(await hashCorpus(folder)).not.toBe(before);
	});

	test('has no module among its articles', async () => {
		writeTraining();
		const { articles, training, findings } = await readCorpus(folder);
		expect(findings).toEqual([]);
		expect(articles.map(({ id }) => id)).toEqual(['KI-0001']);
		expect(training.paths.map(({ id }) => id)).toEqual(['TP-1']);
	});

	test('keeps imported pages below training/ as articles: without path.mdx, or where that is an article itself', async () => {
		writeTraining();
		write('training/imported/page.mdx', issue('KI-0002'));
		write('training/page.mdx', issue('KI-0003'));
		write('training/hiking/path.mdx', issue('KI-0004', 'kind: training-path is what a path says.'));
		const { articles, training, findings } = await readCorpus(folder);
		expect(findings).toEqual([]);
		expect(articles.map(({ id }) => id).toSorted()).toEqual(['KI-0001', 'KI-0002', 'KI-0003', 'KI-0004']);
		expect(training.paths).toHaveLength(1);
	});

	test('lets no article ask a question, and passes on what is wrong in training', async () => {
		write('KI-0002.mdx', issue('KI-0002', asked));
		write('training/a/path.mdx', head('TP-1', ['TM-1']));
		write('training/a/one.mdx', module('TM-1', asked.replace('is="right"', 'is="wrong" why="No."')));
		const { articles, findings } = await readCorpus(folder);
		expect(articles.map(({ id }) => id)).toEqual(['KI-0001']);
		expect(findings.filter(({ path }) => path === 'KI-0002.mdx')[0]).toMatchObject({
			rule: 'gate',
			message: expect.stringContaining('<Question>'),
		});
		expect(findings.at(-1)).toMatchObject({ path: 'training/a/one.mdx', rule: 'question' });
	});
});

test('a module is no article of the past: neither in the base, nor missed when it is deleted', async () => {
	const repository = new CheckRepository(parent);
	repository.write('KI-0001.mdx', issue('KI-0001'));
	repository.write('KI-0002.mdx', issue('KI-0002', 'Another text, of which git sees no copy.'));
	repository.write('training/a/path.mdx', head('TP-1', ['TM-1', 'TM-2']));
	repository.write('training/a/one.mdx', module('TM-1'));
	repository.write('training/a/two.mdx', module('TM-2', asked));
	repository.commit();
	for (const path of ['KI-0002.mdx', 'training/a/two.mdx']) repository.remove(path);
	repository.commit();
	const { base, deleted } = await readPast(repository.corpus);
	expect([...(base?.articles.keys() ?? [])]).toEqual(['ki-0001']);
	expect(deleted.map(({ id }) => id)).toEqual(['KI-0002']);
});
