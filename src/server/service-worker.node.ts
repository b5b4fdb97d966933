import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ManifestEntry } from 'workbox-build';
import { type Edition, editionFile, liveParameter, onDemandCache, workerFile } from '../browser/status/edition.ts';
import { listFiles } from '../knowledge/files.node.ts';
import { isImageFile } from '../knowledge/markup.ts';
import { siteBase } from '../knowledge/working-files.node.ts';
import { engineAddress } from '../search/engine-address.ts';

/** A file is fetched by every device that opens the site, read or not: in bytes, what is larger is left out of the copy. */
const largest = { image: 2e6, other: 25e6 } as const;

/** What matching by meaning runs on. Not all devices match, so it is fetched when it is used, and then kept. */
const runtimeFiles = /^_astro\/(?:.*\.wasm|transformers\..*\.js)$/;

/** The database that exercises run on, and a trainer's plots: for few, so that they are fetched when they are used, and then kept. */
const trainingFiles = /^_astro\/(?:pglite|initdb|practice-database|plots)[.-]/;

/** Shown where the copy has nothing at an address. */
const missingPage = 'offline/index.html';

/**
 * Writes what makes a device keep a copy of a finished site: `build.json`, which says which edition it is, and the service
 * worker with the list of its files. Nothing may be written into the site after that but compressed files: the copy is
 * taken only where every file has the bytes that it has now, so that it is of one edition or not at all.
 */
export async function writeServiceWorker(
	site: string,
	{ built, stamp }: { built: Date; stamp: string },
	onStep: (step: string) => void,
): Promise<void> {
	const places = engineAddress('');
	const { model } = places;
	const edition: Edition = { built: built.toISOString(), stamp, onDemand: await listOnDemand(site, model) };
	await writeFile(join(site, editionFile), JSON.stringify(edition));

	// Only where a site is built: it takes most of a second to load, which a server that finds its site built need not wait for.
	const { generateSW } = await import('workbox-build');
	const leftOut: string[] = [];
	const { count, size, warnings } = await generateSW({
		globDirectory: site,
		globPatterns: ['**/*'],
		globIgnores: [
			'**/*.{br,gz}',
			`${model}/**`,
			// Thousands of small files, of which a query needs a few; without a connection the index itself ranks.
			`${places.static}/**`,
			...edition.onDemand.map(({ path }) => path),
			// Editors read the schemas, never the site; and of Pagefind it uses only the search itself.
			'schemas/**',
			'pagefind/pagefind-{ui,modular-ui,component-ui,highlight}.*',
			// Only the host can say whether a server is behind it.
			'healthz',
			// What was once said is looked up at a desk, by few: no device carries it.
			'articles/**/{history,versions}/**',
			// Stands for the server's answer; without one, `missingPage` tells what there is to tell.
			'404.html',
		],
		// Said below: as a warning it would be one of many.
		maximumFileSizeToCacheInBytes: Number.MAX_SAFE_INTEGER,
		manifestTransforms: [
			async (entries) => {
				const kept = entries.filter(({ url, size }) => {
					if (trainingFiles.test(url)) return false;
					const fits = size <= (isImageFile(url) ? largest.image : largest.other);
					if (!fits) leftOut.push(`${url} (${megabytes(size)})`);
					return fits;
				});
				return { manifest: await Promise.all(kept.map((entry) => addIntegrity(site, entry))) };
			},
		],
		dontCacheBustURLsMatching: /^_astro\//,
		swDest: join(site, workerFile),
		mode: 'production',
		inlineWorkboxRuntime: true,
		sourcemap: false,
		babelPresetEnvTargets: ['last 2 years'],
		cleanupOutdatedCaches: true,
		// The page that is open at the first visit gets its search and its engine from the copy, too.
		clientsClaim: true,
		skipWaiting: false,
		ignoreURLParametersMatching: [new RegExp(`^(?!${liveParameter}$)`)],
		runtimeCaching: [
			{
				urlPattern: ({ request }) => request.mode === 'navigate',
				handler: 'NetworkOnly',
				options: { precacheFallback: { fallbackURL: missingPage } },
			},
			{
				urlPattern: /\/_astro\//,
				handler: 'CacheFirst',
				options: { cacheName: onDemandCache, cacheableResponse: { statuses: [200] } },
			},
		],
	});
	if (warnings.length > 0) throw new Error(`The service worker is not whole: ${warnings.join('; ')}`);
	await writeFile(
		join(site, workerFile),
		`${routeAround([`${places.static}/*`, 'api/*', 'healthz'])}\n${await readFile(join(site, workerFile), 'utf8')}`,
	);
	if (leftOut.length > 0) {
		const limits = `an image may have ${megabytes(largest.image)}, another file ${megabytes(largest.other)}`;
		onStep(`too large for the copy on a device, and not there without a connection: ${leftOut.join(', ')}; ${limits}`);
	}
	onStep(`a device keeps a copy of ${count} files, ${megabytes(size)} uncompressed`);
}

/**
 * What is never in the copy goes past the worker, where a browser knows such routes: through it, a search that fetches
 * twenty small files took twice as long. Paths below the site's base.
 */
function routeAround(paths: readonly string[]): string {
	const routes = paths.map((path) => ({ condition: { urlPattern: { pathname: siteBase() + path } }, source: 'network' }));
	return `addEventListener('install',(event)=>{event.addRoutes?.(${JSON.stringify(routes)})?.catch(()=>{})});`;
}

async function listOnDemand(site: string, model: string): Promise<Edition['onDemand']> {
	if (!existsSync(join(site, model))) return [];
	const programs = (await listFiles(join(site, '_astro'), () => true))
		.map((name) => `_astro/${name}`)
		.filter((path) => runtimeFiles.test(path) && !trainingFiles.test(path));
	const weights = (await listFiles(join(site, model), (name) => !/\.(br|gz)$/.test(name))).map((name) => `${model}/${name}`);
	return Promise.all([...programs, ...weights].map(async (path) => ({ path, bytes: (await stat(join(site, path))).size })));
}

async function addIntegrity(site: string, entry: ManifestEntry & { size: number }): Promise<ManifestEntry & { size: number }> {
	const bytes = await readFile(join(site, entry.url));
	return { ...entry, integrity: `sha256-${createHash('sha256').update(bytes).digest('base64')}` };
}

function megabytes(bytes: number): string {
	return `${(bytes / 1e6).toFixed(1)} MB`;
}
