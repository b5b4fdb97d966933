import { parentPort, workerData } from 'node:worker_threads';
import { openEmbedder } from '../matching/engine.node.ts';
import { rankTickets } from './rank-tickets.node.ts';

/** A thread of its own: the corpus as it was is indexed and asked while the one that is at hand is. */
const { corpus, tickets } = workerData as { corpus: string; tickets: string[] };
const silent = { progress: () => {}, notice: () => {} };
const { rankings } = await rankTickets(corpus, tickets, await openEmbedder(silent), silent);
parentPort?.postMessage(rankings);
