import { describe, expect, test } from 'vitest';
import { matchLine } from '../../src/matching/batch.ts';
import { openKnowledgeBase } from '../../src/matching/knowledge-base.ts';
import { learnCorpus } from '../../src/matching/learning/learn.ts';
import { matchTicket } from '../../src/matching/match-ticket.ts';
import { buildIndex } from '../../src/search/search-index.ts';
import { article } from '../setup/articles.ts';

const printer = article({ id: 'KI-1', title: 'Printer jams', signatures: ['tray * is blocked'] });
const index = await buildIndex({ articles: [printer], links: [] }, null);
const base = openKnowledgeBase(index, learnCorpus(index), null);

function answer(line: string, number = 7) {
	return matchLine({ number, text: line }, (ticket) => matchTicket(base, null, ticket));
}

describe('matchLine', () => {
	test('answers a ticket of text, and one of subject and body', async () => {
		expect(await answer('{"id": "a", "text": "printer jams"}')).toMatchObject({ ticket: 'a', candidates: [{ article: 'KI-1' }] });
		expect(await answer('{"id": "b", "subject": "printer", "body": "jams"}')).toMatchObject({
			ticket: 'b',
			candidates: [{ article: 'KI-1' }],
		});
	});

	test('takes a number for an id and gives it back as text', async () => {
		expect(await answer('{"id": 42, "text": "printer jams"}')).toMatchObject({ ticket: '42' });
	});

	test('answers a ticket without an id', async () => {
		expect(await answer('{"text": "printer jams"}')).toMatchObject({ ticket: null });
	});

	test('answers an empty ticket instead of calling it an error', async () => {
		expect(await answer('{"id": "a", "text": ""}')).toMatchObject({ ticket: 'a', decision: 'none', reason: 'empty' });
	});

	test('repeats no personal data of a ticket, not even what a signature has caught', async () => {
		const text = 'tray jane.doe@corp.example is blocked\n\nKind regards,\nJane Doe\nTel: +44 20 7946 0958';
		const line = JSON.stringify(await answer(JSON.stringify({ id: 'a', text })));
		expect(line).toContain('tray [email] is blocked');
		expect(line).not.toMatch(/jane|doe|7946/i);
	});

	test.each<[string, string, string | null, RegExp]>([
		['no JSON', '{"id": "a", "text": ', null, /^line 7 is not JSON: write one/],
		['a list', '["a", "b"]', null, /^line 7 is not a ticket: .*expected object, received array/],
		['a number', '5', null, /^line 7 is not a ticket: .*expected object/],
		['null', 'null', null, /^line 7 is not a ticket: .*expected object/],
		['no text', '{"id": "a"}', 'a', /^line 7 is not a ticket: needs a "text", or a "subject" and "body"\.$/],
		['a text that is no text', '{"id": 42, "text": ["x"]}', '42', /^line 7 is not a ticket: text: .*expected string, received array/],
		['an id that is no id', '{"id": {"n": 1}, "text": "x"}', null, /^line 7 is not a ticket: id: /],
		['200 KB', JSON.stringify({ id: 'a', text: 'x'.repeat(200_000) }), 'a', /^line 7: the ticket has 200000 characters/],
	])('gives %s its line, its id where it has one, and the reason', async (_, line, ticket, reason) => {
		const result = await answer(line);
		expect(Object.keys(result)).toEqual(['ticket', 'line', 'error']);
		expect(result).toMatchObject({ ticket, line: 7, error: expect.stringMatching(reason) });
	});
});
