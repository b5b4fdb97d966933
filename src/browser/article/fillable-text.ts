import { fieldName, fillIn, type Values, writePlace } from '../../knowledge/filling/fill-in.ts';
import type { Place } from '../../knowledge/filling/places.ts';
import { element } from '../elements.ts';
import { readText } from '../text-nodes.ts';

/** A stretch of the page with places to fill in. */
export interface FillableText {
	places: readonly Place[];
	/** Writes the values into the page, or what the article has where there is none. */
	show(values: Values): void;
	/** The text as it is copied, and the places that stay open. */
	fill(values: Values): { text: string; open: string[] };
}

/** Where a line of the text stands in the page. */
export interface Line {
	element: HTMLElement;
	/** Offset of its first character in the whole text. */
	from: number;
}

/** A place with the elements of the page that hold its text. */
interface Shown {
	place: Place;
	pieces: HTMLElement[];
}

/** A text whose places do not reach over lines. */
export function fillableText(text: string, lines: readonly Line[], places: readonly Place[]): FillableText {
	const shown = places.map((place): Shown => ({ place, pieces: [] }));
	for (const { element: line, from } of lines) {
		const read = readText(line);
		const here = shown.filter(({ place }) => place.from >= from && place.to <= from + read.text.length);
		const wrapped = read.wrap(
			here.map(({ place }) => ({ from: place.from - from, to: place.to - from })),
			() => element('span', 'parameter'),
		);
		here.forEach((one, position) => {
			one.pieces = wrapped[position] ?? [];
		});
	}
	const originals = shown.map(({ pieces }) => pieces.map((piece) => piece.textContent ?? ''));
	return {
		places,
		show: (values) =>
			shown.forEach(({ place, pieces }, position) => {
				const written = writePlace(place, values);
				const filled = written !== null && 'text' in written ? written.text : null;
				pieces.forEach((piece, at) => {
					const wanted = filled === null ? (originals[position]?.[at] ?? '') : at === 0 ? filled : '';
					if (piece.textContent !== wanted) piece.textContent = wanted;
					piece.classList.toggle('filled', filled !== null);
					piece.title = fieldName(place.name).replaceAll('_', ' ');
				});
			}),
		fill: (values) => fillIn(text, places, values),
	};
}
