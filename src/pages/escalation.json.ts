import { getCollection } from 'astro:content';
import type { APIRoute } from 'astro';
import { listTeams } from '../layouts/teams.ts';

/** All teams with tiers, coverage and facts: for pages that name a team and say who is on. */
export const GET: APIRoute = async () => Response.json(listTeams((await getCollection('articles')).map(({ data }) => data)));
