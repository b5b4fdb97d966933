import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { articlePassages, cutText, passageForModel } from '../../src/search/passages.ts';
import { article } from '../setup/articles.ts';

function wordsOf(text: string): string[] {
	return text.split(/\s+/).filter((word) => word !== '');
}

describe('cutText', () => {
	const lines = fc
		.array(fc.array(fc.stringMatching(/^[a-z0-9*#-]{1,6}$/), { maxLength: 30 }).map((words) => words.join('  ')))
		.map((all) => all.join('\n'));

	test('loses no word, keeps their order, and never makes a piece too long', () => {
		fc.assert(
			fc.property(lines, fc.integer({ min: 1, max: 12 }), (text, most) => {
				const pieces = cutText(text, most);
				expect(pieces.flatMap(wordsOf)).toEqual(wordsOf(text));
				for (const piece of pieces) expect(wordsOf(piece).length).toBeLessThanOrEqual(most);
			}),
		);
	});

	test('cuts at the end of a line where it can, so that a step stays whole', () => {
		expect(cutText('one two three\nfour five\nsix seven', 5)).toEqual(['one two three\nfour five', 'six seven']);
	});

	test('cuts a line that is too long by itself, and lets no later line slip before it', () => {
		expect(cutText('a\nb c d e f\ng', 2)).toEqual(['a', 'b c', 'd e', 'f', 'g']);
	});

	test('by itself cuts to what the model reads', () => {
		const pieces = cutText('word '.repeat(1_000));
		expect(pieces.length).toBeGreaterThan(1);
		expect(Math.max(...pieces.map((piece) => wordsOf(piece).length))).toBeLessThan(200);
	});

	test('gives one empty piece for no text, so that a bare heading is still found', () => {
		expect(cutText(' \n\n ')).toEqual(['']);
	});
});

describe('articlePassages', () => {
	const known = article(
		{
			id: 'KI-0001',
			title: 'Tray jams',
			cause: 'The feed roller is worn.',
			phrases: ['paper stuck again'],
			tests: ['canarytest the machine chews my sheets'],
		},
		'Lead.\n\n## Workaround\n\nOpen the tray.',
	);

	test('takes summary, sections and phrases, each with the place it is read at', () => {
		expect(articlePassages(known, 7)).toEqual([
			{ article: 7, kind: 'section', heading: 'Tray jams', anchor: '', text: 'The feed roller is worn' },
			{ article: 7, kind: 'section', heading: 'Tray jams', anchor: '', text: 'Lead.' },
			{ article: 7, kind: 'section', heading: 'Workaround', anchor: 'workaround', text: 'Open the tray.' },
			{ article: 7, kind: 'phrase', heading: 'Tray jams', anchor: '', text: 'paper stuck again' },
		]);
	});

	test('never takes the tests, which are the exam', () => {
		expect(JSON.stringify(articlePassages(known, 0))).not.toContain('canarytest');
	});
});

const jams = { title: 'Tray jams', path: 'printers/tray-jams.mdx' };

describe('passageForModel', () => {
	test.each([
		['redis/redis-is-down.mdx', 'Steps to check', 'redis is down. Steps to check. Open it.'],
		['redis/README.md', 'Overview', 'redis. Overview. Open it.'],
		['redis/redis-is-down.mdx', 'Redis is unreachable', 'Redis is unreachable. Open it.'],
		['KI-0042.mdx', 'Steps to check', 'Steps to check. Open it.'],
	])('leads %s, titled "%s", with the words of its file name only where the title has none of them', (path, title, expected) => {
		expect(passageForModel({ article: 0, kind: 'section', heading: title, anchor: '', text: 'Open it.' }, { title, path })).toBe(expected);
	});

	const section = { article: 0, kind: 'section', heading: 'Workaround', anchor: 'workaround', text: 'Open it.' } as const;

	test('leads a section with title and heading, for the section alone does not say what it is about', () => {
		expect(passageForModel(section, jams)).toBe('Tray jams. Workaround. Open it.');
	});

	test('says the title once where it is the heading', () => {
		expect(passageForModel({ ...section, heading: 'Tray jams' }, jams)).toBe('Tray jams. Open it.');
	});

	test('ends after the heading where a section has no text', () => {
		expect(passageForModel({ ...section, text: '' }, jams)).toBe('Tray jams. Workaround');
	});

	test.each(['phrase', 'ticket'] as const)('leaves a %s in its own words', (kind) => {
		expect(passageForModel({ ...section, kind, text: 'paper stuck' }, jams)).toBe('paper stuck');
	});
});
