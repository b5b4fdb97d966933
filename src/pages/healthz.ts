import type { APIRoute } from 'astro';
import { noServer } from '../layouts/no-server.ts';

/** What a plain web host answers to those who look for a server: a missing file would be an error in every console. */
export const GET: APIRoute = () => Response.json({ status: noServer });
