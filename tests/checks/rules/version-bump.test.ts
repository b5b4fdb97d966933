import { describe, expect, test } from 'vitest';
import { versionBump } from '../../../src/checks/rules/version-bump.ts';
import { ask, baseOf, checked, fileText, lineOf, today, written } from '../../setup/check-articles.ts';

const before = written({ version: '1.9.0' }, '## Check\n\nLook.');
const past = baseOf([before]);

describe('version-bump', () => {
	test.each([
		['the same text', { version: '1.9.0' }, '## Check\n\nLook.'],
		['another text of a higher version', { version: '1.10.0' }, '## Check\n\nLook twice.'],
		['other fields', { version: '1.9.0', phrases: ['new'] }, '## Check\n\nLook.'],
		['a new article', { id: 'KI-0002', version: '1.9.0' }, 'All new.'],
	])('takes %s', (_, fields, body) => {
		expect(ask(versionBump, written(fields, body), { past })).toEqual([]);
	});

	test('takes the same text with Windows line ends and a mark at its head', () => {
		const article = checked(`\uFEFF${fileText({ version: '1.9.0' }, '## Check\n\nLook.').replaceAll('\n', '\r\n')}`);
		expect(ask(versionBump, article, { past })).toEqual([]);
	});

	test('takes everything where there is nothing to compare with', () => {
		expect(ask(versionBump, written({ version: '1.9.0' }, 'Other.'))).toEqual([]);
	});

	test('finds another text of the same version, and says what to write', () => {
		const article = written({ version: '1.9.0' }, '## Check\n\nLook twice.');
		expect(ask(versionBump, article, { past })).toEqual([
			{
				line: lineOf(article, 'version:'),
				found: 'its text has changed since origin/main, and the version is still 1.9.0.',
				remedy: expect.stringContaining(`Set "version: 1.9.1" for wording`),
			},
		]);
		expect(ask(versionBump, article, { past })[0]?.remedy).toContain(`"  date: ${today}"`);
	});

	test('finds a version that went back, text or no text', () => {
		const article = written({ version: '1.8.9' }, '## Check\n\nLook.');
		expect(ask(versionBump, article, { past })).toEqual([
			{
				line: lineOf(article, 'version:'),
				found: 'the version went back from 1.9.0 to 1.8.9.',
				remedy: 'Set "version: 1.9.1", or higher.',
			},
		]);
	});
});
