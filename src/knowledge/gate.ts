import type { Definition, Node, Nodes, Root } from 'mdast';
import type { MdxJsxAttribute, MdxJsxFlowElement, MdxJsxTextElement } from 'mdast-util-mdx';
import type { Finding } from './finding.ts';
import {
	addressAttributes,
	articleComponents,
	type Components,
	directiveLabelNodes,
	htmlElements,
	isComment,
	isSafeCodeMeta,
	isSafeImageAddress,
	markdownNodes,
	maxDepth,
	unsafeProtocol,
} from './markup.ts';
import { checkNesting, type Report } from './nesting.ts';

type Element = MdxJsxFlowElement | MdxJsxTextElement;

/** What is met on the way through a tree and can only be judged at its end. */
interface Met {
	definitions: Definition[];
	/** Identifiers of the definitions that images refer to. */
	pictured: Set<string>;
	/** The first node that stands too deep. */
	tooDeep?: Nodes;
	/** What may stand in the tree beside HTML. */
	components: Components;
}

/** More would bury what they say; a hostile file could hold a hundred thousand. */
const maxFindings = 20;

/**
 * The gate: MDX is code, so before anything compiles an article its syntax tree must hold no code.
 * Takes the node types, elements and attributes that `markup.ts` allows, and refuses all others: ESM, expressions (but
 * for pure comments), raw HTML, whatever a parser may learn one day; and addresses and code options that could run.
 * `components` are those that may stand there. Decision trees and internal parts must also stand where `nesting.ts` lets them.
 * Returns a finding for each, at most 20; none means that the tree is safe to compile.
 */
export function findUnsafeMarkup(tree: Root, path: string, components: Components = articleComponents): Finding[] {
	const findings: Finding[] = [];
	const report: Report = (node, message, remedy) => {
		if (findings.length < maxFindings) findings.push({ path, line: node.position?.start.line, rule: 'gate', message, remedy });
	};
	const met: Met = { definitions: [], pictured: new Set(), components };
	checkNode(tree, 0, met, report);
	if (met.tooDeep !== undefined) {
		report(met.tooDeep, `stands more than ${maxDepth} levels deep.`, 'Take lists, quotes and elements out of one another.');
	} else {
		checkNesting(tree, report);
	}
	for (const definition of met.definitions) {
		if (met.pictured.has(definition.identifier.toUpperCase())) checkImageAddress(definition, definition.url, report);
	}
	return findings;
}

function checkNode(node: Nodes, depth: number, met: Met, report: Report): void {
	if (depth > maxDepth) {
		met.tooDeep ??= node;
		return;
	}
	switch (node.type) {
		case 'mdxjsEsm':
			report(
				node,
				'an import or export statement would run when the page is built.',
				'Remove it; in running text, put the word in backticks.',
			);
			return;
		case 'mdxFlowExpression':
		case 'mdxTextExpression':
			if (!isComment(node)) {
				report(
					node,
					`the expression {${excerpt(node.value)}} would run when the page is built.`,
					'Write \\{ for a brace, or put the text in backticks.',
				);
			}
			return;
		case 'mdxJsxFlowElement':
		case 'mdxJsxTextElement':
			checkElement(node, met.components, report);
			break;
		case 'html':
			report(node, 'raw HTML is not MDX.', 'Remove it, or write it in backticks.');
			return;
		case 'link':
			checkAddress(node, node.url, report);
			break;
		case 'image':
			checkAddress(node, node.url, report);
			checkImageAddress(node, node.url, report);
			break;
		case 'definition':
			checkAddress(node, node.url, report);
			met.definitions.push(node);
			break;
		case 'imageReference':
			met.pictured.add(node.identifier.toUpperCase());
			break;
		case 'code':
			if (!isSafeCodeMeta(node.meta ?? '')) {
				report(
					node,
					`the code block's options (${excerpt(node.meta ?? '')}) hold a pattern or a range that could stall the build.`,
					'Keep to title="…", quoted text and short line ranges such as {1,3-5}.',
				);
			}
			break;
		case 'textDirective':
		case 'leafDirective':
			checkDirectiveLabel(node, node.children, report);
			break;
		default:
			if (!markdownNodes.has(node.type)) {
				report(node, `${node.type} is not something that an article may contain.`, 'Write it in Markdown, or in backticks.');
				return;
			}
	}
	if ('children' in node) for (const child of node.children) checkNode(child, depth + 1, met, report);
}

/** Starlight writes `:name[label]` back as text and fails on a label that holds more than plain Markdown. */
function checkDirectiveLabel(directive: Node, children: readonly Nodes[], report: Report): void {
	for (const node of children) {
		if (!directiveLabelNodes.has(node.type)) {
			report(
				directive,
				`a colon before "name[…]" makes it a directive, which may not hold ${node.type}.`,
				'Put a backslash before the colon.',
			);
			return;
		}
		if ('children' in node) checkDirectiveLabel(directive, node.children, report);
	}
}

function checkElement(node: Element, components: Components, report: Report): void {
	const name = node.name ?? '';
	const component = Object.hasOwn(components, name) ? components[name] : undefined;
	const element = Object.hasOwn(htmlElements, name) ? htmlElements[name] : undefined;
	if (component === undefined && element === undefined) {
		report(
			node,
			`<${name}> is not something that an article may contain.`,
			`Use Markdown or one of ${Object.keys(components).join(', ')}; to show the text itself, put it in backticks.`,
		);
		return;
	}
	for (const attribute of node.attributes) {
		if (attribute.type === 'mdxJsxExpressionAttribute') {
			report(
				node,
				`{${excerpt(attribute.value)}} on <${name}> would run when the page is built.`,
				'Write each attribute out as name="text".',
			);
		} else if (typeof attribute.value === 'object' && attribute.value !== null) {
			report(node, `${attribute.name}={…} on <${name}> would run when the page is built.`, `Write ${attribute.name}="text".`);
		} else {
			checkAttribute(node, attribute, component, element, report);
		}
	}
}

function checkAttribute(
	node: Element,
	attribute: MdxJsxAttribute,
	component: Components[string] | undefined,
	element: readonly string[] | undefined,
	report: Report,
): void {
	const { name } = attribute;
	const value = typeof attribute.value === 'string' ? attribute.value : '';
	const values = component !== undefined && Object.hasOwn(component, name) ? component[name] : undefined;
	if (values === undefined && !element?.includes(name)) {
		report(node, `<${node.name}> may not carry the attribute ${name}.`, 'Remove it.');
	} else if (values !== undefined && values !== 'text' && !values.includes(value)) {
		report(node, `${name}="${excerpt(value)}" on <${node.name}> is unknown.`, `Use one of ${values.join(', ')}.`);
	} else if (addressAttributes.has(name)) {
		checkAddress(node, value, report);
	}
}

function checkAddress(node: Node, address: string, report: Report): void {
	const protocol = unsafeProtocol(address);
	if (protocol !== null) {
		report(
			node,
			`an address starting with "${excerpt(protocol)}:" could run or mislead.`,
			'Use https:, mailto: or a relative path, or put the address in backticks.',
		);
	}
}

function checkImageAddress(node: Node, address: string, report: Report): void {
	if (!isSafeImageAddress(address)) {
		report(
			node,
			`the image ${excerpt(address)} is no image file, and would be imported as code when the page is built.`,
			'Use an https: address, or the path of a png, jpg, gif, webp, avif or svg file.',
		);
	}
}

function excerpt(text: string): string {
	const line = text.replace(/\s+/g, ' ').trim();
	return line.length > 40 ? `${line.slice(0, 39)}…` : line;
}
