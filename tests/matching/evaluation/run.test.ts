import { describe, expect, test } from 'vitest';
import type { JudgedTicket } from '../../../src/matching/evaluation/judged.ts';
import { runTickets } from '../../../src/matching/evaluation/run.ts';
import { measureSlices } from '../../../src/matching/evaluation/slices.ts';
import type { MatchResult } from '../../../src/matching/result.ts';
import type { Ticket } from '../../../src/matching/ticket.ts';

const texts = [
	'printer jams',
	'the tunnel drops whenever somebody opens the large report',
	'TUN-7001 on screen',
	'a very long story about the mailbox that never seems to end, because the person who tells it wants to be thorough',
	'something that nobody here knows',
];
const tickets = texts.map(
	(text, place): JudgedTicket => ({
		id: `t${place}`,
		half: place % 2 === 0 ? 'tuning' : 'held-out',
		ticket: { id: `t${place}`, subject: text },
		relevant: place === 4 ? [] : ['KB-1'],
	}),
);

/** An engine that finds the article of texts of at most 12 words, and remembers what it was asked. */
function engine() {
	const asked: Ticket[] = [];
	const match = async (ticket: Ticket): Promise<MatchResult> => {
		asked.push(ticket);
		const article = (ticket.text ?? ticket.subject ?? '').split(/\s+/).length <= 12 ? 'KB-1' : 'KB-2';
		const candidate = { article, path: article, title: '', section: { heading: '', anchor: '' }, probability: 0.5, evidence: [] };
		return { ticket: ticket.id ?? null, decision: 'suggest', confidence: 0.5, candidates: [candidate], escalation: null };
	};
	return { asked, match };
}

describe('runTickets', () => {
	test('asks every ticket as it came, then a sample of those in scope with typos and as mails', async () => {
		const { asked, match } = engine();
		const steps = new Set<string>();
		const run = await runTickets(match, tickets, 2, (step) => steps.add(step));
		expect(asked.slice(0, 5)).toEqual(tickets.map(({ ticket }) => ticket));
		expect(asked).toHaveLength(9);
		expect([...steps]).toEqual(['matching', 'matching with typos', 'matching as mails']);
		const [typos, mails] = [asked.slice(5, 7), asked.slice(7)];
		for (const [place, { id }] of run.typos.clean.entries()) {
			const text = texts[Number(id.slice(1))] ?? '';
			expect([typos[place]?.id, mails[place]?.id]).toEqual([id, id]);
			expect(typos[place]?.text).not.toBe(text);
			expect(mails[place]?.text).toContain(text);
			expect(id).not.toBe('t4');
		}
	});

	test('chooses the same tickets and writes them the same way, wherever they stand in the set', async () => {
		const [whole, reversed] = [engine(), engine()];
		await runTickets(whole.match, tickets, 2, () => {});
		await runTickets(reversed.match, tickets.toReversed(), 2, () => {});
		expect(reversed.asked.slice(-2).toReversed()).toEqual(whole.asked.slice(-2));
	});

	test('rewrites nothing where the sample is 0', async () => {
		const { asked, match } = engine();
		const run = await runTickets(match, tickets, 0, () => {});
		expect([asked.length, run.typos, run.mail.rewritten]).toEqual([5, { clean: [], rewritten: [] }, []]);
	});
});

describe('measureSlices', () => {
	test('parts tickets by length, code, scope and half, and says what rewriting cost', async () => {
		const slices = measureSlices(tickets, await runTickets(engine().match, tickets, 4, () => {}));
		const counts = Object.entries(slices).map(([name, { inScope, outOfScope }]) => [name, inScope, outOfScope]);
		expect(counts).toEqual([
			['short', 2, 1],
			['long', 1, 0],
			['errorCode', 1, 0],
			['typos', 4, 0],
			['mail', 4, 0],
			['outOfScope', 0, 1],
			['tuning', 2, 1],
			['heldOut', 2, 0],
		]);
		expect(slices.short.top1).toBe(1);
		expect(slices.long.top1).toBe(0);
		// Three are found as they came, none in a mail.
		expect(slices.mail.clean?.top1).toBe(3 / 4);
		expect(slices.mail.differences?.top1).toMatchObject({ was: 3 / 4, now: 0, difference: -3 / 4 });
		expect(slices.typos.differences?.top1).toMatchObject({ difference: 0, interval: [0, 0] });
	});
});
