import type { APIRoute } from 'astro';
import { siteTraining } from '../layouts/training.node.ts';

/** What the pages of training know of all paths. */
export const GET: APIRoute = async () => Response.json((await siteTraining()).catalogue);
