/** A file that has not come by then will not, in milliseconds: a slow line takes 3 MB in less. */
const patience = 60_000;

/** The bytes at an address of the site; `cache` as `fetch` takes it. Throws a sentence. */
export async function fetchFile(address: string, cache: RequestCache): Promise<Uint8Array> {
	const response = await fetch(address, { cache, signal: AbortSignal.timeout(patience) }).catch(() => {
		throw new Error(`${address} cannot be reached. Try again in a moment.`);
	});
	if (!response.ok) throw new Error(`The server answered ${response.status} to ${address}.`);
	return new Uint8Array(await response.arrayBuffer());
}
