import { array, constantFrom, dictionary, assert as holds, letrec, oneof, property, tuple } from 'fast-check';
import type { Nodes } from 'mdast';
import { describe, expect, test } from 'vitest';
import { parseMdx } from '../../../src/knowledge/mdx.ts';
import { questionKinds, readQuestions } from '../../../src/knowledge/training/questions.ts';

const name = constantFrom('Question', 'Question', 'Choice', 'Choice', 'Step', 'Step', 'Pair', 'Blank', 'Aside');
/** An attribute as it is written behind the name: with a text, as an expression, or with no value. */
const value = oneof(
	...[{ weight: 4, arbitrary: constantFrom('="a"', '="b"', '="1"', '="right"', '="KI-1#check"') }],
	...[{ weight: 1, arbitrary: constantFrom('', '=""', '=" "', '="#"', '={1}', '="é&amp;__1__"') }],
);
const attributes = dictionary(constantFrom('is', 'why', 'n', 'accepts', 'article', 'id', 'ask', 'about'), value, { maxKeys: 3 });
/** So that most questions get as far as what they are made of. */
const head = tuple(constantFrom('a', 'b', 'c', 'c d'), constantFrom(...questionKinds, 'sql')).map(([id, ask]) => ({
	...{ id: `="${id}"`, ask: `="${ask}"`, about: '="KI-1#check"' },
}));

/** What a question can be made of, by its kind. */
const wholes = {
	single: '<Choice is="right">\n\nHers\n\n</Choice>\n<Choice is="wrong" why="No.">\n\nHis\n\n</Choice>',
	order: ['a', 'b', 'c'].map((step) => `<Step>\n\n${step}\n\n</Step>`).join('\n'),
	match: ['a', 'b'].map((pair) => `<Pair article="KI-1">\n\n${pair}\n\n</Pair>`).join('\n'),
	fill: '```sql\nselect __1__\n```\n\n<Blank n="1" accepts="a" />',
};
const sound = tuple(constantFrom('a', 'b', 'c'), constantFrom(...Object.entries(wholes))).map(
	([id, [ask, whole]]) => `<Question id="${id}" ask="${ask}" about="KI-1#check">\n\nAsked.\n\n${whole}\n\n</Question>`,
);

const { body } = letrec<{ body: string; block: string; element: string }>((tie) => ({
	body: array(tie('block'), { maxLength: 6 }).map((blocks) => blocks.join('\n\n')),
	block: oneof(
		{ maxDepth: 3, withCrossShrink: true },
		constantFrom(
			'What is __1__?',
			'```sql\nselect __1__, __2__\n```',
			'Inline <Blank n="1" accepts="a" /> and <Choice is="right">b</Choice>.',
		),
		sound,
		constantFrom(...Object.values(wholes)),
		tie('element'),
		tie('element').map((element) => element.replace(/^/gm, '> ')),
		tie('element').map((element) => element.replace(/^/gm, '   ').replace('   ', '1. ')),
	),
	element: tuple(name, attributes, head, constantFrom('', 'Asked.\n\n'), tie('body')).map(([tag, own, known, first, inside]) => {
		const all = Object.entries(tag === 'Question' ? { ...known, ...own } : own);
		const written = all.map(([attribute, text]) => ` ${attribute}${text}`).join('');
		return `<${tag}${written}>\n\n${tag === 'Question' ? first : ''}${inside}\n\n</${tag}>`;
	}),
}));

/** How many questions stand in no other one. */
function outermost(node: Nodes): number {
	if ('name' in node && node.name === 'Question') return 1;
	return 'children' in node ? node.children.reduce((sum, child) => sum + outermost(child), 0) : 0;
}

describe('readQuestions', () => {
	test('gives or reports each question, however elements are nested, and no two of one id', () => {
		holds(
			property(array(body, { minLength: 1, maxLength: 4 }), (bodies) => {
				const tree = parseMdx(bodies.join('\n\n'));
				const { questions, findings } = readQuestions(tree, 'a.mdx');
				expect(questions.length + findings.length).toBe(outermost(tree));
				expect(new Set(questions.map(({ id }) => id)).size).toBe(questions.length);
			}),
			{ numRuns: 150 },
		);
	});

	test('reports two fields for one blank, which leave another without any', () => {
		const blanks = '<Blank n="1" accepts="a" />\n\n<Blank n="1" accepts="b" />';
		const fill = `<Question id="a" ask="fill" about="KI-1#check">\n\nFill in.\n\n\`\`\`sql\nselect __1__, __2__\n\`\`\`\n\n${blanks}\n\n</Question>`;
		expect(readQuestions(parseMdx(fill), 'a.mdx')).toMatchObject({ questions: [], findings: [{ rule: 'question', line: 1 }] });
		expect(readQuestions(parseMdx(fill.replace('n="1" accepts="b"', 'n="2" accepts="b"')), 'a.mdx').findings).toEqual([]);
	});
});
