import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';

/** Bytes of HTML that arrive together, and milliseconds until the next ones: long enough to paint what has come. */
const piece = 2500;
const pause = 40;

/** A web host behind a slow line. */
export interface SlowHost {
	/** Address of the home page, with a slash at the end. */
	address: string;
	close(): Promise<void>;
}

/** Hands on what a host answers, its pages in pieces. */
export async function serveInPieces(origin: string): Promise<SlowHost> {
	const server = createServer(async (request, response) => {
		const answer = await fetch(origin + (request.url ?? '/').slice(1));
		const type = answer.headers.get('content-type') ?? 'application/octet-stream';
		const bytes = Buffer.from(await answer.arrayBuffer());
		response.writeHead(answer.status, { 'content-type': type });
		const step = type.includes('html') ? piece : bytes.length || 1;
		for (let start = 0; start < bytes.length; start += step) {
			if (start > 0) await wait(pause);
			response.write(bytes.subarray(start, start + step));
		}
		response.end();
	});
	await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
	return {
		address: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
		close: () => new Promise((closed) => server.close(() => closed()).closeAllConnections()),
	};
}
