import { array, constantFrom, assert as holds, property } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { diffWords, type Segment } from '../../../src/browser/versions/words.ts';

const side = (segments: Segment[], without: Segment['kind']): string =>
	segments
		.filter(({ kind }) => kind !== without)
		.map(({ text }) => text)
		.join('');

describe('diffWords', () => {
	test('loses nothing and makes nothing up: what is same and removed is the old text, same and added the new one', () => {
		const text = array(constantFrom('tray', 'open', 'é', '漢字', '<b>', '&amp;', '"', '.', ' ', '  ', '\n', '\t', '7.6'), {
			maxLength: 40,
		}).map((all) => all.join(''));
		holds(
			property(text, text, (from, to) => {
				const segments = diffWords(from, to);
				expect([side(segments, 'added'), side(segments, 'removed')]).toEqual([from, to]);
			}),
		);
	});

	test('shows changed words that stand together as one change, and leaves what is between lines apart', () => {
		expect(diffWords('Open the lower tray now', 'Open an upper tray now')).toEqual([
			{ kind: 'same', text: 'Open ' },
			{ kind: 'removed', text: 'the lower' },
			{ kind: 'added', text: 'an upper' },
			{ kind: 'same', text: ' tray now' },
		]);
		expect(diffWords('a\nb', 'c\nd').map(({ kind }) => kind)).toEqual(['removed', 'added', 'same', 'removed', 'added']);
	});

	test('takes texts that differ in too much for two texts, at once', () => {
		const words = (letter: string) => Array.from({ length: 20_000 }, (_, at) => `${letter}${at}`).join(' ');
		expect(diffWords(words('a'), words('b')).map(({ kind }) => kind)).toEqual(['removed', 'added']);
	});
});
