import { siteAddress } from '../../layouts/addresses.ts';
import { type Edition, onDemandCache } from './edition.ts';
import { readEdition } from './read-edition.ts';
import type { ModelPlace } from './wording.ts';

/** Cache Storage: where the model's library looks for a file, by its address, before it fetches it. */
const modelCache = 'transformers-cache';

/** Below the site's base: index and model, as `engineAddress` has them. */
const engineFolder = 'engine/';

type OnDemandFile = Edition['onDemand'][number];

/** Whether all that matching by meaning needs is on this device, so that it works without a connection. */
export async function modelOnDevice(): Promise<boolean> {
	return (await findModel()) === 'on-device';
}

/** Where the model of an edition is; of this page's, where none is given. */
export async function findModel(known?: Edition): Promise<ModelPlace> {
	const edition = known ?? (await readEdition());
	if (edition === null) return 'on-server';
	if (edition.onDemand.length === 0) return 'none';
	try {
		return (await listMissing(edition.onDemand)).length === 0 ? 'on-device' : 'on-server';
	} catch {
		return 'on-server';
	}
}

/**
 * Fetches what is missing of the model and its program onto this device, and removes those of other editions. Progress is
 * told in bytes. What was fetched stays where it fails. Throws an Error whose message is a sentence for people.
 */
export async function keepModel(onProgress: (done: number, total: number) => void): Promise<void> {
	if (typeof caches === 'undefined') throw new Error('This browser keeps no files for this page: that needs HTTPS, or localhost.');
	const edition = await readEdition();
	if (edition === null) throw new Error('The server cannot be reached. Try again when the connection is back.');
	if (edition.onDemand.length === 0) throw new Error('This site has no model: it matches by keywords, which need nothing more.');
	const total = edition.onDemand.reduce((sum, { bytes }) => sum + bytes, 0);
	try {
		// Asked for by the reader, so it should not be the first to go when the disk is full. A browser may refuse.
		await navigator.storage.persist().catch(() => false);
		const missing = await listMissing(edition.onDemand);
		let done = total - missing.reduce((sum, { bytes }) => sum + bytes, 0);
		onProgress(done, total);
		for (const file of missing) {
			await keepFile(file, (bytes) => {
				done += bytes;
				onProgress(done, total);
			});
		}
	} catch (error) {
		throw new Error(describeFailure(error));
	}
	await removeOldModels(edition);
}

/** Removes what other editions needed. Those of other sites on the same host are left. */
export async function removeOldModels({ onDemand }: Edition): Promise<void> {
	const needed = new Set(onDemand.map(({ path }) => addressOf(path)));
	try {
		for (const name of [modelCache, onDemandCache]) {
			if (!(await caches.has(name))) continue;
			const cache = await caches.open(name);
			for (const { url } of await cache.keys()) if (isOwn(url) && !needed.has(url)) await cache.delete(url);
		}
	} catch {
		// Storage that is blocked holds nothing to remove.
	}
}

async function listMissing(files: readonly OnDemandFile[]): Promise<OnDemandFile[]> {
	const there = await Promise.all(files.map(async ({ path }) => (await cacheOf(path)).match(addressOf(path))));
	return files.filter((_, at) => there[at] === undefined);
}

/** Kept only whole: half a model would be found broken when there is no connection to mend it. */
async function keepFile({ path, bytes }: OnDemandFile, onBytes: (count: number) => void): Promise<void> {
	const response = await fetch(addressOf(path), { cache: 'no-store' });
	if (!response.ok || response.body === null) throw new SiteChanged();
	const parts: Uint8Array<ArrayBuffer>[] = [];
	for (const reader = response.body.getReader(); ; ) {
		const { value } = await reader.read();
		if (value === undefined) break;
		parts.push(value);
		onBytes(value.length);
	}
	const type = response.headers.get('content-type') ?? 'application/octet-stream';
	const content = new Blob(parts, { type });
	if (content.size !== bytes) throw new SiteChanged();
	const headers = { 'content-type': type, 'content-length': String(bytes) };
	await (await cacheOf(path)).put(addressOf(path), new Response(content, { headers }));
}

/** The server has no longer what this edition names. */
class SiteChanged extends Error {}

function describeFailure(error: unknown): string {
	if (error instanceof SiteChanged) return 'The site has been renewed in the meantime. Load the page again, then try again.';
	if (error instanceof DOMException && error.name === 'QuotaExceededError') {
		return 'There is not enough space on this device for the model. Matching by keywords works without it.';
	}
	if (error instanceof DOMException) return 'This browser does not let the page keep files. Matching by keywords works without it.';
	return 'The connection broke off. What has arrived is kept; try again to fetch the rest.';
}

/** Another team's site may lie below this one's base, so the base alone does not tell. */
function isOwn(url: string): boolean {
	return [engineFolder, '_astro/'].some((folder) => url.startsWith(addressOf(folder)));
}

/** The model's library looks in its own cache; for all other files the worker answers, from its own. */
function cacheOf(path: string): Promise<Cache> {
	return caches.open(path.startsWith(engineFolder) ? modelCache : onDemandCache);
}

function addressOf(path: string): string {
	return new URL(siteAddress(path), location.href).href;
}
