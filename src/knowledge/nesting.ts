import type { Node, Nodes, Parents, Root } from 'mdast';
import type { MdxJsxFlowElement, MdxJsxTextElement } from 'mdast-util-mdx';
import { isComment } from './markup.ts';

/** Takes down what is wrong with a node, and the edit that mends it. */
export type Report = (node: Node, message: string, remedy: string) => void;

type Element = MdxJsxFlowElement | MdxJsxTextElement;

/** More questions in a row are a procedure: whoever answers them under pressure has lost the thread. */
const maxQuestions = 8;

/** What each of the two says, by the attribute that says it. */
const labels = { Decide: 'question', Answer: 'is' } as const;

/** What may hold an `<Internal>`; the edition for partners cuts it out of these without a trace. */
const internalPlaces: ReadonlySet<string> = new Set(['root', 'listItem', 'Answer']);

/** The question of a `<Decide>` or the answer of an `<Answer>`, as a list of one; none for every other element. */
export function decisionLabel(node: Element): string[] {
	if (node.name !== 'Decide' && node.name !== 'Answer') return [];
	const name = labels[node.name];
	const attribute = node.attributes.find((candidate) => candidate.type === 'mdxJsxAttribute' && candidate.name === name);
	return typeof attribute?.value === 'string' && attribute.value.trim() !== '' ? [attribute.value.trim()] : [];
}

/**
 * Reports decision trees that cannot be walked and internal parts that cannot be cut out: `<Decide>` holds two or more
 * `<Answer>` and nothing else, an Answer stands in a Decide, says something, and may end with one Decide; `<Internal>`
 * stands at the top level, in a list item or in an Answer; the tags of all three stand on lines of their own.
 */
export function checkNesting(tree: Root, report: Report): void {
	visitBelow(tree, { parent: 'root', questions: 0, inAnswer: false, inInternal: false }, report);
}

interface Place {
	/** Name of the element, or type of the node, that holds what is looked at. */
	parent: string;
	/** How many Decides it stands in. */
	questions: number;
	inAnswer: boolean;
	inInternal: boolean;
}

function visitBelow(parent: Parents, place: Place, report: Report): void {
	for (const node of parent.children) visitNode(node, place, report);
}

function visitNode(node: Nodes, place: Place, report: Report): void {
	if (!('children' in node)) return;
	const name = 'name' in node && node.type.startsWith('mdxJsx') ? (node.name ?? node.type) : node.type;
	const inside: Place = { ...place, parent: name };
	if (node.type === 'heading' && place.inAnswer) {
		report(node, 'a heading stands in an answer, where no table of contents leads.', 'Write it as a paragraph in bold.');
	}
	if (name === 'Decide' || name === 'Answer' || name === 'Internal') {
		if (node.type !== 'mdxJsxFlowElement') {
			report(node, `<${name}> stands within a line.`, `Put <${name}> and </${name}> on lines of their own.`);
			return;
		}
		if (name === 'Internal') {
			checkInternal(node, place, report);
			inside.inInternal = true;
		} else {
			if (decisionLabel(node).length === 0) {
				report(node, `<${name}> has no text in ${labels[name]}="…".`, `Write what it asks or says: <${name} ${labels[name]}="…">.`);
			}
			if (name === 'Decide') {
				checkDecide(node, place, report);
				inside.questions++;
			} else {
				checkAnswer(node, place, report);
				inside.inAnswer = true;
			}
		}
	}
	visitBelow(node, inside, report);
}

function checkDecide(node: MdxJsxFlowElement, place: Place, report: Report): void {
	if (place.inAnswer && place.parent !== 'Answer') {
		report(node, 'a <Decide> in an answer stands within something else.', 'Put it at the end of the <Answer>, not in a list or an aside.');
	}
	if (place.questions === maxQuestions) {
		report(node, `is question ${maxQuestions + 1} in a row.`, `Ask at most ${maxQuestions}; link to an article that goes on.`);
	}
	const answers = node.children.filter((child) => isElement(child, 'Answer'));
	const others = node.children.filter((child) => !isElement(child, 'Answer') && !isNothing(child));
	const [other] = others;
	if (other !== undefined) {
		report(
			other,
			'stands in a <Decide>, which holds nothing but <Answer>.',
			'Put it in an <Answer is="…">, whose tags stand on lines of their own, or before the <Decide>.',
		);
	} else if (answers.length < 2) {
		report(node, 'a <Decide> with fewer than two answers decides nothing.', 'Add an <Answer is="…">, or write it as a paragraph.');
	}
}

function checkAnswer(node: MdxJsxFlowElement, place: Place, report: Report): void {
	if (place.parent !== 'Decide') {
		report(node, 'an <Answer> stands outside of a <Decide>.', 'Put it directly in a <Decide question="…">.');
	}
	const content = node.children.filter((child) => !isNothing(child));
	const nested = content.filter((child) => isElement(child, 'Decide'));
	if (content.length === 0) {
		report(node, 'an <Answer> is empty: whoever chooses it is left alone.', 'Write what to do then.');
	} else if (nested.length > 1 || (nested.length === 1 && content.at(-1) !== nested[0])) {
		report(
			nested[0] ?? node,
			'something follows the next question of an <Answer>.',
			'End the <Answer> with one <Decide>; move the rest before it.',
		);
	}
}

function checkInternal(node: MdxJsxFlowElement, place: Place, report: Report): void {
	if (place.inInternal) report(node, 'an <Internal> stands in another.', 'Remove the inner tags.');
	else if (!internalPlaces.has(place.parent)) {
		report(
			node,
			`an <Internal> stands in <${place.parent}>.`,
			'Put it at the top level of the article, in a list item or in an <Answer>; or mark the whole block.',
		);
	}
}

function isElement(node: Nodes, name: string): node is MdxJsxFlowElement {
	return node.type === 'mdxJsxFlowElement' && node.name === name;
}

/** A comment between answers. */
function isNothing(node: Nodes): boolean {
	return node.type === 'mdxFlowExpression' && isComment(node);
}
