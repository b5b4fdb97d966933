import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type Engine, indexCorpus, openEmbedder } from '../../src/matching/engine.node.ts';
import { judgeResult, type TicketResult } from '../../src/matching/evaluation/judged.ts';
import { evaluateResults } from '../../src/matching/evaluation/metrics.ts';
import { matchTicket } from '../../src/matching/match-ticket.ts';

const sets = '../shared/eval';
const silent = { progress: () => {}, notice: () => {} };

/** Figures of one ticket in `every`, by an index that is learnt anew: a stored one may be of other settings. */
async function measure(name: string, every: number): Promise<ReturnType<typeof evaluateResults>> {
	const folder = join(sets, name);
	const embedder: Engine['embedder'] = await openEmbedder(silent);
	expect(embedder).not.toBeNull();
	const { base } = await indexCorpus(folder, embedder, silent);
	const results: TicketResult[] = [];
	const lines = (await readFile(join(folder, 'tickets.jsonl'), 'utf8')).trimEnd().split('\n');
	for (const line of lines.filter((_, at) => at % every === 0)) {
		const { id, text, relevant } = JSON.parse(line);
		results.push(judgeResult(id, relevant, await matchTicket(base, embedder, { id, text })));
	}
	return evaluateResults(results);
}

// The first run embeds the corpora, two minutes on two idle cores; later ones read the cache.
describe.skipIf(!existsSync(sets))(`the engine as it ships (skipped where ${sets} is absent)`, { timeout: 600_000 }, () => {
	test('puts the right runbook first for .60 of 181 real alerts, and among the first three for .77', async () => {
		const { inScope, top1, top3 } = await measure('gitlab-alerts', 1);
		expect(inScope).toBe(181);
		expect(top1).toBeGreaterThanOrEqual(0.6);
		expect(top3).toBeGreaterThanOrEqual(0.77);
	});

	test.each([
		{ name: 'banking77', first: 0.85, three: 0.95 },
		{ name: 'clinc150', first: 0.86, three: 0.955 },
	])(
		'learns from the links of $name to put $first of its tickets right, and to be right in .95 of those that it acts on',
		async (floor) => {
			const { inScope, outOfScope, top1, top3, matched, matchPrecision } = await measure(floor.name, 5);
			expect([inScope > 500, outOfScope > 70]).toEqual([true, true]);
			expect(top1).toBeGreaterThanOrEqual(floor.first);
			expect(top3).toBeGreaterThanOrEqual(floor.three);
			expect(matchPrecision).toBeGreaterThanOrEqual(0.95);
			expect(matched).toBeGreaterThanOrEqual(0.25);
		},
	);
});
