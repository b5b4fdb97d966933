import { describe, expect, test } from 'vitest';
import { checkContent } from '../../../src/checks/report.ts';
import { passMark, questionSection, taughtArticle, taughtVersion } from '../../../src/checks/rules/training.ts';
import { parseMdx } from '../../../src/knowledge/mdx.ts';
import { readQuestions } from '../../../src/knowledge/training/questions.ts';
import type { Training } from '../../../src/knowledge/training/training.ts';
import { asked } from '../../setup/asked-question.ts';
import { contextOf, written } from '../../setup/check-articles.ts';

interface Wanted {
	body?: string;
	passMark?: number;
	taught?: { article: string; version: string }[];
}

function training({ body = asked, passMark: mark = 80, taught = [{ article: 'KI-0001', version: '1.2.0' }] }: Wanted = {}): Training {
	const tree = parseMdx(body);
	const path = 'training/first/01-one.mdx';
	const module = {
		...{ kind: 'training' as const, id: 'TM-1', title: 'One', version: '1.0.0', goals: ['Look.'], minutes: 5, teaches: taught },
		...{ path, slug: '01-one', tree, questions: readQuestions(tree, path).questions },
	};
	const head = { kind: 'training-path' as const, id: 'TP-1', title: 'First', version: '1.0.0', for: 'All.', order: 1, prerequisites: [] };
	return {
		paths: [{ ...head, passMark: mark, path: 'training/first/path.mdx', folder: 'first', modules: [module] }],
		tickets: [],
		database: null,
		findings: [],
	};
}

const article = (fields: Record<string, unknown> = {}, body = '## Check\n\nLook.') => written({ version: '1.2.0', ...fields }, body);
const found = (rule: typeof taughtArticle, fields: Parameters<typeof article>, wanted?: Wanted): string[] =>
	rule.check(contextOf([article(...fields)], { training: training(wanted) })).map(({ problem }) => problem.found);

describe('rules of training', () => {
	test('find nothing in a module that fits its article', () => {
		for (const rule of [taughtArticle, questionSection, passMark, taughtVersion]) expect(found(rule, [])).toEqual([]);
	});

	test('find an article that is not there, or archived', () => {
		expect(found(taughtArticle, [{ state: 'archived' }])).toEqual([expect.stringContaining('KI-0001, which is archived')]);
		expect(found(taughtArticle, [], { taught: [{ article: 'KI-0009', version: '1.0.0' }] })).toEqual([
			expect.stringContaining('KI-0009, which is no article'),
		]);
	});

	test('find a question whose section is gone, and one about what is not taught', () => {
		expect(found(questionSection, [{}, '## Symptoms\n\nLook.'])).toEqual([
			expect.stringContaining('#check, which is no heading of KI-0001'),
		]);
		expect(found(questionSection, [], { taught: [] })).toEqual([expect.stringContaining('does not teach')]);
	});

	test('find a pass mark over a hundred, and a module that asks nothing', () => {
		expect(found(passMark, [], { passMark: 101 })).toEqual([expect.stringContaining('101 %')]);
		expect(found(passMark, [], { body: 'Read.' })).toEqual([expect.stringContaining('asks nothing')]);
	});

	test('warn of a step that changed since the module was written, not of wording', () => {
		expect(found(taughtVersion, [{ version: '1.2.9' }])).toEqual([]);
		expect(found(taughtVersion, [{ version: '1.3.0' }])).toEqual([expect.stringContaining('as of 1.2.0; it is at 1.3.0')]);
	});

	test('go by the severities that the team has set', () => {
		const known = { training: training({ passMark: 101 }) };
		const errors = (settings: unknown) =>
			checkContent([], contextOf([], { ...known, settings })).filter(({ rule }) => rule === 'pass-mark');
		expect(errors({})).toMatchObject([{ path: 'training/first/path.mdx', severity: 'error' }]);
		expect(errors({ severities: { 'pass-mark': 'off' } })).toEqual([]);
	});
});

describe('readQuestions', () => {
	test.each([
		['lacks', asked.replace(' about="KI-0001#check"', '')],
		['no right choice', asked.replace('is="right"', 'is="wrong" why="No."')],
		['2 right choices', asked.replace('is="wrong"', 'is="right"')],
		['explains nothing', asked.replace(' why="It names her."', '')],
		['there twice', `${asked}\n\n${asked}`],
		['asks nothing', asked.replace('Whose lock?\n\n', '')],
	])('reports what cannot be put or answered: %s', (message, body) => {
		expect(readQuestions(parseMdx(body), 'a.mdx').findings).toMatchObject([
			{ rule: 'question', message: expect.stringContaining(message) },
		]);
	});

	test('wants a field for every blank', () => {
		const fill =
			'<Question id="a" ask="fill" about="KI-1#check">\n\nFill in.\n\n```sql\nselect __1__\n```\n\n<Blank n="1" accepts="a" />\n\n</Question>';
		expect(readQuestions(parseMdx(fill), 'a.mdx')).toMatchObject({
			questions: [{ id: 'a', article: 'KI-1', anchor: 'check' }],
			findings: [],
		});
		for (const broken of [fill.replace('__1__', 'a'), fill.replace('__1__', '__1__, __2__')])
			expect(readQuestions(parseMdx(broken), 'a.mdx').findings).toHaveLength(1);
	});
});
