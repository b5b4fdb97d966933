import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Article } from '../knowledge/article.ts';
import type { Corpus } from '../knowledge/corpus.node.ts';
import { listFiles } from '../knowledge/files.node.ts';
import { readPast } from '../knowledge/past.node.ts';
import { phraseKey } from './parts.ts';
import type { CheckContext, CheckedArticle } from './rule.ts';
import { readCheckSettings } from './settings.node.ts';

/** All that the rules need to know of a corpus. Throws SettingError for its checks.json, BaseError for a base that is not there. */
export async function readContext(corpus: Corpus, { base, today }: { base?: string; today: string }): Promise<CheckContext> {
	const { folder } = corpus;
	const [settings, past, files, articles] = await Promise.all([
		readCheckSettings(folder),
		readPast(folder, base),
		listFiles(folder, () => true),
		readTexts(corpus),
	]);
	return makeContext(articles, { settings, past, files: new Set(files), today, training: corpus.training });
}

/** The same of articles that are in memory. */
export function makeContext(
	articles: readonly CheckedArticle[],
	known: Pick<CheckContext, 'settings' | 'past' | 'files' | 'today' | 'training'>,
): CheckContext {
	const phraseOwners = new Map<string, string[]>();
	for (const { id, phrases } of articles.filter(({ state }) => state !== 'archived')) {
		for (const key of new Set(phrases.map(phraseKey))) phraseOwners.set(key, [...(phraseOwners.get(key) ?? []), id]);
	}
	return { articles, byId: new Map(articles.map((article) => [article.id.toLowerCase(), article])), phraseOwners, ...known };
}

/** The articles with their files' text. Those of an `articles.jsonl` have no fields that rules could judge. */
async function readTexts({ folder, articles }: Corpus): Promise<CheckedArticle[]> {
	const written = articles.filter((article): article is Article & Pick<CheckedArticle, 'frontMatter'> => article.frontMatter !== undefined);
	return Promise.all(
		written.map(async (article) => ({ ...article, text: (await readFile(join(folder, article.path), 'utf8')).replace(/^\uFEFF/, '') })),
	);
}
