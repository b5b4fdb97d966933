import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { checkSettingsFile } from '../checks/settings.node.ts';
import { hashCorpus } from '../knowledge/corpus.node.ts';
import { keepNewest, makeOnce, removeAbandonedDrafts } from '../knowledge/drafts.node.ts';
import { listFiles } from '../knowledge/files.node.ts';
import { readHistory } from '../knowledge/history.node.ts';
import { withLock } from '../knowledge/lock.node.ts';
import { isImageFile } from '../knowledge/markup.ts';
import { settingsFile } from '../knowledge/settings.node.ts';
import { listTrainingSources } from '../knowledge/training/read.node.ts';
import { cacheFolder, siteBase, siteFolder } from '../knowledge/working-files.node.ts';
import type { Engine } from '../matching/engine.node.ts';
import { publishEngine } from './engine-files.node.ts';
import { writeServiceWorker } from './service-worker.node.ts';

const project = fileURLToPath(new URL('../..', import.meta.url));
const stampFile = '.signpost-build';
/** Another server may be serving the one before. */
const keptSites = 3;
/** Beside the site: the Content-Security-Policy that fits its inline scripts. */
export const policyFile = '.signpost-policy';

/**
 * The site of a corpus for the server, built where it must. Each state of content and source has a folder of its own, so
 * that a running server never has its files changed; the last few are kept.
 */
export async function openSite(
	corpus: string,
	engine: EngineFiles,
	onStep: (step: string) => void,
): Promise<{ folder: string; built: boolean }> {
	const parent = siteFolder(corpus);
	const stamp = await siteStamp(corpus, engine);
	const folder = join(parent, stamp.slice(0, 16));
	const built = await buildStamped({ corpus, engine, folder, stamp }, onStep);
	if (built) await keepNewest(parent, keptSites);
	return { folder, built };
}

/** Where the engine's files of the corpus lie; a model only where there is one. */
type EngineFiles = Engine['files'];

interface Build {
	corpus: string;
	engine: EngineFiles;
	folder: string;
	stamp: string;
}

/** The site of a corpus in a folder of one's own, built unless it stands there already. Gives whether it was built. */
export async function buildSite(corpus: string, engine: EngineFiles, folder: string, onStep: (step: string) => void): Promise<boolean> {
	return buildStamped({ corpus, engine, folder, stamp: await siteStamp(corpus, engine) }, onStep);
}

/**
 * Written beside its place and renamed, so that a build that fails leaves the old site standing. Throws where an article
 * is not fit to be shown; the message lists why.
 */
async function buildStamped({ corpus, engine, folder, stamp }: Build, onStep: (step: string) => void): Promise<boolean> {
	const fill = async (draft: string): Promise<void> => {
		onStep('building the site');
		// Astro works in .astro of the project, whatever folders it is given: one build at a time.
		await withLock(
			join(project, '.astro', 'build.lock'),
			() => onStep('waiting for another build'),
			() => runAstro(corpus, draft),
		);
		await writePolicy(draft);
		onStep('preparing search without a server');
		await publishEngine(draft, engine);
		await writeServiceWorker(draft, { built: new Date(), stamp }, onStep);
		onStep('compressing the site');
		await compressFiles(draft);
		await writeFile(join(draft, stampFile), stamp);
	};
	return makeOnce(folder, {
		isMade: async () => (await readFile(join(folder, stampFile), 'utf8').catch(() => '')) === stamp,
		fill,
		onWait: () => onStep('waiting for another build'),
	});
}

async function runAstro(corpus: string, outDir: string): Promise<void> {
	const { build } = await import('astro');
	process.env.SIGNPOST_CONTENT = corpus;
	// Whatever the shell says: Astro reads its own settings from variables of these names, and a development build has
	// no search.
	process.env.NODE_ENV = 'production';
	for (const name of ['DEV', 'PROD', 'MODE', 'SSR', 'BASE_URL', 'SITE']) delete process.env[name];
	await mkdir(cacheFolder(), { recursive: true });
	await removeAbandonedDrafts(cacheFolder(), 'astro-');
	const cacheDir = await mkdtemp(join(cacheFolder(), 'astro-'));
	try {
		await build({ root: project, outDir, cacheDir, logLevel: 'error' });
	} finally {
		await rm(cacheDir, { recursive: true, force: true });
	}
}

