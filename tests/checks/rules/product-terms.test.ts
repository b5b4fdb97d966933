import { describe, expect, test } from 'vitest';
import { applyEdits } from '../../../src/checks/fix.ts';
import { productTerms } from '../../../src/checks/rules/product-terms.ts';
import { ask, type checked, lineOf, written } from '../../setup/check-articles.ts';

const settings = {
	glossary: [
		{ write: 'Single sign-on portal', not: ['sign-on portal', 'SSO portal', 'single signon portal'] },
		{ write: 'Review queue', not: ['review-queue', 'Review Queue'] },
	],
};
const problemsOf = (article: ReturnType<typeof checked>) => ask(productTerms, article, { settings });
const mended = (article: ReturnType<typeof checked>): string =>
	applyEdits(
		article.text,
		problemsOf(article).flatMap(({ fix = [] }) => fix),
	).text;

describe('product-terms', () => {
	test.each([
		['the right spelling, of which a wrong one is a part', 'Open the Single sign-on portal and the Review queue.'],
		['code', '`review-queue`\n\n```sh\ncd review-queue\n```'],
		['addresses', '[here](https://a.example/review-queue/) and https://a.example/review-queue/'],
		['parts of words', 'preview-queues, review-queue2'],
	])('takes %s', (_, body) => {
		expect(problemsOf(written({}, body))).toEqual([]);
	});

	test('takes what requesters wrote', () => {
		expect(problemsOf(written({ phrases: ['review-queue is empty'], tests: ['the sso portal'] }))).toEqual([]);
	});

	test('finds a wrong spelling whatever its case, and what is expected', () => {
		const article = written({}, '## Check\n\nOpen the *sso Portal*.');
		expect(problemsOf(article)).toMatchObject([
			{
				line: lineOf(article, 'sso Portal'),
				found: 'writes "sso Portal".',
				expected: '"Single sign-on portal".',
				remedy: 'Write "Single sign-on portal": npm run check -- --fix does.',
			},
		]);
		expect(mended(article)).toBe(article.text.replace('sso Portal', 'Single sign-on portal'));
	});

	test.each([
		['title', { title: 'The review-queue hums' }],
		['owner', { owner: 'review-queue desk' }],
		['cause', { cause: 'In "quotes", the review-queue hums.' }],
	])('finds one in the %s', (field, fields) => {
		const article = written(fields);
		expect(problemsOf(article)).toMatchObject([{ line: lineOf(article, `${field}:`), found: 'writes "review-queue".' }]);
	});

	test('finds one that readers see of a component, and writes it anew there', () => {
		const article = written({}, '<Aside type="note" title="About the review-queue">\n\nText.\n\n</Aside>');
		expect(problemsOf(article)).toMatchObject([{ line: lineOf(article, '<Aside') }]);
		expect(mended(article)).toBe(article.text.replace('review-queue', 'Review queue'));
	});

	test('mends several in one text, with Windows line ends, and touches nothing else', () => {
		const plain = written({}, 'The review-queue, REVIEW-QUEUE.\n\n- a Review Queue');
		const article = { ...plain, text: plain.text.replaceAll('\n', '\r\n') };
		expect(problemsOf(article)).toHaveLength(3);
		expect(mended(article)).toBe(article.text.replaceAll(/review-queue|Review Queue/gi, 'Review queue'));
	});

	test('leaves to a person what the file spells otherwise', () => {
		const article = written({}, 'The review\\-queue.');
		expect(problemsOf(article)).toMatchObject([{ remedy: 'Write "Review queue".', fix: undefined }]);
	});

	test('what it mends, it takes', () => {
		const article = written({ title: 'The review-queue hums' }, 'sso portal of the Review Queue, single signon portal');
		const again = { ...article, text: mended(article) };
		expect(again.text).toContain('Single sign-on portal of the Review queue, Single sign-on portal');
	});
});
