import { getCollection } from 'astro:content';
import type { APIRoute } from 'astro';
import { articleFacts } from '../layouts/article-facts.ts';

/** What the search box knows of every article that may be an answer. */
export const GET: APIRoute = async () => {
	const articles = (await getCollection('articles')).map(({ data }) => data).filter(({ state }) => state !== 'archived');
	return Response.json(articles.map(articleFacts));
};
