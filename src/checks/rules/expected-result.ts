import type { Code, RootContent } from 'mdast';
import { isHeading, partsOf, plainText, quote } from '../parts.ts';
import type { Problem, Rule } from '../rule.ts';

/** Sections that are done one step after another. */
const stepParts = ['Check', 'Workaround', 'Steps', 'Verify', 'Roll back'];
const commandLanguages = new Set(['bash', 'sh', 'shell', 'console', 'zsh', 'powershell', 'http', 'curl', 'sql']);
/** Changes nothing: what it shows may be judged a step later, or together with the next query. */
const reading = /^\s*(--.*\n\s*)*(select|with|show|explain|get|head|curl(?!.*(-X|--request|-d|--data)))\b/is;
/** "Expected: 200", "A row means …", "Expect 202": some words of it are enough. */
const fewestWords = 3;
/** What is said before a query of its result: "this shows a row", "count who is out". */
const foretold = /\b(expect|show|answer|row|return|mean|count|number|how many)/i;

/** Looks for a step whose command stands last in it, with nothing that says what it answers. */
export const expectedResult: Rule = {
	id: 'SP029',
	name: 'expected-result',
	description:
		'Looks for steps that are commands, queries or requests, in Check, Workaround, Steps, Verify and Roll back, that do not say what comes back: whoever runs one must see whether it worked before going on. What a query shows may be judged in a later step of its section.',
	expects: 'Behind every command what it answers when all is well, and what to do when it does not.',
	severity: 'error',
	of: 'own',
	patient: true,
	check(article) {
		return partsOf(article)
			.filter(({ heading }) => stepParts.some((name) => isHeading(heading, name)))
			.flatMap(({ blocks }) => findUnexplained(blocks.flatMap(piecesOf)));
	},
};

/** A block in reading order, or the place where a numbered step begins. */
type Piece = RootContent | 'step';

function piecesOf(block: RootContent): Piece[] {
	if (block.type === 'list')
		return block.children.flatMap((item) => [...(block.ordered ? ['step' as const] : []), ...item.children.flatMap(piecesOf)]);
	// A decision tree asks for the result itself.
	if (block.type === 'mdxJsxFlowElement') return block.name === 'Decide' ? [block] : block.children.flatMap(piecesOf);
	if (block.type === 'blockquote') return block.children.flatMap(piecesOf);
	return [block];
}

function findUnexplained(pieces: readonly Piece[]): Problem[] {
	return pieces.flatMap((piece, at): Problem[] => {
		if (piece === 'step' || piece.type !== 'code' || !commandLanguages.has(piece.lang ?? '')) return [];
		if (isExplained(piece, pieces.slice(0, at).reverse(), pieces.slice(at + 1))) return [];
		return [
			{
				line: piece.position?.start.line,
				found: `the step with ${quote(firstLine(piece))} does not say what to expect.`,
				remedy: 'Write below it what it answers, such as: Expected: `200` and `"released": true`.',
			},
		];
	});
}

function isExplained(command: Code, before: readonly Piece[], after: readonly Piece[]): boolean {
	const isReading = reading.test(command.value);
	const ends = (piece: Piece): boolean => piece === 'step' || piece.type === 'heading' || piece.type === 'code';
	const goesOn = (piece: Piece): boolean => isReading && ends(piece);
	const says = (piece: Piece): boolean =>
		piece !== 'step' &&
		(piece.type === 'table' || piece.type === 'mdxJsxFlowElement' || plainText(piece).split(/\s+/).filter(Boolean).length >= fewestWords);
	for (const piece of after) {
		if (!ends(piece) && says(piece)) return true;
		if (ends(piece) && !goesOn(piece)) break;
	}
	const end = before.findIndex(ends);
	const lead = end === -1 ? before : before.slice(0, end);
	return lead.some((piece) => piece !== 'step' && (isReading ? foretold : /\bexpect/i).test(plainText(piece)));
}

function firstLine(code: Code): string {
	return code.value.split('\n').find((line) => line.trim() !== '') ?? '';
}
