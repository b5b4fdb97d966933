import type { APIRoute } from 'astro';
import { siteTraining } from '../../layouts/training.node.ts';

/** The practice tickets with their keys. */
export const GET: APIRoute = async () => Response.json((await siteTraining()).training.tickets.map(({ line: _, ...ticket }) => ticket));
