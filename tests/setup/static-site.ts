import { createServer } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import sirv from 'sirv';

/** A plain web host: it has files and nothing else. */
export interface StaticSite {
	/** Address of the home page, with a slash at the end. */
	address: string;
	/** Paths that were asked for, in order. */
	requests: string[];
	/** The same with the bytes of each answer as sent, headers included. */
	sent: { path: string; bytes: number }[];
	/** From now on, these are the files: what happens when a new edition is put on the host. */
	serve(folder: string): void;
	close(): Promise<void>;
}

/** Serves a folder as any web host would, below `base` (with a slash at both ends); `compressed` as those do that compress. */
export async function serveStatic(
	folder: string,
	base: string = '/',
	{ compressed = false }: { compressed?: boolean } = {},
): Promise<StaticSite> {
	const requests: string[] = [];
	const sent: StaticSite['sent'] = [];
	/** Bytes of each connection that belong to answers that are in the list. */
	const counted = new WeakMap<Socket, number>();
	const open = (path: string) =>
		sirv(path, {
			etag: true,
			brotli: compressed,
			gzip: compressed,
			setHeaders: (response) => response.setHeader('cache-control', 'no-cache'),
		});
	let files = open(folder);
	const server = createServer((request, response) => {
		const path = request.url ?? '/';
		requests.push(path);
		// A connection carries one answer after another.
		response.on('finish', () => {
			const { socket } = request;
			sent.push({ path, bytes: socket.bytesWritten - (counted.get(socket) ?? 0) });
			counted.set(socket, socket.bytesWritten);
		});
		if (!path.startsWith(base) || (request.method !== 'GET' && request.method !== 'HEAD')) {
			response.writeHead(404).end();
			return;
		}
		request.url = `/${path.slice(base.length)}`;
		files(request, response, () => void response.writeHead(404).end());
	});
	await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
	return {
		address: `http://127.0.0.1:${(server.address() as AddressInfo).port}${base}`,
		requests,
		sent,
		serve: (path) => {
			files = open(path);
		},
		close: () => new Promise((closed) => server.close(() => closed()).closeAllConnections()),
	};
}
