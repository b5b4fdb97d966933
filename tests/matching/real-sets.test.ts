import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openEngine } from '../../src/matching/engine.node.ts';
import { judgeResult, type TicketResult } from '../../src/matching/evaluation/judged.ts';
import { evaluateResults } from '../../src/matching/evaluation/metrics.ts';

const alerts = '../shared/eval/gitlab-alerts';

describe.skipIf(!existsSync(alerts))(`the engine as it ships (skipped where ${alerts} is absent)`, () => {
	// The first run embeds 1.5 MB of runbooks, a minute and a half on two cores; later ones read the cache.
	test('puts the right runbook first for .58 of 181 real alerts, and among the first three for .75', { timeout: 600_000 }, async () => {
		const engine = await openEngine(alerts, { progress: () => {}, notice: () => {} });
		const results: TicketResult[] = [];
		for (const line of (await readFile(join(alerts, 'tickets.jsonl'), 'utf8')).trimEnd().split('\n')) {
			const { id, text, relevant } = JSON.parse(line);
			results.push(judgeResult(id, relevant, await engine.match({ id, text })));
		}
		const { inScope, top1, top3 } = evaluateResults(results);
		expect(engine.embedder).not.toBeNull();
		expect(inScope).toBe(181);
		expect(top1).toBeGreaterThanOrEqual(0.58);
		expect(top3).toBeGreaterThanOrEqual(0.75);
	});
});
