import { writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import sirv from 'sirv';
import { build } from 'vite';
import { engineBundling } from '../../src/browser/bundling.ts';

/** The policy of the built site, without what its pages need beside the engine. */
const policy = [
	"default-src 'none'",
	"script-src 'self' 'wasm-unsafe-eval'",
	"worker-src 'self'",
	"connect-src 'self'",
	'report-uri /violations',
].join('; ');

export interface EngineSite {
	/** Address of the page, with a slash at the end. */
	address: string;
	/** What a browser reported to break the policy. */
	violations: string[];
	close(): Promise<void>;
}

/** Bundles the page of `engine-page.ts` with its worker into `folder`. */
export async function buildEnginePage(folder: string): Promise<void> {
	await build({
		...engineBundling,
		configFile: false,
		publicDir: false,
		logLevel: 'error',
		build: {
			outDir: folder,
			// Where Astro puts them.
			assetsDir: '_astro',
			emptyOutDir: false,
			rollupOptions: { input: fileURLToPath(new URL('engine-page.ts', import.meta.url)), output: { entryFileNames: 'page.js' } },
		},
	});
	await writeFile(join(folder, 'index.html'), '<!doctype html><title>Engine</title><script type="module" src="/page.js"></script>');
}

/** Serves the page and, below `/index` and `/model`, the two folders. */
export async function serveEngine(folders: { page: string; index: string; model: string }): Promise<EngineSite> {
	const violations: string[] = [];
	const options = {
		setHeaders: (response: { setHeader(name: string, value: string): unknown }) =>
			void response.setHeader('content-security-policy', policy),
	};
	const page = sirv(folders.page, options);
	const below = { '/index/': sirv(folders.index, options), '/model/': sirv(folders.model, options) };
	const server = createServer(async (request, response) => {
		if (request.url === '/violations') {
			violations.push(await text(request));
			response.end();
			return;
		}
		const [prefix, files] = Object.entries(below).find(([start]) => request.url?.startsWith(start)) ?? ['/', page];
		request.url = request.url?.slice(prefix.length - 1);
		files(request, response, () => void response.writeHead(404).end());
	});
	await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
	return {
		address: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
		violations,
		close: () => new Promise((closed) => server.close(() => closed()).closeAllConnections()),
	};
}
