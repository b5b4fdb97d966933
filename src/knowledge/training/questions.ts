import type { Code, Parents, Root } from 'mdast';
import type { MdxJsxFlowElement, MdxJsxTextElement } from 'mdast-util-mdx';
import { toString as textOf } from 'mdast-util-to-string';
import type { Finding } from '../finding.ts';

/** The ways in which a question is put. */
export const questionKinds = ['single', 'multiple', 'order', 'match', 'fill', 'sql', 'http'] as const;
export type QuestionKind = (typeof questionKinds)[number];

/** A question as it stands in a module. */
export interface Question {
	/** Unique within its module. */
	id: string;
	ask: QuestionKind;
	/** Article and section that it is about. */
	article: string;
	anchor: string;
	/** What is asked, in plain text: its first paragraph. */
	label: string;
	line?: number;
	/** Articles that a pair of it leads to. */
	named: string[];
}

/** The elements that a kind of question is made of, at least so many. */
const parts: Record<QuestionKind, { name: string; least: number }> = {
	single: { name: 'Choice', least: 2 },
	multiple: { name: 'Choice', least: 2 },
	order: { name: 'Step', least: 3 },
	match: { name: 'Pair', least: 2 },
	fill: { name: 'Blank', least: 1 },
	sql: { name: 'Solution', least: 1 },
	http: { name: 'Solution', least: 1 },
};

type Element = MdxJsxFlowElement | MdxJsxTextElement;

/** All questions of a module's tree, and what is wrong with them. A question that cannot be put is a finding, and left out. */
export function readQuestions(tree: Root, path: string): { questions: Question[]; findings: Finding[] } {
	const questions: Question[] = [];
	const findings: Finding[] = [];
	for (const node of elementsBelow(tree, 'Question')) {
		const report = (message: string, remedy: string, line = node.position?.start.line): void => {
			findings.push({ path, line, rule: 'question', message, remedy });
		};
		const id = attribute(node, 'id');
		const ask = questionKinds.find((kind) => kind === attribute(node, 'ask'));
		const [article = '', anchor = ''] = attribute(node, 'about').split('#');
		if (!/^[A-Za-z0-9][A-Za-z0-9-]*$/.test(id) || ask === undefined || article === '' || anchor === '') {
			report(
				'a <Question> lacks its id, its ask or its about.',
				`Write <Question id="short-name" ask="${questionKinds.join('|')}" about="KI-0001#check">.`,
			);
			continue;
		}
		if (questions.some((question) => question.id === id)) {
			report(`the question "${id}" is there twice.`, 'Give the second another id; progress is kept under it.');
			continue;
		}
		const wrong = whatIsWrong(node, ask);
		if (wrong !== null) {
			report(`the question "${id}" ${wrong.found}`, wrong.remedy, wrong.line ?? node.position?.start.line);
			continue;
		}
		const first = node.children.find((child) => child.type === 'paragraph');
		questions.push({
			id,
			ask,
			article,
			anchor,
			label: first === undefined ? '' : textOf(first).trim(),
			line: node.position?.start.line,
			named: ask === 'match' ? elementsBelow(node, 'Pair').map((pair) => attribute(pair, 'article')) : [],
		});
	}
	return { questions, findings };
}

interface Wrong {
	found: string;
	remedy: string;
	line?: number;
}

/** Why a question cannot be put, or answered rightly; null where it can. */
function whatIsWrong(node: Element, ask: QuestionKind): Wrong | null {
	const { name, least } = parts[ask];
	const own = elementsBelow(node, name);
	if (!node.children.some((child) => child.type === 'paragraph'))
		return { found: 'asks nothing.', remedy: 'Begin it with a paragraph that asks.' };
	if (own.length < least)
		return { found: `has ${own.length} <${name}>, and needs ${least}.`, remedy: `Add a <${name}>, its tags on lines of their own.` };
	const empty = own.find((element) => name !== 'Blank' && element.children.length === 0);
	if (empty !== undefined) return { found: `has an empty <${name}>.`, remedy: 'Write what it says.', line: empty.position?.start.line };
	switch (ask) {
		case 'single':
		case 'multiple': {
			const right = own.filter((choice) => attribute(choice, 'is') === 'right').length;
			if (right === 0 || (ask === 'single' && right > 1))
				return {
					found: right === 0 ? 'has no right choice.' : `has ${right} right choices.`,
					remedy: ask === 'single' ? 'Set is="right" on one <Choice>, or ask="multiple".' : 'Set is="right" on the right ones.',
				};
			const silent = own.find((choice) => attribute(choice, 'is') !== 'right' && attribute(choice, 'why') === '');
			return silent === undefined
				? null
				: { found: 'has a wrong choice that explains nothing.', remedy: 'Say why="…" it is wrong.', line: silent.position?.start.line };
		}
		case 'fill': {
			const code = firstCode(node)?.value ?? '';
			const missing = own.find((blank) => attribute(blank, 'accepts') === '' || !code.includes(`__${attribute(blank, 'n')}__`));
			const blanks = new Set(code.match(/__\d+__/g));
			const filled = new Set(own.map((blank) => attribute(blank, 'n')));
			if (missing === undefined && blanks.size === own.length && filled.size === own.length) return null;
			const counted =
				filled.size < own.length ? 'has two <Blank> of one n.' : `has ${blanks.size} blanks in its code and ${own.length} <Blank>.`;
			return {
				found: missing === undefined ? counted : 'has a <Blank> that stands nowhere.',
				remedy: 'Write __1__ in the code block for <Blank n="1" accepts="…" />, and so on.',
			};
		}
		case 'sql':
		case 'http': {
			const solutions = own.filter((solution) => firstCode(solution)?.lang === ask);
			return own.length === 1 && solutions.length === 1
				? null
				: { found: `has no <Solution> in ${ask}, or several.`, remedy: `Write one, with a \`\`\`${ask} block.` };
		}
		default:
			return null;
	}
}

/** Value of an element's attribute, without white space at its ends; empty where it has none. */
function attribute(node: Element, name: string): string {
	const found = node.attributes.find((candidate) => candidate.type === 'mdxJsxAttribute' && candidate.name === name);
	return typeof found?.value === 'string' ? found.value.trim() : '';
}

function elementsBelow(parent: Parents, name: string): Element[] {
	return parent.children.flatMap((node): Element[] => {
		if ((node.type === 'mdxJsxFlowElement' || node.type === 'mdxJsxTextElement') && node.name === name) return [node];
		return 'children' in node ? elementsBelow(node, name) : [];
	});
}

function firstCode(parent: Parents): Code | undefined {
	for (const node of parent.children) {
		if (node.type === 'code') return node;
		const inside = 'children' in node ? firstCode(node) : undefined;
		if (inside !== undefined) return inside;
	}
	return undefined;
}
