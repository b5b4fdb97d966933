import type { Link, Nodes } from 'mdast';
import { CONTINUE, SKIP, visit } from 'unist-util-visit';
import { lineOfField } from '../../knowledge/front-matter.ts';
import { quote } from '../parts.ts';
import type { CheckedArticle, Edit, Problem, Rule } from '../rule.ts';
import type { CheckSettings } from '../settings.ts';

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
		const { terms, any } = glossaryOf(settings);
		if (any === null) return [];
		const suspect = textsOf(article).filter(({ text }) => any.test(text));
		return suspect.flatMap(({ text, line, offset }) =>
			terms.flatMap(({ write, right, wrong }) =>
				findWrong(text, right, wrong).map((match): Problem => {
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

interface Term {
	write: string;
	right: RegExp;
	/** All wrong spellings at once. */
	wrong: RegExp;
}

interface Glossary {
	terms: Term[];
	/** Every wrong spelling of every term, to tell soon that a text has none; null where there are none. */
	any: RegExp | null;
}

/** Compiling a pattern with `\p{L}` takes longer than looking for it. */
const compiled = new WeakMap<CheckSettings, Glossary>();

function glossaryOf(settings: CheckSettings): Glossary {
	const before = compiled.get(settings);
	if (before !== undefined) return before;
	const terms = settings.glossary.map(({ write, not }) => ({ write, right: wholeWord([write], 'gu'), wrong: wholeWord(not, 'giu') }));
	const spellings = settings.glossary.flatMap(({ not }) => not);
	const glossary = { terms, any: spellings.length === 0 ? null : wholeWord(spellings, 'iu') };
	compiled.set(settings, glossary);
	return glossary;
}

/** The longest of several spellings first, so that none is taken for the beginning of another. */
function wholeWord(spellings: readonly string[], flags: string): RegExp {
	const escaped = spellings
		.toSorted((a, b) => b.length - a.length)
		.map((spelling) => spelling.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/ /g, '\\s+'));
	return new RegExp(`(?<![\\p{L}\\p{N}_])(?:${escaped.join('|')})(?![\\p{L}\\p{N}_])`, flags);
}

/** A wrong spelling may be part of the right one: "sign-on portal" of "Single sign-on portal". */
function findWrong(text: string, right: RegExp, wrong: RegExp): RegExpExecArray[] {
	const found = [...text.matchAll(wrong)];
	if (found.length === 0) return [];
	const rights = [...text.matchAll(right)].map(({ 0: { length }, index }) => ({ start: index, end: index + length }));
	return found.filter(({ 0: { length }, index }) => !rights.some(({ start, end }) => start <= index && index + length <= end));
}

interface Text {
	text: string;
	line: number;
	/** Where it begins in the file; null where the file spells it otherwise, as with entities and escapes. */
	offset: number | null;
}

/** Attributes that readers see. */
const shownAttributes: ReadonlySet<string> = new Set(['title', 'question', 'is', 'alt']);

function isWrittenOut({ url, children }: Link): boolean {
	const [text] = children;
	return text?.type === 'text' && url.endsWith(text.value);
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
	const add = (value: string, line: number): void => {
		const found = file.indexOf(value, lines[line - 1] ?? 0);
		const isThere = found !== -1 && found < (lines[line] ?? file.length);
		texts.push({ text: value, line, offset: isThere ? found : null });
	};
	for (const [name, value] of fields) if (value !== undefined) add(value, lineOfField(file, [name]));
	visit(tree, (node: Nodes) => {
		// An address that is written out is read as a link whose text it is.
		if (node.type === 'code' || node.type === 'inlineCode' || (node.type === 'link' && isWrittenOut(node))) return SKIP;
		if (node.position === undefined) return CONTINUE;
		const { line, column } = node.position.start;
		if (node.type === 'mdxJsxFlowElement' || node.type === 'mdxJsxTextElement') {
			for (const attribute of node.attributes)
				if (attribute.type === 'mdxJsxAttribute' && shownAttributes.has(attribute.name) && typeof attribute.value === 'string')
					add(attribute.value, line);
		}
		if (node.type !== 'text') return CONTINUE;
		const offset = (lines[line - 1] ?? 0) + column - 1;
		texts.push({ text: node.value, line, offset: file.startsWith(node.value, offset) ? offset : null });
		return CONTINUE;
	});
	return texts;
}