/** SHA-256 over all that the site is made from: articles, their history, training, images, source, lock file, settings. */
async function siteStamp(corpus: string, engine: EngineFiles): Promise<string> {
	const hash = createHash('sha256').update(await hashCorpus(corpus));
	hash.update(await readFile(join(engine.index, 'manifest.json'))).update(engine.model === null ? 'words' : 'model');
	const { changes, uncommitted, limits } = await readHistory(corpus);
	hash.update(JSON.stringify([[...changes], uncommitted, limits]));
	const sources = (await listFiles(join(project, 'src'), () => true)).map((path) => join(project, 'src', path));
	const images = (await listFiles(corpus, isImageFile)).map((path) => join(corpus, path));
	const publicFiles = existsSync(join(project, 'public'))
		? (await listFiles(join(project, 'public'), () => true)).map((path) => join(project, 'public', path))
		: [];
	const training = (await listTrainingSources(corpus)).map((path) => join(corpus, path));
	const settings = [settingsFile, checkSettingsFile].map((name) => join(corpus, name)).filter(existsSync);
	for (const file of [
		...sources,
		...publicFiles,
		...images,
		...training,
		...settings,
		join(project, 'astro.config.mjs'),
		join(project, 'package-lock.json'),
	]) {
		hash.update(`${relative(project, file)}\0`).update(await readFile(file));
	}
	return hash.update(siteBase()).digest('hex');
}

/**
 * A policy under which only the site's own scripts run: files from the same origin, and the inline scripts that the
 * build wrote, by their SHA-256. Articles cannot add one. WebAssembly is allowed for Pagefind. Written into every page,
 * for any web host, and beside them for the server, which sends it as a header.
 */
async function writePolicy(folder: string): Promise<void> {
	const pages = await listFiles(folder, (name) => name.endsWith('.html'));
	const hashes = new Set<string>();
	for (const path of pages) {
		const html = await readFile(join(folder, path), 'utf8');
		for (const [, attributes = '', script = ''] of html.matchAll(/<script\b([^>]*)>([\s\S]*?)<\/script>/gi)) {
			if (/\ssrc\s*=/i.test(attributes) || script === '') continue;
			hashes.add(`'sha256-${createHash('sha256').update(script).digest('base64')}'`);
		}
	}
	const policy = [
		"default-src 'self'",
		`script-src 'self' 'wasm-unsafe-eval' ${[...hashes].sort().join(' ')}`.trim(),
		"style-src 'self' 'unsafe-inline'",
		"img-src 'self' data: https:",
		"connect-src 'self'",
		"object-src 'none'",
		"base-uri 'none'",
		// Every form is answered in the page: none may carry a ticket into an address.
		"form-action 'none'",
	].join('; ');
	for (const path of pages) {
		const html = await readFile(join(folder, path), 'utf8');
		await writeFile(join(folder, path), html.replace(/<head>/i, `<head><meta http-equiv="Content-Security-Policy" content="${policy}">`));
	}
	// Only a header can say who may frame the page.
	await writeFile(join(folder, policyFile), `${policy}; frame-ancestors 'none'`);
}

/** What is worth compressing; what pages rank with is packed already. */
const compressible = /\.(html|css|js|json|svg|txt|xml|wasm|data|bin)$/;
const packed = /[/\\](?:core|words[/\\]\d+|articles[/\\]\d+)\.bin$/;

/** Pages of the past: as many as all others together, each read by few. */
const past = /[/\\]articles[/\\].*[/\\](?:history|versions)[/\\]/;

/**
 * Writes `.br` and `.gz` beside what is worth compressing, so that the server never compresses while someone waits. Brotli
 * takes thirty times as long as gzip and saves a twentieth, which would make a build much longer for pages of the past.
 */
async function compressFiles(folder: string): Promise<void> {
	for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
		const path = join(entry.parentPath, entry.name);
		if (!entry.isFile() || !compressible.test(entry.name) || packed.test(path)) continue;
		const bytes = await readFile(path);
		if (bytes.length < 1024) continue;
		await writeFile(`${path}.gz`, await promisify(gzip)(bytes));
		if (past.test(path)) continue;
		await writeFile(`${path}.br`, await promisify(brotliCompress)(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }));
	}
}
