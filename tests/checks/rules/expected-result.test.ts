import { describe, expect, test } from 'vitest';
import { expectedResult } from '../../../src/checks/rules/expected-result.ts';
import { ask, lineOf, written } from '../../setup/check-articles.ts';

const remedy = 'Write below it what it answers, such as: Expected: `200` and `"released": true`.';
const release = '```http\nPOST https://ops.example/release\n```';
const query = '```sql\nselect id from leases where id = :id;\n```';
/** A command as a numbered step. */
const step = (number: number, text: string): string => `${number}. Do this:\n\n${text.replace(/^(?=.)/gm, '   ')}\n`;

describe('expected-result', () => {
	test.each([
		['a result below the command', `## Workaround\n\n${step(1, `${release}\n\nExpected: \`200\` and nothing else.`)}`],
		['a table below it', `## Check\n\n${query}\n\n| Row | Means |\n| --- | --- |\n| none | gone |`],
		[
			'a decision tree below it',
			`## Check\n\n${query}\n\n<Decide question="A row?">\n<Answer is="Yes">\n\na\n\n</Answer>\n<Answer is="No">\n\nb\n\n</Answer>\n</Decide>`,
		],
		['a result that is said before it', `## Verify\n\nExpect 204 from this call:\n\n${release}`],
		['a query that says before what it shows', `## Check\n\nThis shows a row for each lease:\n\n${query}`],
		['a query that is judged in the next step', `## Check\n\n${step(1, query)}\n${step(2, `${query}\n\nNo row in either: go on.`)}`],
		['a section where nothing is done', `## Symptoms\n\n${release}`],
		['code that is no command', '## Check\n\n```json\n{}\n```\n\n```\nplain\n```'],
	])('takes %s', (_, body) => {
		expect(ask(expectedResult, written({}, body))).toEqual([]);
	});

	test.each(['Check', 'Workaround', 'Steps', 'Verify', 'Roll-back'])('finds a command under "%s" that ends its step', (heading) => {
		const article = written({}, `## ${heading}\n\n${step(1, release)}\n2. Tell the requester what it answered.`);
		expect(ask(expectedResult, article)).toEqual([
			{
				line: lineOf(article, '```http'),
				found: 'the step with "POST https://ops.example/release" does not say what to expect.',
				remedy,
			},
		]);
	});

	test('finds a query of which nothing is said up to the end of its section', () => {
		const article = written({}, `## Check\n\n${step(1, query)}\n## Verify\n\nLook whether the row is gone.`);
		expect(ask(expectedResult, article)).toMatchObject([{ line: lineOf(article, '```sql'), remedy }]);
	});

	test('finds a command whose only text is too short to say anything', () => {
		expect(ask(expectedResult, written({}, `## Workaround\n\n${release}\n\nThen wait.`))).toHaveLength(1);
	});

	test('a call that changes something is not judged by the answer to the next', () => {
		const curl = '```sh\ncurl -X POST https://ops.example/release\n```';
		const body = `## Workaround\n\n${curl}\n\n${release}\n\nExpected: 200 from it.`;
		expect(ask(expectedResult, written({}, body))).toMatchObject([{ found: expect.stringContaining('curl -X POST') }]);
	});

	test('looks into internal parts and quotes', () => {
		expect(ask(expectedResult, written({}, `## Workaround\n\n<Internal>\n\n${release}\n\n</Internal>`))).toHaveLength(1);
	});
});
