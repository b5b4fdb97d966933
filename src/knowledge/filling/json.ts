import { type Place, placesWithin, type Written } from './places.ts';

const string = /"(?:[^"\\]|\\[\s\S])*(?:"|$)/y;

/** The parameters of JSON between two offsets: within strings a part of them, elsewhere a number, true, false or a string. */
export function findJsonPlaces(text: string, from = 0, to = text.length): Place[] {
	const json = text.slice(0, to);
	const places: Place[] = [];
	let isBehindString = false;
	for (let at = from; at < to; ) {
		string.lastIndex = at;
		if (string.test(json)) {
			places.push(...placesWithin(json, at + 1, string.lastIndex, writeInString));
			at = string.lastIndex;
			isBehindString = true;
			continue;
		}
		// The colon behind a key is no parameter's: `{"open":true}`.
		const [name] = json[at] === ':' && !isBehindString ? placesWithin(json, at, to, writeValue) : [];
		if (name?.from === at) {
			places.push(name);
			at = name.to;
			continue;
		}
		if (/\S/.test(json[at] ?? '')) isBehindString = false;
		at++;
	}
	return places;
}

function writeInString(value: string): Written {
	return { text: JSON.stringify(value).slice(1, -1) };
}

function writeValue(value: string): Written {
	return { text: /^(-?(0|[1-9]\d*)(\.\d+)?|true|false)$/.test(value) ? value : JSON.stringify(value) };
}
