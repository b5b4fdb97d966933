import { describe, expect, test } from 'vitest';
import { findChanges, findingsOfChange, retrievalFindings } from '../../src/checks/change-report.ts';
import { type AcceptedMove, findMoves, type JudgedMove, judgeMoves, type Move, placeIn, type Ranking } from '../../src/checks/retrieval.ts';
import { baseOf, checked, contextOf, written } from '../setup/check-articles.ts';

/** A ranking of these articles, best first, each by a phrase of its own. */
const ranked = (...ids: string[]): Ranking =>
	ids.map((article) => ({ article, evidence: [{ kind: 'phrase', text: `phrase of ${article}` }] }) as unknown as Ranking[number]);
const question = { article: 'KI-1', ticket: 'it hums' };

describe('placeIn', () => {
	test('counts from 1, and knows who is not there', () => {
		expect(placeIn(ranked('A', 'B'), 'B')).toBe(2);
		expect(placeIn(ranked('A', 'B'), 'C')).toBeNull();
	});
});

describe('findMoves', () => {
	const move = (before: Ranking, after: Ranking) => findMoves([question], [before], [after]);

	test.each([
		['first stays first', ranked('KI-1', 'A'), ranked('KI-1', 'B')],
		['second falls to third', ranked('A', 'KI-1'), ranked('A', 'B', 'KI-1')],
		['third rises', ranked('A', 'B', 'KI-1'), ranked('KI-1')],
		['it was not among the three before', ranked('A', 'B', 'C', 'KI-1'), ranked('A')],
	])('is none where %s', (_, before, after) => {
		expect(move(before, after)).toEqual([]);
	});

	test.each([
		['first place', ranked('KI-1', 'A'), ranked('A', 'KI-1'), { lost: 'first', before: 1, after: 2, above: ranked('A') }],
		[
			'the first three',
			ranked('A', 'KI-1'),
			ranked('A', 'B', 'C', 'KI-1'),
			{ lost: 'top-three', before: 2, after: 4, above: ranked('A', 'B', 'C') },
		],
		['every place', ranked('KI-1'), ranked('A', 'B', 'C', 'D'), { lost: 'first', before: 1, after: null, above: ranked('A', 'B', 'C') }],
	])('is the loss of %s, with what came before it', (_, before, after, expected) => {
		expect(move(before, after)).toEqual([{ ...question, ...expected }]);
	});

	test('asks for the article that another was merged into', () => {
		const successor = (id: string): string => (id === 'KI-1' ? 'KI-9' : id);
		expect(findMoves([question], [ranked('KI-1')], [ranked('KI-9')], successor)).toEqual([]);
		expect(findMoves([question], [ranked('KI-1')], [ranked('A', 'KI-9')], successor)).toMatchObject([
			{ article: 'KI-9', before: 1, after: 2 },
		]);
	});
});

describe('judgeMoves', () => {
	const move: Move = { ...question, lost: 'first', before: 1, after: 3, above: ranked('A', 'B') };
	const judge = (changed: string[], accepted: AcceptedMove[] = []) => judgeMoves([move], new Set(changed), accepted)[0];

	test('blames the changed article among those that came before it, first or not', () => {
		expect(judge(['B', 'KI-1'])).toMatchObject({ kind: 'steal', to: ['B', 'A'], why: 'its phrase "phrase of B"' });
	});

	test('is a loss where its own article changed alone, and a drift where neither did', () => {
		expect(judge(['KI-1'])).toMatchObject({ kind: 'loss', to: ['A', 'B'] });
		expect(judge(['KI-7'])).toMatchObject({ kind: 'drift', to: ['A', 'B'] });
	});

	test('says so where nothing in particular is alike', () => {
		const above = [{ article: 'A', evidence: [] }];
		expect(judgeMoves([{ ...move, above }], new Set(['A']), [])[0]?.why).toBe(
			'nothing in particular: it is likely by all signals together',
		);
	});

	test('is accepted by a line for this ticket, this article and one that came before it', () => {
		const line = { ticket: 'it hums', from: 'KI-1', to: 'B', reason: 'B solves it' };
		expect(judge(['A'], [line])?.accepted).toBe('B solves it');
		for (const other of [{ ticket: 'it beeps' }, { from: 'KI-2' }, { to: 'C' }])
			expect(judge(['A'], [{ ...line, ...other }])?.accepted).toBeNull();
	});
});

