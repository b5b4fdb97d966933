/** What a value becomes at a place, or the sentence that says why it cannot stand there. */
export type Written = { text: string } | { refusal: string };

/** A parameter in a text: where it stands, and how a value is written there so that it stays one value. */
export interface Place {
	/** As the article spells it, without the colon. */
	name: string;
	/** UTF-16 offsets into the text; `to` is behind the last character. */
	from: number;
	to: number;
	write(value: string): Written;
}

/** A colon and a name, but no `::type`, no `10:30`, no `host:8080` and nothing within a word. */
export const parameterPattern = /(?<![:\w]):([A-Za-z_]\w*)/g;

/** The parameters between two offsets, each written the same way. */
export function placesWithin(text: string, from: number, to: number, write: Place['write']): Place[] {
	return [...text.slice(from, to).matchAll(parameterPattern)].map(({ 0: whole, 1: name = '', index }) => ({
		name,
		from: from + index,
		to: from + index + whole.length,
		write,
	}));
}

export const writeAsIs = (value: string): Written => ({ text: value });

/** In an address: a value never becomes another part of the path, a second parameter or another host. */
export function writeInAddress(value: string): Written {
	if (/^\.+$/.test(value)) return { refusal: 'Dots alone would lead to another address.' };
	// What encodeURIComponent leaves has a meaning in shells and in some servers' paths.
	return { text: encodeURIComponent(value).replace(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`) };
}
