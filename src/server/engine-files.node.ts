import { copyFile, cp, link, mkdir } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { listFiles } from '../knowledge/files.node.ts';
import type { Engine } from '../matching/engine.node.ts';
import { engineAddress } from '../search/engine-address.ts';
import { graphFile } from '../search/index-files.node.ts';

/** Puts index and model, and what ranks without them, where a page's engine looks for them, so that it works on any web host and without a network. */
export async function publishEngine(site: string, { index, model, makeStatic }: Engine['files']): Promise<void> {
	const places = engineAddress('');
	await cp(index, join(site, places.index), { recursive: true, filter: (path) => !path.endsWith(graphFile) });
	const parts = await makeStatic();
	if (parts !== null) await cp(parts, join(site, places.static), { recursive: true, filter: (path) => !basename(path).startsWith('.') });
	if (model === null) return;
	for (const path of await listFiles(model, () => true)) {
		const place = join(site, places.model, path);
		await mkdir(dirname(place), { recursive: true });
		// Another name for the same 54 MB where the disk can; else a copy.
		await link(join(model, path), place).catch(() => copyFile(join(model, path), place));
	}
}
