import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { join } from 'node:path';
import { getRequestListener } from '@hono/node-server';
import type { Hono } from 'hono';
import sirv from 'sirv';
import type { Desk } from '../desk/desk.node.ts';
import { createApi, type Matcher } from './api.ts';
import { policyFile } from './build-site.node.ts';

export interface ServerOptions {
	host: string;
	port: number;
	/** Path under which everything is served, with a slash at both ends. */
	base: string;
	/** Names by which browsers may call this server, beside the one it binds to and localhost. */
	allowedHosts: readonly string[];
	/** Hears one line a request: never a ticket's text, never a query. */
	log(line: string): void;
}

export interface RunningServer {
	port: number;
	/** What the server says until it is open. */
	setStep(step: string): void;
	/** From now on the site and the API answer. */
	open(matcher: Matcher, siteFolder: string, desk?: Desk): void;
	/** Takes no new request, lets those under way finish, then ends; after `graceMilliseconds` they are cut. */
	close(graceMilliseconds?: number): Promise<void>;
}

type Handler = (request: IncomingMessage, response: ServerResponse) => void;

/** Binds the port at once, so that a port in use is known before anything is built; answers 503 until opened. */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
	let step = 'starting';
	let handler: Handler = (_request, response) => {
		response.setHeader('retry-after', '2');
		sendJson(response, 503, { status: 'starting', error: `Signpost is ${step}. Try again in a moment.` });
	};
	const server = createServer((request, response) => {
		const started = performance.now();
		const path = pathOf(request);
		response.on('finish', () =>
			options.log(`${request.method} ${path} ${response.statusCode} ${Math.round(performance.now() - started)} ms`),
		);
		setSecurityHeaders(response);
		const refusal = refuseCaller(request, options);
		if (refusal === null) handler(request, response);
		else sendJson(response, refusal.status, { error: refusal.error });
	});
	server.requestTimeout = 30_000;
	await listen(server, options);
	const address = server.address();
	return {
		port: typeof address === 'object' && address !== null ? address.port : options.port,
		setStep: (text) => {
			step = text;
		},
		open: (matcher, siteFolder, desk) => {
			handler = createHandler(createApi(matcher, desk), siteFolder, options.base);
		},
		close: (grace = 5_000) => closeServer(server, grace),
	};
}

function createHandler(api: Hono, siteFolder: string, base: string): Handler {
	const policy = readFileSync(join(siteFolder, policyFile), 'utf8');
	// Only pages have inline scripts: their hashes, over a kilobyte, stay off all other files.
	const filePolicy = policy.replace(/ 'sha256-[^']+'/g, '');
	const answer = getRequestListener(api.fetch);
	const files = sirv(siteFolder, {
		brotli: true,
		gzip: true,
		etag: true,
		dotfiles: false,
		setHeaders: (response, path) => {
			response.setHeader('cache-control', path.includes('/_astro/') ? 'public, max-age=31536000, immutable' : 'no-cache');
		},
	});
	const notFound = readFileSync(join(siteFolder, '404.html'));
	const policyOf = (path: string): string => {
		// A picture opened by itself is a page of its own: an SVG must not run scripts on this origin.
		if (path.startsWith('/images/')) return "default-src 'none'; style-src 'unsafe-inline'; sandbox";
		return /^\/(_astro|pagefind|engine)\//.test(path) ? filePolicy : policy;
	};
	return (request, response) => {
		const path = pathOf(request);
		if (!path.startsWith(base)) {
			const known = path === '/' || `${path}/` === base;
			response.writeHead(known ? 302 : 404, known ? { location: base } : { 'content-type': 'text/plain' });
			response.end(known ? undefined : `Nothing is served here. Signpost is at ${base}\n`);
			return;
		}
		const within = `/${(request.url ?? '/').slice(base.length)}`;
		request.url = within;
		const route = `/${path.slice(base.length)}`;
		if (route.startsWith('/api/') || route === '/healthz' || route === '/api') {
			void answer(request, response);
		} else if (request.method !== 'GET' && request.method !== 'HEAD') {
			response.setHeader('allow', 'GET, HEAD');
			sendJson(response, 405, { error: 'Pages are only read.' });
		} else {
			// Set here and not by sirv, whose 304 would leave the browser with another policy.
			response.setHeader('content-security-policy', policyOf(within));
			files(request, response, () => {
				response.writeHead(404, { 'content-type': 'text/html; charset=utf-8' });
				response.end(request.method === 'HEAD' ? undefined : notFound);
			});
		}
	};
}

/**
 * A page of another site must not reach this server: neither under a name that it made point here (Host), nor by a
 * request from its own origin (Origin).
 */
function refuseCaller(request: IncomingMessage, options: ServerOptions): { status: number; error: string } | null {
	const names = new Set([
		'localhost',
		'127.0.0.1',
		'[::1]',
		options.host.toLowerCase(),
		...options.allowedHosts.map((name) => name.toLowerCase()),
	]);
	const host = parseAddress(`http://${request.headers.host ?? ''}`)?.hostname.toLowerCase();
	if (host === undefined || !names.has(host)) {
		return { status: 421, error: 'This server does not answer to that host name. Start it with SIGNPOST_ALLOWED_HOSTS=name to allow one.' };
	}
	const { origin } = request.headers;
	if (origin === undefined || parseAddress(origin)?.host.toLowerCase() === request.headers.host?.toLowerCase()) return null;
	return { status: 403, error: 'Requests from other sites are refused.' };
}

function parseAddress(address: string): URL | null {
	return URL.canParse(address) ? new URL(address) : null;
}

function setSecurityHeaders(response: ServerResponse): void {
	response.setHeader('x-content-type-options', 'nosniff');
	response.setHeader('referrer-policy', 'no-referrer');
	response.setHeader('x-frame-options', 'DENY');
	response.setHeader('cross-origin-opener-policy', 'same-origin');
	response.setHeader('cross-origin-resource-policy', 'same-origin');
	response.setHeader('permissions-policy', 'camera=(), microphone=(), geolocation=()');
	response.setHeader('content-security-policy', "default-src 'none'; frame-ancestors 'none'");
}

function pathOf(request: IncomingMessage): string {
	return (request.url ?? '/').replace(/[?#].*$/s, '');
}

function sendJson(response: ServerResponse, status: number, body: unknown): void {
	response.statusCode = status;
	response.setHeader('content-type', 'application/json');
	response.end(JSON.stringify(body));
}

function listen(server: Server, { host, port }: ServerOptions): Promise<void> {
	return new Promise((resolve, reject) => {
		server.once('error', reject);
		server.listen(port, host, () => {
			server.off('error', reject);
			resolve();
		});
	});
}

function closeServer(server: Server, grace: number): Promise<void> {
	return new Promise((resolve) => {
		// A connection kept alive after its last answer would hold the server open.
		const idle = setInterval(() => server.closeIdleConnections(), 50);
		const cut = setTimeout(() => server.closeAllConnections(), grace);
		server.close(() => {
			clearInterval(idle);
			clearTimeout(cut);
			resolve();
		});
	});
}
