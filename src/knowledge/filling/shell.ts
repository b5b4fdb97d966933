import { findJsonPlaces } from './json.ts';
import { type Place, placesWithin, writeAsIs, writeInAddress } from './places.ts';

/** Quotes stand for something else in these, or may be nested: nothing is filled in. */
const beyondReading = /<<|\$[('"{]|`/;
const token = /(?<=^|\s)#[^\n]*|\\[\s\S]|'[^']*(?:'|$)|"(?:[^"\\]|\\[\s\S])*(?:"|$)|(?:[^\\'"#]|(?<=\S)#)+|[\s\S]/y;

/** The parameters of shell commands. A value stays one word, whatever is in it; in an address or JSON it is written for that too. */
export function findShellPlaces(text: string): Place[] {
	if (beyondReading.test(text)) return [];
	const places: Place[] = [];
	for (let at = 0; at < text.length; at = token.lastIndex) {
		token.lastIndex = at;
		token.test(text);
		const piece = text.slice(at, token.lastIndex);
		const quote = piece[0] === "'" || piece[0] === '"' ? piece[0] : '';
		if (piece[0] === '\\' || piece[0] === '#') continue;
		for (const place of findInner(text, at + quote.length, token.lastIndex, quote)) {
			places.push({
				...place,
				write: (value) => {
					const written = place.write(value);
					return 'refusal' in written ? written : { text: quoteForShell(written.text, quote) };
				},
			});
		}
	}
	return places;
}

/** How a value is written for what the words hold, before the shell's own quotes. */
function findInner(text: string, from: number, to: number, quote: string): Place[] {
	const isJson = quote !== '' && /^\s*[{[]/.test(text.slice(from, to));
	// JSON in double quotes is full of backslashes, which would have to be undone first.
	if (isJson) return quote === "'" ? findJsonPlaces(text, from, to) : [];
	return placesWithin(text, from, to, writeAsIs).map((place) =>
		/:\/\/\S*$/.test(text.slice(0, place.from)) ? { ...place, write: writeInAddress } : place,
	);
}

function quoteForShell(value: string, quote: string): string {
	if (/^[\w@%+=:,./-]+$/.test(value) && !(quote === '' && value.startsWith('-'))) return value;
	const single = `'${value.replaceAll("'", "'\\''")}'`;
	if (quote === "'") return single.slice(1, -1);
	// Out of the double quotes and in again: within them a shell would still read `$`, `!` and backticks.
	return quote === '"' ? `"${single}"` : single;
}
