import type { APIRoute } from 'astro';
import { articleFacts } from '../layouts/article-facts.ts';
import { liveArticles } from '../layouts/live-articles.ts';

/** What the search box knows of every article that may be an answer. */
export const GET: APIRoute = async () => Response.json((await liveArticles()).map(articleFacts));
