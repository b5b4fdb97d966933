import type { APIRoute } from 'astro';
import { siteTraining } from '../../layouts/training.node.ts';

/** The statements that make the practice database, and the services that work on it; null where there is none. */
export const GET: APIRoute = async () => Response.json((await siteTraining()).training.database);
