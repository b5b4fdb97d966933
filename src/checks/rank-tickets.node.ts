import type { Listener } from '../knowledge/listener.ts';
import { cacheFolder } from '../knowledge/working-files.node.ts';
import { openCorpus } from '../matching/engine.node.ts';
import { matchTicket } from '../matching/match-ticket.ts';
import type { Embedder } from '../search/embedder.ts';
import { cacheEmbeddings } from '../search/embedding-cache.node.ts';
import type { SearchIndex } from '../search/search-index.ts';
import type { Ranking } from './retrieval.ts';

/**
 * What a corpus by itself answers to tickets of its articles, in their order. The tickets' vectors are kept beside those of
 * the articles, which they are part of.
 */
export async function rankTickets(
	corpus: string,
	tickets: readonly string[],
	embedder: Embedder | null,
	listener: Listener,
): Promise<{ rankings: Ranking[]; index: SearchIndex }> {
	const base = await openCorpus(corpus, embedder, listener);
	const cached = embedder === null ? null : cacheEmbeddings(embedder, cacheFolder());
	const rankings: Ranking[] = [];
	for (const text of tickets) {
		const { candidates } = await matchTicket(base, cached, { text });
		rankings.push(candidates.map(({ article, evidence }) => ({ article, evidence })));
		listener.progress('tickets', rankings.length, tickets.length);
	}
	return { rankings, index: base.index };
}