describe('retrievalFindings', () => {
	const articles = [written({ id: 'KI-1' }), written({ id: 'KI-2' })];
	const steal: JudgedMove = {
		...question,
		lost: 'first',
		before: 1,
		after: 2,
		kind: 'steal',
		to: ['KI-2'],
		why: 'its phrase "x"',
		accepted: null,
	};
	const found = (moves: JudgedMove[], missed: Parameters<typeof retrievalFindings>[1] = [], settings = {}) =>
		retrievalFindings(moves, missed, contextOf(articles, { settings }));

	test('puts a steal into the file of the thief, with the line that would accept it', () => {
		expect(found([steal])).toMatchObject([
			{
				rule: 'steals-ticket',
				severity: 'error',
				path: 'known-issues/KI-2.mdx',
				found: 'takes the ticket "it hums" from KI-1 (first before, second now), by its phrase "x".',
				remedy: expect.stringContaining('{"ticket":"it hums","from":"KI-1","to":"KI-2","reason":"…"}'),
			},
		]);
	});

	test('puts a loss into its own file', () => {
		expect(found([{ ...steal, kind: 'loss' }])).toMatchObject([
			{
				rule: 'loses-ticket',
				path: 'known-issues/KI-1.mdx',
				found: expect.stringContaining('KI-2 comes first'),
				remedy: expect.stringMatching(/^Put back/),
			},
		]);
	});

	test('leaves out what is accepted, what drifted, and rules that are off', () => {
		expect(
			found([
				{ ...steal, accepted: 'why' },
				{ ...steal, kind: 'drift' },
			]),
		).toEqual([]);
		expect(found([steal], [], { severities: { 'steals-ticket': 'off' } })).toEqual([]);
	});

	test.each([
		[2, 'warning', 'comes second for its own test "it hums", behind KI-2.'],
		[4, 'error', 'comes in place 4 for its own test "it hums", behind KI-2.'],
		[null, 'error', 'comes not at all for its own test "it hums", behind KI-2.'],
	])('tells of a new test that finds its article in place %j', (place, severity, said) => {
		expect(found([], [{ ...question, place, first: 'KI-2' }])).toMatchObject([
			{ rule: 'misses-ticket', severity, found: said, path: 'known-issues/KI-1.mdx' },
		]);
	});
});

describe('findChanges', () => {
	const one = written({ id: 'KI-1' });
	const two = written({ id: 'KI-2' });
	const { base } = baseOf([one, two]);
	if (base === null) throw new Error('there is a base');

	test('tells new, changed and gone articles; a moved one has not changed', () => {
		const moved = checked(two.text, 'elsewhere/two.mdx');
		expect(findChanges([one, moved], base)).toEqual({ changed: new Map(), gone: [] });
		const changed = written({ id: 'KI-1' }, 'More.');
		const added = written({ id: 'KI-3' });
		expect(findChanges([changed, added], base)).toEqual({
			changed: new Map([
				['KI-1', { article: changed, isNew: false }],
				['KI-3', { article: added, isNew: true }],
			]),
			gone: ['KI-2'],
		});
	});

	test('takes other line ends for no change, as a clone on Windows has them', () => {
		const windows = { ...one, text: one.text.replaceAll('\n', '\r\n') };
		expect(findChanges([windows, two], base).changed.size).toBe(0);
	});

	test('keeps of other articles the errors that do not come with time', () => {
		const finding = { id: '', found: '', expected: '', remedy: '' };
		const of = (path: string, rule: string, severity: 'error' | 'warning') => ({ ...finding, path, rule, severity });
		const own = [of(one.path, 'verification-overdue', 'error'), of(one.path, 'verification-due', 'warning')];
		const others = [of(two.path, 'verification-overdue', 'error'), of(two.path, 'unfinished', 'warning'), of(two.path, 'link', 'error')];
		const changes = { changed: new Map([['KI-1', { article: one, isNew: false }]]), gone: [] };
		expect(findingsOfChange([...own, ...others], changes)).toEqual([...own, others[2]]);
	});
});
