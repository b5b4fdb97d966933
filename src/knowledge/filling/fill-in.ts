import { findHttpPlaces } from './http.ts';
import { findJsonPlaces } from './json.ts';
import type { Place, Written } from './places.ts';
import { findShellPlaces } from './shell.ts';
import { findSqlPlaces } from './sql.ts';

const readers: Record<string, (text: string) => Place[]> = {
	sql: findSqlPlaces,
	postgresql: findSqlPlaces,
	pgsql: findSqlPlaces,
	http: findHttpPlaces,
	json: findJsonPlaces,
	sh: findShellPlaces,
	bash: findShellPlaces,
	shell: findShellPlaces,
	zsh: findShellPlaces,
};

/** The parameters of a code block, in order; none in a language of which it is not known how to write a value. */
export function findParameters(code: string, language: string): Place[] {
	const places = Object.hasOwn(readers, language) ? readers[language]?.(code) : undefined;
	return (places ?? []).sort((a, b) => a.from - b.from);
}

/** The name under which a value is kept: `[media id]` in a reply asks for the same as `:media_id` in a query. */
export function fieldName(name: string): string {
	const plain = name
		.trim()
		.toLowerCase()
		.replace(/[\s-]+/g, '_');
	return plain === 'ticket' ? 'ticket_id' : plain;
}

/** The variables of a reply, `[name]`, in order; `name` is as it stands between the brackets. */
export function findVariables(text: string): Place[] {
	return [...text.matchAll(/\[(\p{L}[^[\]\n]{0,59})\]/gu)].map(({ 0: whole, 1: name = '', index }) => ({
		name,
		from: index,
		to: index + whole.length,
		write: (value) => ({ text: value }),
	}));
}

/** Values by the name of their field. */
export type Values = ReadonlyMap<string, string>;

/** What stands at a place: null where its field is empty, and the text stays as the article has it. */
export function writePlace(place: Place, values: Values): Written | null {
	const value = (values.get(fieldName(place.name)) ?? '').trim();
	if (value === '') return null;
	const refusal = refuseValue(value);
	return refusal === null ? place.write(value) : { refusal };
}

function refuseValue(value: string): string | null {
	// Surrogates without their other half cannot be encoded.
	if (/[\p{Cc}\p{Cs}\p{Zl}\p{Zp}]/u.test(value)) return 'Control characters and line breaks are not filled in.';
	if (/[\u00ad\u200b\u2060\ufeff]|\p{Bidi_Control}/u.test(value)) return 'There is an invisible character in it: type it anew.';
	return value.length > 500 ? 'That is too long for one value.' : null;
}

/** A text with its places filled in, as far as there are values; `open` names the places that stay, each as often as it stands there. */
export function fillIn(text: string, places: readonly Place[], values: Values): { text: string; open: string[] } {
	const open: string[] = [];
	let filled = '';
	let at = 0;
	for (const place of places) {
		const written = writePlace(place, values);
		const isWritten = written !== null && 'text' in written;
		if (!isWritten) open.push(place.name);
		filled += text.slice(at, place.from) + (isWritten ? written.text : text.slice(place.from, place.to));
		at = place.to;
	}
	return { text: filled + text.slice(at), open };
}
