import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { readJudgedTickets } from '../../scripts/judged-tickets.ts';
import { openEngine } from '../../src/matching/engine.node.ts';
import { evaluateResults } from '../../src/matching/evaluation/metrics.ts';
import { runTickets } from '../../src/matching/evaluation/run.ts';

/**
 * Long, messy mails to the desk, 40 to 474 words, with signatures, quotations, disclaimers, logs and typing mistakes: 110
 * that an article answers and 60 that none does. Written for the purpose, without sight of phrases and tests.
 */
const file = 'tests/sets/desk-mails.jsonl';

test('finds the article for long mails, and acts on a wrong one in five of a hundred at most', async () => {
	const engine = await openEngine('content', { progress: () => {}, notice: () => {} });
	const tickets = readJudgedTickets(await readFile(file), file, 'all');
	const { results } = await runTickets(engine.match, tickets, 0, () => {});
	const { inScope, outOfScope, top1, top3, auroc, matchPrecision, matched } = evaluateResults(results);
	expect([inScope, outOfScope]).toEqual([110, 60]);
	expect(top1).toBeGreaterThanOrEqual(0.95);
	expect(top3).toBeGreaterThanOrEqual(0.97);
	expect(auroc).toBeGreaterThanOrEqual(0.87);
	expect(matchPrecision).toBeGreaterThanOrEqual(0.95);
	expect(matched).toBeGreaterThanOrEqual(0.15);
}, 120_000);
