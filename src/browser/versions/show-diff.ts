import { button, element } from '../elements.ts';
import { alignBlocks, type Pair } from './align.ts';
import { type Block, readBlocks } from './blocks.ts';
import { changed, isSame, showPair } from './pieces.ts';
import type { VersionPage } from './version-page.ts';
import { diffWords } from './words.ts';

/** Unchanged parts that stay in view on either side of a change; what is between is folded away. */
const context = 2;
/** Folding fewer would save no room. */
const worthFolding = 3;

/** Two versions as one text with what was removed and added; `count` is the number of parts and fields that differ. */
export function showDiff(from: VersionPage, to: VersionPage): { shown: HTMLElement[]; count: number } {
	const fields = diffFacts(from.facts, to.facts);
	const pairs = alignBlocks(readBlocks(from.body), readBlocks(to.body));
	const differing = pairs.filter((pair) => !isSame(pair)).length;
	const shown: HTMLElement[] = [];
	if (fields.length > 0) {
		const list = element('dl', 'diff-fields');
		list.append(...fields);
		shown.push(element('h3', '', 'Fields'), list);
	}
	if (differing > 0) {
		const text = element('div', 'diff-text');
		text.append(...foldUnchanged(pairs));
		if (fields.length > 0) shown.push(element('h3', '', 'Text'));
		shown.push(text);
	}
	return { shown, count: differing + fields.length };
}

/** The fields that differ, each with what is the same in it. */
function diffFacts(from: ReadonlyMap<string, string[]>, to: ReadonlyMap<string, string[]>): HTMLElement[] {
	const labels = [...new Set([...to.keys(), ...from.keys()])];
	return labels.flatMap((label) => {
		const [before, after] = [from, to].map((facts) => (facts.get(label) ?? []).map((text) => ({ kind: label, text })));
		const pairs = alignBlocks(before ?? [], after ?? []);
		const differing = pairs.filter((pair) => pair.from?.text !== pair.to?.text);
		if (differing.length === 0) return [];
		const field = element('div');
		field.append(element('dt', '', label), ...differing.map(showValue));
		const same = pairs.length - differing.length;
		if (same > 0) field.append(element('dd', 'rest', `and ${same} unchanged`));
		return [field];
	});
}

function showValue(pair: { from: { text: string } | null; to: { text: string } | null }): HTMLElement {
	const value = element('dd');
	for (const { kind, text } of diffWords(pair.from?.text ?? '', pair.to?.text ?? ''))
		value.append(kind === 'same' ? text : changed(kind, [text]));
	return value;
}

function foldUnchanged(pairs: readonly Pair<Block>[]): HTMLElement[] {
	const inView = pairs.map((_, at) => pairs.slice(Math.max(0, at - context), at + context + 1).some((pair) => !isSame(pair)));
	const stretches: { isFolded: boolean; pairs: Pair<Block>[] }[] = [];
	for (const [at, pair] of pairs.entries()) {
		const isFolded = inView[at] !== true;
		const last = stretches.at(-1);
		if (last?.isFolded === isFolded) last.pairs.push(pair);
		else stretches.push({ isFolded, pairs: [pair] });
	}
	return stretches.flatMap((stretch) => {
		const shown = groupPieces(stretch.pairs);
		return stretch.isFolded && stretch.pairs.length >= worthFolding ? fold(shown, stretch.pairs.length) : shown;
	});
}

function fold(shown: readonly HTMLElement[], count: number): HTMLElement[] {
	const folded = element('div');
	folded.hidden = true;
	folded.append(...shown);
	const opener = button('quiet unfold', `Show ${count} unchanged parts`, () => {
		folded.hidden = !folded.hidden;
		opener.setAttribute('aria-expanded', String(!folded.hidden));
		opener.textContent = `${folded.hidden ? 'Show' : 'Hide'} ${count} unchanged parts`;
	});
	opener.setAttribute('aria-expanded', 'false');
	return [opener, folded];
}

/** Items that follow each other are one list, rows one table. */
function groupPieces(pairs: readonly Pair<Block>[]): HTMLElement[] {
	const grouped: HTMLElement[] = [];
	for (const piece of pairs.flatMap(showPair)) {
		const holder = piece.tagName === 'LI' ? 'ul' : piece.tagName === 'TR' ? 'table' : null;
		const last = grouped.at(-1);
		if (holder === null) grouped.push(piece);
		else if (last?.tagName === holder.toUpperCase()) last.append(piece);
		else {
			const group = element(holder);
			group.append(piece);
			grouped.push(group);
		}
	}
	return grouped;
}
