import { readFile } from 'node:fs/promises';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Article } from '../../../src/knowledge/article.ts';
import { readCorpus } from '../../../src/knowledge/corpus.node.ts';
import { openEngine } from '../../../src/matching/engine.node.ts';
import { matchTicket } from '../../../src/matching/match-ticket.ts';
import { openStaticFolder } from '../../../src/matching/static/static.node.ts';
import type { StaticBase } from '../../../src/matching/static/static-base.ts';
import { stemsOf } from '../../../src/search/words.ts';

/** A query in other words than those of its article, written before anything was fitted. */
interface Paraphrase {
	id: string;
	text: string;
	relevant: string[];
}

let paraphrases: Paraphrase[];
let articles: Map<string, Article>;
let opened: StaticBase;

beforeAll(async () => {
	const lines = (await readFile('tests/sets/paraphrases.jsonl', 'utf8')).trimEnd().split('\n');
	paraphrases = lines.map((line) => JSON.parse(line));
	articles = new Map((await readCorpus('content')).articles.map((article) => [article.id, article]));
	const { files } = await openEngine('content', { progress: () => {}, notice: () => {} });
	const folder = await files.makeStatic();
	if (folder === null) throw new Error('there is no model to distil');
	opened = await openStaticFolder(folder);
});

/** Everything of an article that is indexed. */
function textOf({ id, title, summary, sections, phrases, signatures, systems }: Article): string {
	const ofSections = sections.flatMap(({ heading, text }) => [heading, text]);
	return [id, title, summary, ...ofSections, ...phrases, ...signatures, ...systems].join('\n');
}

describe('the thirty paraphrases', () => {
	test('share no word with their articles', () => {
		expect(paraphrases).toHaveLength(30);
		const shared = paraphrases.flatMap(({ id, text, relevant }) =>
			relevant.map((own) => {
				const article = articles.get(own);
				if (article === undefined) throw new Error(`${own} is no article`);
				const known = stemsOf(textOf(article));
				return { id, shared: [...stemsOf(text)].filter((stem) => known.has(stem)) };
			}),
		);
		expect(shared.filter((one) => one.shared.length > 0)).toEqual([]);
	});

	test('find their articles among the first three by the small files of a page, 20 of them at least', async () => {
		let found = 0;
		for (const { text, relevant } of paraphrases) {
			const { candidates } = await matchTicket(opened.base, opened.embedder, { text });
			if (candidates.slice(0, 3).some(({ article }) => relevant.includes(article))) found++;
		}
		console.info(`paraphrases: ${found} of ${paraphrases.length} among the first three`);
		expect(found).toBeGreaterThanOrEqual(20);
	});
});
