import type { Nodes } from 'mdast';
import { CONTINUE, SKIP, visit } from 'unist-util-visit';
import { lineOfField } from '../../knowledge/front-matter.ts';
import { quote } from '../parts.ts';
import type { CheckedArticle, Edit, Problem, Rule } from '../rule.ts';

/** Looks for the wrong spellings of checks.json's glossary in what the desk writes; not in code, nor in what requesters wrote. */
export const productTerms: Rule = {
	id: 'SP063',
	name: 'product-terms',
	description:
		'Looks for product terms spelled otherwise than the glossary in checks.json has them, in title, fields and text; not in code, phrases and tests. --fix writes them as the glossary has them.',
	expects: 'Product terms as the glossary spells them.',
	severity: 'error',
	of: 'own',
	check(article, { settings }) {
		const wrong = settings.glossary.flatMap(({ write, not }) => not.map((spelling) => ({ write, pattern: wholeWord(spelling) })));
		if (wrong.length === 0) return [];
		return textsOf(article).flatMap(({ text, line, offset }) =>
			wrong.flatMap(({ write, pattern }) =>
				[...text.matchAll(pattern)].map((match): Problem => {
					const start = offset === null ? null : offset + match.index;
					const fix: Edit[] | undefined = start === null ? undefined : [{ start, end: start + match[0].length, text: write }];
					return {
						line: line + text.slice(0, match.index).split('\n').length - 1,
						found: `writes ${quote(match[0])}.`,
						expected: `"${write}".`,
						remedy: fix === undefined ? `Write "${write}".` : `Write "${write}": npm run check -- --fix does.`,
						fix,
					};
				}),
			),
		);
	},
};

function wholeWord(spelling: string): RegExp {
	const escaped = spelling.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/ /g, '\\s+');
	return new RegExp(`(?<![\\p{L}\\p{N}_])${escaped}(?![\\p{L}\\p{N}_])`, 'giu');
}

interface Text {
	text: string;
	line: number;
	/** Where it begins in the file; null where the file spells it otherwise, as with entities and escapes. */
	offset: number | null;
}

function textsOf({ tree, text: file, frontMatter }: CheckedArticle): Text[] {
	const lines = [0];
	for (let at = file.indexOf('\n'); at !== -1; at = file.indexOf('\n', at + 1)) lines.push(at + 1);
	const texts: Text[] = [];
	const fields: [string, string | undefined][] = [
		['title', frontMatter.title],
		['owner', frontMatter.owner],
	];
	if (frontMatter.kind === 'known-issue') fields.push(['cause', frontMatter.cause], ['environment', frontMatter.environment]);
	if (frontMatter.kind === 'sop') fields.push(['purpose', frontMatter.purpose]);
	for (const [name, value] of fields) {
		if (value === undefined) continue;
		const line = lineOfField(file, [name]);
		const from = lines[line - 1] ?? 0;
		const found = file.indexOf(value, from);
		const isThere = found !== -1 && found < (lines[line] ?? file.length);
		texts.push({ text: value, line, offset: isThere ? found : null });
	}
	visit(tree, (node: Nodes) => {
		if (node.type === 'code' || node.type === 'inlineCode') return SKIP;
		if (node.type !== 'text' || node.position === undefined) return CONTINUE;
		const { line, column } = node.position.start;
		const offset = (lines[line - 1] ?? 0) + column - 1;
		texts.push({ text: node.value, line, offset: file.startsWith(node.value, offset) ? offset : null });
		return CONTINUE;
	});
	return texts;
}
