import type { APIRoute } from 'astro';
import { liveArticles } from '../layouts/live-articles.ts';
import { listTeams } from '../layouts/teams.ts';

/** All teams with tiers, coverage and facts: for pages that name a team and say who is on. */
export const GET: APIRoute = async () => Response.json(listTeams(await liveArticles()));
