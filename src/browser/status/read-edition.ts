import { siteAddress } from '../../layouts/addresses.ts';
import { type Edition, editionFile, editionSchema, liveParameter } from './edition.ts';

/** A server that has not answered by then counts as gone, in milliseconds. */
const patience = 5_000;

/** The edition that this page gets its files from: the copy's where there is one. Null where neither it nor the server answers. */
export function readEdition(): Promise<Edition | null> {
	return fetchEdition('');
}

/** The edition that the server has now; null where there is no connection to it. */
export function readLiveEdition(): Promise<Edition | null> {
	return fetchEdition(`?${liveParameter}`);
}

async function fetchEdition(query: string): Promise<Edition | null> {
	try {
		const response = await fetch(siteAddress(editionFile + query), { cache: 'no-store', signal: AbortSignal.timeout(patience) });
		return response.ok ? (editionSchema.safeParse(await response.json()).data ?? null) : null;
	} catch {
		return null;
	}
}
