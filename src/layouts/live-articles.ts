import { getCollection } from 'astro:content';
import type { FrontMatter } from '../knowledge/schemas/index.ts';

/** The articles that may be an answer: an archived one has its page, and stands in no list. */
export async function liveArticles(): Promise<FrontMatter[]> {
	return (await getCollection('articles')).map(({ data }) => data).filter(({ state }) => state !== 'archived');
}
