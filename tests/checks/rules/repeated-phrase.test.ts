import { describe, expect, test } from 'vitest';
import { applyEdits } from '../../../src/checks/fix.ts';
import { repeatedPhrase } from '../../../src/checks/rules/repeated-phrase.ts';
import { ask, checked, fileText, lineOf, written } from '../../setup/check-articles.ts';

describe('repeated-phrase', () => {
	test('takes phrases that differ, and one that an archived article has too', () => {
		const archived = written({ id: 'KI-0002', state: 'archived', phrases: ['it hums'] });
		expect(ask(repeatedPhrase, written({ phrases: ['it hums', 'it hums at night'] }), { others: [archived] })).toEqual([]);
	});

	test('finds a phrase twice in one article, whatever case and punctuation, and removes the second alone', () => {
		const article = written({ phrases: ['It hums!', 'red light'], internalPhrases: ['it  hums'] });
		const [problem] = ask(repeatedPhrase, article);
		expect(problem).toMatchObject({
			line: lineOf(article, '"it  hums"'),
			found: 'the phrase "it hums" stands here twice.',
			remedy: 'Remove one of the two: npm run check -- --fix does.',
		});
		expect(applyEdits(article.text, problem?.fix ?? []).text).toBe(article.text.replace('  - "it  hums"\n', ''));
	});

	test.each(["'it hums'", '"it hums"', 'it hums'])('removes one that is written as %s, with Windows line ends', (item) => {
		const text = fileText({}).replace('---\n\n', `phrases:\n  - ${item}\n  - ${item}\n---\n\n`).replaceAll('\n', '\r\n');
		const [problem] = ask(repeatedPhrase, checked(text));
		expect(applyEdits(text, problem?.fix ?? []).text).toBe(text.replace(`  - ${item}\r\n`, ''));
	});

	test('leaves to a person what does not stand on a line of its own', () => {
		const article = checked(fileText({}).replace('---\n\n', 'phrases: [it hums, it hums]\n---\n\n'));
		expect(ask(repeatedPhrase, article)).toMatchObject([{ fix: undefined }]);
	});

	test('names the other article that has it', () => {
		const article = written({ phrases: ['red light', 'It hums.'] });
		expect(ask(repeatedPhrase, article, { others: [written({ id: 'KI-0002', phrases: ['it hums'] })] })).toEqual([
			{
				line: lineOf(article, 'It hums.'),
				found: 'the phrase "It hums." also stands in KI-0002.',
				remedy: 'Leave it with the article that solves it, and write another here.',
			},
		]);
	});
});
