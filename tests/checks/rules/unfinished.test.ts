import { describe, expect, test } from 'vitest';
import { unfinished } from '../../../src/checks/rules/unfinished.ts';
import { ask, lineOf, written } from '../../setup/check-articles.ts';

describe('unfinished', () => {
	test.each(['Add it to your todo list.', 'Ids such as KI-XXXX.', 'The TODOs app.'])('takes "%s"', (body) => {
		expect(ask(unfinished, written({}, body))).toEqual([]);
	});

	test.each([
		['TODO: ask Engineering', 'TODO'],
		['Wait (TBD) minutes.', 'TBD'],
		['{/* FIXME before Friday */}', 'FIXME'],
		['Ring XXX.', 'XXX'],
		['Lorem ipsum dolor sit amet', 'Lorem ipsum'],
	])('finds "%s"', (text, mark) => {
		const article = written({}, `## Check\n\n${text}`);
		expect(ask(unfinished, article)).toEqual([
			{ line: lineOf(article, text), found: `says "${text}".`, remedy: `Write what belongs there, and remove ${mark}.` },
		]);
	});

	test('looks at the fields, too', () => {
		expect(ask(unfinished, written({ cause: 'TBD' }))).toMatchObject([{ line: 7 }]);
	});
});
