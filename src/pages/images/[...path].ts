import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { APIRoute } from 'astro';
import { listFiles } from '../../knowledge/files.node.ts';
import { isImageFile } from '../../knowledge/markup.ts';
import { contentFolder } from '../../knowledge/working-files.node.ts';

/** Images that lie beside the articles, at the same path. */
export async function getStaticPaths() {
	const paths = await listFiles(contentFolder(), isImageFile);
	return paths.map((path) => ({ params: { path } }));
}

export const GET: APIRoute = async ({ params }) => new Response(new Uint8Array(await readFile(join(contentFolder(), params.path ?? ''))));
