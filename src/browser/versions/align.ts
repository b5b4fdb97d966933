import { diffArrays } from 'diff';

/** What is compared as one: a paragraph, an item, a row. */
export interface Comparable {
	/** Only blocks of one kind can be one another. */
	kind: string;
	text: string;
}

/** A block of either version and what it became in the other; null where it has no counterpart there. */
export type Pair<B> = { from: B; to: B } | { from: B; to: null } | { from: null; to: B };

/** Share of words that two blocks must have in common to be one that was changed, not two: below, what is common is mostly small words. */
const alike = 0.4;
/** Blocks compared with each other in one stretch, at most: a version that was written anew altogether is no worse shown as such. */
const maxComparisons = 40_000;

/** Pairs the blocks of two versions, in the order of both: every block of `from` and of `to` is in exactly one pair. */
export function alignBlocks<B extends Comparable>(from: readonly B[], to: readonly B[]): Pair<B>[] {
	const changes = diffArrays([...from], [...to], { comparator: (a, b) => a.kind === b.kind && a.text === b.text });
	const pairs: Pair<B>[] = [];
	let removed: B[] = [];
	let added: B[] = [];
	let [fromAt, toAt] = [0, 0];
	for (const change of changes) {
		if (change.removed) removed = from.slice(fromAt, fromAt + change.count);
		else if (change.added) added = to.slice(toAt, toAt + change.count);
		else {
			pairs.push(...pairAlike(removed, added));
			[removed, added] = [[], []];
			for (let step = 0; step < change.count; step++) {
				const [a, b] = [from[fromAt + step], to[toAt + step]];
				if (a !== undefined && b !== undefined) pairs.push({ from: a, to: b });
			}
		}
		if (!change.added) fromAt += change.count;
		if (!change.removed) toAt += change.count;
	}
	return [...pairs, ...pairAlike(removed, added)];
}

/** The pairs, in order, that have the most in common together (as in the alignment of sequences by Needleman and Wunsch). */
function pairAlike<B extends Comparable>(removed: readonly B[], added: readonly B[]): Pair<B>[] {
	const [rows, columns] = [removed.length, added.length];
	const gone = removed.map((from): Pair<B> => ({ from, to: null }));
	const come = added.map((to): Pair<B> => ({ from: null, to }));
	if (rows * columns === 0 || rows * columns > maxComparisons) return [...gone, ...come];
	const words = [removed, added].map((blocks) => blocks.map(({ text }) => countWords(text)));
	const likeness = removed.map((a, row) => added.map((b, column) => (a.kind === b.kind ? share(words[0]?.[row], words[1]?.[column]) : 0)));
	/** Best sum of what is left from a row and a column on. */
	const best = Array.from({ length: rows + 1 }, () => new Array<number>(columns + 1).fill(0));
	const at = (row: number, column: number): number => best[row]?.[column] ?? 0;
	const gain = (row: number, column: number): number => {
		const like = likeness[row]?.[column] ?? 0;
		return like < alike ? Number.NEGATIVE_INFINITY : like + at(row + 1, column + 1);
	};
	for (let row = rows - 1; row >= 0; row--) {
		for (let column = columns - 1; column >= 0; column--) {
			const sums = best[row];
			if (sums !== undefined) sums[column] = Math.max(at(row + 1, column), at(row, column + 1), gain(row, column));
		}
	}
	const pairs: Pair<B>[] = [];
	let [row, column] = [0, 0];
	while (row < rows && column < columns) {
		const [from, to] = [removed[row], added[column]];
		if (from !== undefined && to !== undefined && gain(row, column) === at(row, column)) {
			pairs.push({ from, to });
			row++;
			column++;
		} else if (at(row + 1, column) === at(row, column)) pairs.push(...gone.slice(row, ++row));
		else pairs.push(...come.slice(column, ++column));
	}
	return [...pairs, ...gone.slice(row), ...come.slice(column)];
}

function countWords(text: string): Map<string, number> {
	const counts = new Map<string, number>();
	for (const word of text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []) counts.set(word, (counts.get(word) ?? 0) + 1);
	return counts;
}

/** Dice's coefficient: twice the words in common by the words of both. */
function share(a: ReadonlyMap<string, number> = new Map(), b: ReadonlyMap<string, number> = new Map()): number {
	const size = (counts: ReadonlyMap<string, number>): number => [...counts.values()].reduce((sum, count) => sum + count, 0);
	const common = [...a].reduce((sum, [word, count]) => sum + Math.min(count, b.get(word) ?? 0), 0);
	const all = size(a) + size(b);
	return all === 0 ? 0 : (2 * common) / all;
}
