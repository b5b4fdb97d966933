import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { splitParts, unpackJson } from '../../../src/search/static/packing.ts';
import { fileOf, type StaticHead, type StaticText } from '../../../src/search/static/static-files.ts';
import { article } from '../../setup/articles.ts';
import { type Distiller, type Made, openDistiller, openMade } from '../../setup/distilled.ts';
import { temporaryFolder } from '../../setup/temporary.ts';

const temporary = temporaryFolder();
let distiller: Distiller;
let made: Made;

const printer = (body: string) =>
	article({ id: 'KI-1', title: 'Printer jams', phrases: ['the printer eats my paper'], tests: ['examcanary chews my sheets'] }, body);
const others = [
	article(
		{ id: 'KI-2', title: 'Tunnel drops every hour', signatures: ['TUN-7001'] },
		'Restart the tunnel client.\n\n## Verify\n\nIt is green.',
	),
	article({ id: 'KI-3', title: 'Badge is not read' }, `Hold it flat, ${'then wait for the lamp '.repeat(30)}.`),
	article({ id: 'KI-4', title: 'Old printer', state: 'archived' }, 'archivedcanary'),
];
const ticket = 'my sheets came out torn at every edge and looked crumpled since yesterday noon';
const corpus = {
	articles: [printer('The feed roller is worn.'), ...others],
	links: [{ text: ticket, article: 'KI-1', outcome: 'resolved' as const, ticket: 'T-ticketcanary' }],
};

beforeAll(async () => {
	distiller = await openDistiller(join(temporary, 'cache'));
	made = await distiller.make(corpus);
});

function partsOf(files: Made, name: string): Uint8Array[] {
	const bytes = files[name];
	if (bytes === undefined) throw new Error(`${name} is not there`);
	return splitParts(bytes);
}

/** What every query knows, and the bytes that follow it. */
async function coreOf(files: Made): Promise<{ head: StaticHead; signs: Uint8Array; classifier: Uint8Array }> {
	const [head, signs, , classifier] = partsOf(files, fileOf.core);
	if (head === undefined || signs === undefined || classifier === undefined) throw new Error('the core has four parts');
	return { head: await unpackJson<StaticHead>(head), signs, classifier };
}

async function textsOf(files: Made, position: number): Promise<StaticText[]> {
	const [, packed] = partsOf(files, fileOf.article(position));
	if (packed === undefined) throw new Error('an article has two parts');
	return unpackJson<StaticText[]>(packed);
}

/** The names of files that carry the text, in whatever case, as they are or in what they pack. */
async function filesWith(files: Made, text: string): Promise<string[]> {
	const found: string[] = [];
	for (const [name, bytes] of Object.entries(files)) {
		const read = [Buffer.from(bytes).toString('utf8')];
		if (name === fileOf.core) read.push(JSON.stringify((await coreOf(files)).head));
		if (name.startsWith('articles/')) read.push(JSON.stringify(await textsOf(files, Number(/\d+/.exec(name)))));
		if (read.some((one) => one.toLowerCase().includes(text.toLowerCase()))) found.push(name);
	}
	return found;
}

describe('makeStatic', () => {
	test('gives the same bytes for the same corpus', async () => {
		const again = await distiller.make(corpus);
		expect(Object.keys(again)).toEqual(Object.keys(made));
		for (const [name, bytes] of Object.entries(made)) expect(Buffer.compare(bytes, again[name] ?? new Uint8Array())).toBe(0);
	});

	test('has the model read nothing but what is new where an article was changed', async () => {
		const before = distiller.embedded.length;
		const changed = await distiller.make({ ...corpus, articles: [printer('The rubber belt below the tray is brittle.'), ...others] });
		const fresh = distiller.embedded.slice(before);
		expect(fresh).toContain('Printer jams. The rubber belt below the tray is brittle.');
		for (const text of fresh) expect('Printer jams. The rubber belt below the tray is brittle.').toContain(text);
		expect(await filesWith(changed, 'The rubber belt below the tray is brittle.')).toEqual([fileOf.article(0)]);
	});

	test('tells in the core what there is, and has a file of each article', async () => {
		const { head, signs, classifier } = await coreOf(made);
		expect(head.articles.map(({ id, passages }) => [id, [...passages].sort().join('')])).toEqual([
			['KI-1', 'pst'],
			['KI-2', 'ss'],
			['KI-3', 's'],
		]);
		expect(signs).toHaveLength((6 * head.dimensions) / 8);
		expect(classifier.length).toBeGreaterThan(0);
		expect(Object.keys(made).filter((name) => name.startsWith('articles/'))).toEqual([0, 1, 2].map(fileOf.article));
		expect(Object.keys(made).filter((name) => name.startsWith('words/'))).toHaveLength(head.starts.split('\n').length);
	});

	test('writes what is quoted of an article into its own file, and its title into the core', async () => {
		expect(await filesWith(made, 'The feed roller is worn.')).toEqual([fileOf.article(0)]);
		expect(await filesWith(made, 'Tunnel drops every hour')).toContain(fileOf.core);
	});

	test('keeps the words of requesters to itself: no two of a ticket stand side by side, nor its id', async () => {
		const words = ticket.split(' ');
		const pairs = words.slice(1).map((word, at) => `${words[at]} ${word}`);
		for (const pair of [...pairs, 'ticketcanary']) expect(await filesWith(made, pair)).toEqual([]);
	});

	test('has nothing of archived articles, nor of the tickets that examine others', async () => {
		for (const canary of ['archivedcanary', 'examcanary']) expect(await filesWith(made, canary)).toEqual([]);
	});

	test('keeps of a long passage its beginning alone, to be quoted', async () => {
		const texts = JSON.stringify(await textsOf(made, 2));
		expect(texts).toContain('Hold it flat');
		expect(texts.length).toBeLessThan(400);
	});

	test('makes files of a corpus without requesters’ words, and of none at all', async () => {
		const silent = await distiller.make({ articles: others.slice(0, 1), links: [] });
		expect((await coreOf(silent)).classifier).toHaveLength(0);
		expect((await openMade(silent)).base.learned.linear).toBeUndefined();
		expect((await openMade(made)).base.learned.linear).toBeDefined();
		const none = await openMade(await distiller.make({ articles: [], links: [] }));
		expect(none.base.index).toMatchObject({ articles: [], passages: [] });
	});
});
