import { findJsonPlaces } from './json.ts';
import { type Place, placesWithin, writeAsIs, writeInAddress } from './places.ts';

const requestLine = /^(GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS)\s+\S/;

/** The parameters of requests as they are sent: in the address, in a header, in a body of JSON or of form fields. */
export function findHttpPlaces(text: string): Place[] {
	const places: Place[] = [];
	let part: 'address' | 'headers' | 'body' = 'address';
	let isForm = false;
	let bodyFrom = 0;
	const endBody = (to: number): void => {
		if (part !== 'body') return;
		const body = text.slice(bodyFrom, to);
		if (/^\s*[{[]/.test(body)) places.push(...findJsonPlaces(text, bodyFrom, to));
		else if (isForm) places.push(...placesWithin(text, bodyFrom, to, writeInAddress));
	};
	let from = 0;
	for (const line of text.split('\n')) {
		const to = from + line.length;
		if (requestLine.test(line)) {
			endBody(from);
			part = 'address';
			isForm = false;
			places.push(...placesWithin(text, from, to, writeInAddress));
		} else if (part !== 'body' && line.trim() === '') {
			part = 'body';
			bodyFrom = to;
		} else if (part === 'address' && (/^\s*[?&/]/.test(line) || /^\S+:\/\//.test(line))) {
			places.push(...placesWithin(text, from, to, writeInAddress));
		} else if (part !== 'body') {
			part = 'headers';
			isForm ||= /^content-type:.*x-www-form-urlencoded/i.test(line);
			const value = from + line.indexOf(':') + 1;
			for (const place of placesWithin(text, value, to, writeAsIs)) {
				const isAddress = text.slice(value, place.from).includes('://');
				places.push(isAddress ? { ...place, write: writeInAddress } : place);
			}
		}
		from = to + 1;
	}
	endBody(text.length);
	return places;
}
