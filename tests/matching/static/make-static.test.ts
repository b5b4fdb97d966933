import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { fileOf, staticFormat } from '../../../src/search/static/static-files.ts';
import { article } from '../../setup/articles.ts';
import { type Distiller, type Made, openDistiller } from '../../setup/distilled.ts';
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

/** The names of files whose bytes carry the text, in whatever case. */
function filesWith({ files, manifest }: Made, text: string): string[] {
	const all: Made['files'] = { ...files, [fileOf.manifest]: Buffer.from(JSON.stringify(manifest)) };
	return Object.keys(all).filter((name) =>
		Buffer.from(all[name] ?? [])
			.toString('utf8')
			.toLowerCase()
			.includes(text.toLowerCase()),
	);
}

describe('makeStatic', () => {
	test('gives the same bytes for the same corpus', async () => {
		const again = await distiller.make(corpus);
		expect(again.manifest).toEqual(made.manifest);
		expect(Object.keys(again.files)).toEqual(Object.keys(made.files));
		for (const [name, bytes] of Object.entries(made.files)) expect(Buffer.compare(bytes, again.files[name] ?? new Uint8Array())).toBe(0);
	});

	test('has the model read nothing but what is new where an article was changed', async () => {
		const before = distiller.embedded.length;
		const changed = await distiller.make({ ...corpus, articles: [printer('The rubber belt below the tray is brittle.'), ...others] });
		const fresh = distiller.embedded.slice(before);
		expect(fresh).toContain('Printer jams. The rubber belt below the tray is brittle.');
		for (const text of fresh) expect('Printer jams. The rubber belt below the tray is brittle.').toContain(text);
		expect(filesWith(changed, 'brittle')).not.toEqual([]);
	});

	test('tells its format and how much there is', () => {
		expect(made.manifest).toMatchObject({ format: staticFormat, counts: { articles: 3 } });
		expect(made.files[fileOf.signs]).toHaveLength((made.manifest.counts.passages * made.manifest.counts.dimensions) / 8);
	});

	test('keeps the words of requesters to itself: no two of a ticket stand side by side, nor its id', () => {
		const words = ticket.split(' ');
		const pairs = words.slice(1).map((word, at) => `${words[at]} ${word}`);
		expect(pairs.flatMap((pair) => filesWith(made, pair))).toEqual([]);
		expect(filesWith(made, 'ticketcanary')).toEqual([]);
	});

	test('has nothing of archived articles, nor of the tickets that examine others', () => {
		expect([...filesWith(made, 'archivedcanary'), ...filesWith(made, 'examcanary')]).toEqual([]);
	});

	test('keeps of a long passage its beginning alone, to be quoted', () => {
		const texts = Buffer.from(made.files[fileOf.texts(2)] ?? []).toString();
		expect(texts).toContain('Hold it flat');
		expect(texts.length).toBeLessThan(400);
	});

	test('makes files of a corpus without requesters’ words, and of none at all', async () => {
		const silent = await distiller.make({ articles: others.slice(0, 1), links: [] });
		expect(silent.manifest.learned).toMatchObject({ hasClassifier: false });
		expect(silent.files[fileOf.learned]).toBeUndefined();
		expect((await distiller.make({ articles: [], links: [] })).manifest.counts).toMatchObject({ articles: 0, passages: 0 });
	});
});
