import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { hashCorpus, listFiles } from '../knowledge/corpus.node.ts';
import { cacheFolder } from '../knowledge/working-files.node.ts';

const project = fileURLToPath(new URL('../..', import.meta.url));
const stampFile = '.signpost-build';
/** Beside the site: the Content-Security-Policy that fits its inline scripts. */
export const policyFile = '.signpost-policy';

/**
 * Builds the site of a corpus into `folder`, unless what stands there was made from the same content, source and
 * settings. Written beside its place and renamed, so that a build that fails leaves the old site standing.
 * Gives whether it was built. Throws where an article is not fit to be shown; the message lists why.
 */
export async function buildSite(corpus: string, folder: string, onStep: (step: string) => void): Promise<boolean> {
	const stamp = await siteStamp(corpus);
	const stampPath = join(folder, stampFile);
	if (existsSync(stampPath) && (await readFile(stampPath, 'utf8')) === stamp) return false;

	onStep('building the site');
	const draft = `${folder}.building`;
	await rm(draft, { recursive: true, force: true });
	await mkdir(dirname(folder), { recursive: true });
	const { build } = await import('astro');
	process.env.SIGNPOST_CONTENT = corpus;
	// Whatever the shell says: Astro reads its own settings from variables of these names, and a development build has
	// no search.
	process.env.NODE_ENV = 'production';
	for (const name of ['DEV', 'PROD', 'MODE', 'SSR', 'BASE_URL', 'SITE']) delete process.env[name];
	await build({
		root: project,
		outDir: draft,
		cacheDir: join(cacheFolder(), 'astro', createHash('sha256').update(corpus).digest('hex').slice(0, 8)),
		logLevel: 'error',
	});
	onStep('compressing the site');
	await writeFile(join(draft, policyFile), await contentSecurityPolicy(draft));
	await compressFiles(draft);
	await writeFile(join(draft, stampFile), stamp);

	const replaced = `${draft}.replaced`;
	await rm(replaced, { recursive: true, force: true });
	if (existsSync(folder)) await rename(folder, replaced);
	await rename(draft, folder);
	await rm(replaced, { recursive: true, force: true });
	return true;
}

/** SHA-256 over all that the site is made from: articles, images, source, lock file, settings. */
async function siteStamp(corpus: string): Promise<string> {
	const hash = createHash('sha256').update(await hashCorpus(corpus));
	const sources = (await listFiles(join(project, 'src'), () => true)).map((path) => join(project, 'src', path));
	const images = (await listFiles(corpus, (name) => /\.(png|jpe?g|gif|webp|svg|avif)$/i.test(name))).map((path) => join(corpus, path));
	const publicFiles = existsSync(join(project, 'public'))
		? (await listFiles(join(project, 'public'), () => true)).map((path) => join(project, 'public', path))
		: [];
	for (const file of [...sources, ...publicFiles, ...images, join(project, 'astro.config.mjs'), join(project, 'package-lock.json')]) {
		hash.update(`${relative(project, file)}\0`).update(await readFile(file));
	}
	return hash.update(process.env.SIGNPOST_BASE ?? '').digest('hex');
}

/**
 * A policy under which only the site's own scripts run: files from the same origin, and the inline scripts that the
 * build wrote, by their SHA-256. Articles cannot add one. WebAssembly is allowed for Pagefind.
 */
async function contentSecurityPolicy(folder: string): Promise<string> {
	const hashes = new Set<string>();
	for (const path of await listFiles(folder, (name) => name.endsWith('.html'))) {
		const html = await readFile(join(folder, path), 'utf8');
		for (const [, attributes = '', script = ''] of html.matchAll(/<script\b([^>]*)>([\s\S]*?)<\/script>/gi)) {
			if (/\ssrc\s*=/i.test(attributes) || script === '') continue;
			hashes.add(`'sha256-${createHash('sha256').update(script).digest('base64')}'`);
		}
	}
	return [
		"default-src 'self'",
		`script-src 'self' 'wasm-unsafe-eval' ${[...hashes].sort().join(' ')}`.trim(),
		"style-src 'self' 'unsafe-inline'",
		"img-src 'self' data: https:",
		"connect-src 'self'",
		"object-src 'none'",
		"base-uri 'none'",
		"form-action 'self'",
		"frame-ancestors 'none'",
	].join('; ');
}

/** Writes `.br` and `.gz` beside what is worth compressing, so that the server never compresses while someone waits. */
async function compressFiles(folder: string): Promise<void> {
	for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
		if (!entry.isFile() || !/\.(html|css|js|json|svg|txt|xml|wasm)$/.test(entry.name)) continue;
		const path = join(entry.parentPath, entry.name);
		const bytes = await readFile(path);
		if (bytes.length < 1024) continue;
		await writeFile(`${path}.br`, await promisify(brotliCompress)(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }));
		await writeFile(`${path}.gz`, await promisify(gzip)(bytes));
	}
}
