import { describe, expect, test } from 'vitest';
import { findUnsafeMarkup } from '../../src/knowledge/gate.ts';
import { parseMdx } from '../../src/knowledge/mdx.ts';

function answer(is: string, ...content: string[]): string {
	return `<Answer is="${is}">\n\n${content.join('\n\n')}\n\n</Answer>`;
}

function decide(question: string, ...answers: string[]): string {
	return `<Decide question="${question}">\n${answers.join('\n')}\n</Decide>`;
}

function faultsOf(body: string): { line?: number; message: string; remedy: string }[] {
	return findUnsafeMarkup(parseMdx(body), 'a.mdx');
}

const two = [answer('Yes', 'Do it.'), answer('No', 'Leave it.')];

describe('checkNesting', () => {
	test.each([
		[
			'a tree in a tree, with lists, code, links and a comment',
			decide(
				'Old?',
				answer('Yes', '- a\n- b', '```sql\nselect 1\n```', '[x](#y)', decide('How?', ...two)),
				'{/* rare */}',
				answer('No', 'x'),
			),
		],
		['two trees', `${decide('A?', ...two)}\n\nText.\n\n${decide('B?', ...two)}`],
		['an internal part with headings', '<Internal>\n\n## Query\n\ntext\n\n</Internal>'],
		['an internal part in a list item', '1. Step\n\n   <Internal>\n\n   text\n\n   </Internal>\n\n2. Step'],
		['an internal part in an answer', decide('Old?', answer('Yes', 'x', '<Internal>\n\ntext\n\n</Internal>'), ...two)],
		['a tree in an internal part', `<Internal>\n\n${decide('Old?', ...two)}\n\n</Internal>`],
	])('lets %s pass', (_, body) => {
		expect(faultsOf(body)).toEqual([]);
	});

	test.each([
		['one answer', decide('Old?', answer('Yes', 'x')), 1, 'fewer than two answers'],
		['text between answers', decide('Old?', ...two, '\nOr so.\n'), 13, 'holds nothing but <Answer>'],
		['an answer outside', `Text.\n\n${answer('Yes', 'x')}`, 3, 'outside of a <Decide>'],
		[
			'an answer in a list of an answer',
			decide('Old?', answer('Yes', `- a\n\n${answer('x', 'y').replace(/^/gm, '  ')}`), ...two),
			6,
			'outside of a <Decide>',
		],
		['no question', decide(' ', ...two), 1, 'no text in question'],
		[
			'a question without a value',
			'<Decide question>\n<Answer is="a">\n\nx\n\n</Answer>\n<Answer is="b">\n\nx\n\n</Answer>\n</Decide>',
			1,
			'no text in question',
		],
		['an answer that says nothing', decide('Old?', answer('', 'x'), ...two), 2, 'no text in is'],
		['an empty answer', decide('Old?', '<Answer is="Yes">\n</Answer>', ...two), 2, 'is empty'],
		[
			'text after the next question',
			decide('Old?', answer('Yes', decide('How?', ...two), 'And then.'), ...two),
			4,
			'follows the next question',
		],
		[
			'two next questions',
			decide('Old?', answer('Yes', decide('How?', ...two), decide('Who?', ...two)), ...two),
			4,
			'follows the next question',
		],
		[
			'a question in a list of an answer',
			decide('Old?', answer('Yes', `- a\n\n${decide('How?', ...two).replace(/^/gm, '  ')}`), ...two),
			6,
			'stands within something else',
		],
		['a heading in an answer', decide('Old?', answer('Yes', '### More'), ...two), 4, 'heading stands in an answer'],
		['a tree within a line', 'See <Decide question="x">y</Decide>.', 1, 'stands within a line'],
		['an answer within a line', decide('Old?', '<Answer is="Yes">x</Answer>', ...two), 2, 'lines of their own'],
		['an internal part within a line', 'See <Internal>y</Internal>.', 1, 'stands within a line'],
		['an internal part in another', '<Internal>\n\n<Internal>\n\nx\n\n</Internal>\n\n</Internal>', 3, 'stands in another'],
		['an internal part in a reply', '<Reply channel="chat">\n\n<Internal>\n\nx\n\n</Internal>\n\n</Reply>', 3, 'stands in <Reply>'],
		['another attribute', '<Decide question="x" onclick="y">\n</Decide>', 1, 'may not carry the attribute onclick'],
		['an expression as the question', '<Decide question={x()}>\n</Decide>', 1, 'would run'],
	])('refuses %s', (_, body, line, message) => {
		const faults = faultsOf(body);
		expect(faults.map((fault) => `${fault.line} ${fault.message} ${fault.remedy}`).join('\n')).toContain(message);
		expect(faults.map((fault) => fault.line)).toContain(line);
		for (const { remedy } of faults) expect(remedy).not.toBe('');
	});

	test('refuses more questions in a row than anyone follows', () => {
		const chain = (questions: number): string =>
			questions === 0 ? 'End.' : decide(`Question ${questions}?`, answer('Yes', chain(questions - 1)), answer('No', 'x'));
		expect(faultsOf(chain(8))).toEqual([]);
		expect(faultsOf(chain(9))).toMatchObject([{ message: 'is question 9 in a row.' }]);
	});
});
