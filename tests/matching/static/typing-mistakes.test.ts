import { beforeAll, describe, expect, test } from 'vitest';
import { readCorpus } from '../../../src/knowledge/corpus.node.ts';
import { openEngine } from '../../../src/matching/engine.node.ts';
import { rankOf } from '../../../src/matching/evaluation/judged.ts';
import { addTypos } from '../../../src/matching/evaluation/typos.ts';
import { matchTicket } from '../../../src/matching/match-ticket.ts';
import { openStaticFolder } from '../../../src/matching/static/static.node.ts';
import type { StaticBase } from '../../../src/matching/static/static-base.ts';
import { seededRandom } from '../../../src/search/random.ts';

/** Of the articles among the first three, what typing mistakes may cost: three times as much without their mending. */
const mayCost = 0.03;

let tickets: { id: string; text: string }[];
let page: StaticBase;

beforeAll(async () => {
	const { articles } = await readCorpus('content');
	tickets = articles.flatMap(({ id, tests }) => tests.map((text) => ({ id, text })));
	const { files } = await openEngine('content', { progress: () => {}, notice: () => {} });
	page = await openStaticFolder((await files.makeStatic()) ?? '');
});

async function shareAmongThree(read: (text: string) => string): Promise<number> {
	let found = 0;
	for (const { id, text } of tickets) {
		const { candidates } = await matchTicket(page.base, page.embedder, { text: read(text) });
		const rank = rankOf(
			candidates.map(({ article }) => article),
			[id],
		);
		if (rank !== null && rank <= 3) found++;
	}
	return found / tickets.length;
}

describe('a mistake in every fourth word', () => {
	test('hardly costs a page its articles', async () => {
		expect(tickets.length).toBeGreaterThan(200);
		const clean = await shareAmongThree((text) => text);
		const mistyped = await shareAmongThree((text) => addTypos(text, seededRandom(text)));
		console.info(`of ${tickets.length} tickets ${clean.toFixed(3)} among the first three, with typing mistakes ${mistyped.toFixed(3)}`);
		expect(mistyped).toBeGreaterThan(clean - mayCost);
	});
});
