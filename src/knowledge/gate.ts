import type { Node, Root } from 'mdast';
import type { MdxJsxAttribute, MdxJsxFlowElement, MdxJsxTextElement } from 'mdast-util-mdx';
import { visit } from 'unist-util-visit';
import type { Finding } from './finding.ts';
import { addressAttributes, articleComponents, htmlElements, unsafeProtocol } from './markup.ts';

type Element = MdxJsxFlowElement | MdxJsxTextElement;
type Report = (node: Node, message: string, remedy: string) => void;

/**
 * The gate: MDX is code, so before anything compiles an article its syntax tree must hold no code.
 * Refuses ESM, expressions (but for pure comments), elements and attributes outside the allow-lists of `markup.ts`,
 * and addresses whose protocol could run. Returns one finding for each; none means that the tree is safe to compile.
 */
export function findUnsafeMarkup(tree: Root, path: string): Finding[] {
	const findings: Finding[] = [];
	const report: Report = (node, message, remedy) => {
		findings.push({ path, line: node.position?.start.line, rule: 'gate', message, remedy });
	};

	visit(tree, (node) => {
		switch (node.type) {
			case 'mdxjsEsm':
				report(
					node,
					'an import or export statement would run when the page is built.',
					'Remove it; in running text, put the word in backticks.',
				);
				break;
			case 'mdxFlowExpression':
			case 'mdxTextExpression':
				if (!isComment(node)) {
					report(
						node,
						`the expression {${excerpt(node.value)}} would run when the page is built.`,
						'Write \\{ for a brace, or put the text in backticks.',
					);
				}
				break;
			case 'mdxJsxFlowElement':
			case 'mdxJsxTextElement':
				checkElement(node, report);
				break;
			case 'html':
				report(node, 'raw HTML is not MDX.', 'Remove it, or write it in backticks.');
				break;
			case 'link':
			case 'image':
			case 'definition':
				checkAddress(node, node.url, report);
				break;
		}
	});
	return findings;
}

/** `{/* … *\/}` holds no statement: nothing in it runs. Told from the parsed program, not from the text. */
function isComment(node: { data?: { estree?: { body: unknown[] } | null } }): boolean {
	return node.data?.estree != null && node.data.estree.body.length === 0;
}

function checkElement(node: Element, report: Report): void {
	const name = node.name ?? '';
	const component = Object.hasOwn(articleComponents, name) ? articleComponents[name] : undefined;
	const element = Object.hasOwn(htmlElements, name) ? htmlElements[name] : undefined;
	if (component === undefined && element === undefined) {
		report(
			node,
			`<${name}> is not something that an article may contain.`,
			`Use Markdown or one of ${Object.keys(articleComponents).join(', ')}; to show the text itself, put it in backticks.`,
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
	component: (typeof articleComponents)[string] | undefined,
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

function excerpt(text: string): string {
	const line = text.replace(/\s+/g, ' ').trim();
	return line.length > 40 ? `${line.slice(0, 39)}…` : line;
}
