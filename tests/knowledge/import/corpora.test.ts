import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { type Article, readArticle } from '../../../src/knowledge/article.ts';
import { listFiles } from '../../../src/knowledge/files.node.ts';
import { articleRoute } from '../../../src/knowledge/links.ts';
import { buildMeasured, type Measured, runMeasured } from '../../setup/measured.ts';
import { temporaryFolder } from '../../setup/temporary.ts';
import { type Rendering, readBuiltPage, renderMarkdown } from './rendering.ts';

const shared = resolve('../shared/corpora');
const temporary = temporaryFolder();

const counted = ['headings', 'links', 'images', 'tables', 'codeBlocks'] as const;

const corpora = [
	{
		name: 'gitlab-runbooks',
		pages: 415,

		/** Pages that cannot read the same, and why. */
		explained: new Map([
			['docs/uncategorized/upgrade-and-rollback.md', 'an address that starts with "ttps:" is no link any more, but shown behind its text'],
		]),
	},
	{ name: 'openshift-runbooks', pages: 274, explained: new Map<string, string>() },
];

/** One page as plain Markdown shows it, and as the site shows the article. */
interface Pair {
	path: string;
	article: Article;
	before: Rendering;
	after: Rendering;
}

/** Two minutes on two cores: importing both, building both sites, comparing every page. */
const isSpared = process.env.CI !== undefined;

for (const { name, pages, explained } of corpora) {
	const source = join(shared, name);
	const absent = !existsSync(source);
	const why = absent ? ` (skipped: ${source} is absent)` : isSpared ? ' (skipped: CI is set)' : '';
	describe.skipIf(absent || isSpared)(`the import of ${name}${why}`, () => importTests(name, source, pages, explained));
}

function importTests(name: string, source: string, pages: number, explained: ReadonlyMap<string, string>): void {
	const corpus = join(temporary, name);
	const site = join(temporary, `${name}-built`, 'site');
	let imported: Measured;
	let built: Measured;
	const pairs: Pair[] = [];

	beforeAll(async () => {
		imported = await runMeasured(['scripts/import.ts', 'markdown', source, '--to', corpus], {});
		built = await buildMeasured(corpus, join(temporary, `${name}-built`));
		if (built.code !== 0) throw new Error(`the site is not built: ${built.stderr}`);
		for (const path of await listFiles(source, (file) => /\.(md|markdown|mdx)$/i.test(file))) pairs.push(readPair(path));
		console.info(summary());
	}, 600_000);

	function readPair(path: string): Pair {
		const read = readArticle(readFileSync(join(corpus, path.replace(/\.\w+$/, '.mdx')), 'utf8'), path);
		if ('findings' in read) throw new Error(`${path} is no article`);
		const { title, article: after } = readBuiltPage(readFileSync(join(site, articleRoute(read.article.id), 'index.html'), 'utf8'));
		const markdown = readFileSync(join(source, path), 'utf8').replace(/^---\n[\s\S]*?\n---\n/, '');
		// Where the article repeats its title it says something more, such as a link; else the page shows it once.
		const before = renderMarkdown(markdown, after.headings.includes(title) ? undefined : title);
		return { path, article: read.article, before, after };
	}

	function total(when: 'before' | 'after', what: (typeof counted)[number]): number {
		return pairs.reduce((sum, pair) => sum + pair[when][what].length, 0);
	}

	function summary(): string {
		const lines = [
			`${name}: ${pairs.length} pages, ${pairs.filter(({ before, after }) => before.text === after.text).length} with the same text`,
			...counted.map((what) => `  ${what}: ${total('before', what)} before, ${total('after', what)} after`),
			`  import: ${imported.seconds.toFixed(1)} s, ${imported.megabytes.toFixed(0)} MB; build: ${built.seconds.toFixed(1)} s, ${built.megabytes.toFixed(0)} MB`,
		];
		return lines.join('\n');
	}

	/** Fails with a line for each page of which `tell` says something. */
	function expectNone(tell: (pair: Pair) => string | null): void {
		const told = pairs.flatMap((pair) => {
			const difference = explained.has(pair.path) ? null : tell(pair);
			return difference === null ? [] : [`${pair.path}: ${difference}`];
		});
		expect(told.join('\n')).toBe('');
	}

	test('loses no page', () => {
		expect(imported).toMatchObject({ code: 0 });
		expect(imported.stdout).toContain(`${pages} pages found, ${pages} written, 0 unchanged, 0 refused`);
		expect(pairs.length).toBe(pages);
	});

	test('keeps the text of every page', () => {
		expectNone(({ before, after }) => firstDifference(before.text, after.text));
	});

	test('keeps every heading, table and block of code as it is', () => {
		for (const what of ['headings', 'tables', 'codeBlocks'] as const) {
			expectNone(({ before, after }) => firstDifference(before[what].join('\n'), after[what].join('\n')));
		}
	});

	test('keeps every link and image, and the addresses outside', () => {
		for (const what of ['links', 'images'] as const) {
			expectNone(({ before, after }) =>
				before[what].length === after[what].length ? null : `${before[what].length} ${what} before, ${after[what].length} after`,
			);
			expectNone(({ before, after }) => firstDifference(outside(before[what]).join('\n'), outside(after[what]).join('\n')));
		}
	});

	test('loses under one in a hundred of anything, where a page cannot read the same', () => {
		for (const what of counted) {
			const lost = pairs.reduce((sum, { before, after }) => sum + Math.max(0, before[what].length - after[what].length), 0);
			expect(lost / Math.max(1, total('before', what)), what).toBeLessThan(0.01);
		}
	});

	test('says which pages do not read the same', () => {
		const told = imported.stdout.matchAll(/^(\S+?):\d+ {2}import: does not read quite the same/gm);
		expect([...new Set(Array.from(told, ([, path]) => path))]).toEqual([...explained.keys()]);
	});

	test('leads from page to page', () => {
		expectNone(({ after }) => {
			const broken = after.links.filter(
				(link) => link.startsWith('/articles/') && !existsSync(join(site, link.replace(/#.*/, ''), 'index.html')),
			);
			return broken.length === 0 ? null : broken.join(', ');
		});
	});

	test('gives headings the anchors that the index knows', () => {
		for (const { path, article, after } of pairs) {
			const anchors = article.sections.map(({ anchor }) => anchor).filter((anchor) => anchor !== '');
			expect(after.ids, path).toEqual(expect.arrayContaining(anchors));
			// One heading is a mere place where the page shows it as its title.
			const place = anchors.find((anchor) => !after.headingIds.includes(anchor));
			expect(after.headingIds, path).toEqual(anchors.filter((anchor) => anchor !== place));
			expect(after.ids.length, path).toBe(new Set(after.ids).size);
		}
	});

	test('brings no script to any page', () => {
		expectNone(({ after }) => after.scripts.filter((script) => !/^\/_astro\/ec\.\w+\.js$/.test(script)).join(', ') || null);
	});
}

function firstDifference(before: string, after: string): string | null {
	if (before === after) return null;
	let at = 0;
	while (before[at] === after[at]) at++;
	const from = Math.max(0, at - 30);
	return `${JSON.stringify(before.slice(from, at + 60))} became ${JSON.stringify(after.slice(from, at + 60))}`;
}

/** Addresses of other sites, as a browser follows them; `link:https://…` could not be followed before, and can be now. */
function outside(addresses: readonly string[]): string[] {
	return addresses
		.map((address) => address.replace(/^link:(?=https?:)/, ''))
		.filter((address) => /^https?:/.test(address))
		.map((address) => (URL.canParse(address) ? new URL(address).href : address));
}
