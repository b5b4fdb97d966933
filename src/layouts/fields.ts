import { toString as textOf } from 'mdast-util-to-string';
import { visit } from 'unist-util-visit';
import { fieldName, findParameters, findVariables } from '../knowledge/filling/fill-in.ts';
import { parseMdx } from '../knowledge/mdx.ts';
import { stepSections } from './article-sections.ts';

/** The fields that an article's code and replies ask for, in order of appearance, the ticket's first. */
export function fieldsOf(body: string): string[] {
	const names = new Set<string>();
	const add = (name: string): void => void names.add(fieldName(name));
	visit(parseMdx(body), (node) => {
		if (node.type === 'code') for (const { name } of findParameters(node.value, node.lang ?? '')) add(name);
		if (node.type === 'mdxJsxFlowElement' && node.name === 'Reply') for (const { name } of findVariables(textOf(node))) add(name);
	});
	return [...names].sort((a, b) => Number(b === 'ticket_id') - Number(a === 'ticket_id'));
}

/** Whether a section of steps has a numbered list, to be ticked step by step. */
export function hasSteps(body: string): boolean {
	let isStepSection = false;
	return parseMdx(body).children.some((node) => {
		if (node.type === 'heading' && node.depth <= 2) {
			isStepSection = node.depth === 2 && stepSections.includes(textOf(node).trim().toLowerCase().replace(/\s+/g, '-'));
		}
		return isStepSection && node.type === 'list' && node.ordered === true;
	});
}
