import { describe, expect, test } from 'vitest';
import { missingImage } from '../../../src/checks/rules/missing-image.ts';
import { ask, lineOf, written } from '../../setup/check-articles.ts';

const files = ['known-issues/padlock.png', 'img/a b.png'];
const where = 'Put the image there, or correct the path, relative to this file.';

describe('missing-image', () => {
	test.each([
		'![the padlock](padlock.png)',
		'![the padlock](./padlock.png "a title")',
		'![two words](../img/a%20b.png)',
		'![elsewhere](https://img.example/x.png)',
		'![the padlock][p]\n\n[p]: padlock.png',
		'<img src="padlock.png" alt="the padlock" />',
		'[a link to nothing](gone.png)',
	])('takes %s', (body) => {
		expect(ask(missingImage, written({}, body), { files })).toEqual([]);
	});

	test.each([
		['![the padlock](Padlock.png)', 'Padlock.png'],
		['![the padlock](/padlock.png)', '/padlock.png'],
		['<img src="gone.png" alt="x" />', 'gone.png'],
	])('finds %s, whose file is not there', (body, url) => {
		const article = written({}, `## Check\n\n${body}`);
		expect(ask(missingImage, article, { files })).toEqual([
			{ line: lineOf(article, body), found: `shows "${url}", which is no file here.`, remedy: where },
		]);
	});

	test('finds one that stands in a definition, at the line of the definition', () => {
		const article = written({}, '![the padlock][p]\n\n[p]: gone.png\n[q]: also-gone.png');
		expect(ask(missingImage, article, { files })).toMatchObject([{ line: lineOf(article, '[p]: gone'), remedy: where }]);
	});

	test.each(['![](padlock.png)', '![ ](padlock.png)'])('finds %s, which says nothing to those who cannot see it', (body) => {
		const article = written({}, body);
		expect(ask(missingImage, article, { files })).toEqual([
			{
				line: lineOf(article, body),
				found: 'has an image without a text.',
				remedy: 'Say between the brackets what is to be seen: ![the padlock beside the item](…).',
			},
		]);
	});
});
