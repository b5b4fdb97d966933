import { formBreaks } from './form.ts';

/** Shorter texts have no mail in them that lost its line ends. */
const shortest = 20;

const divider =
	/[-_]{2,20} ?(?:original message|forwarded message|ursprüngliche nachricht|message d'origine|mensaje original) ?[-_]{2,20}|_{20,}|-{20,}/gi;
const device = /(?<=[.!?,\s])(?:sent from my |get outlook for )(?=\w)/gi;
const closing =
	/(?<=[.!?)] {1,3})(?:(?:kind|best|warm|many|with (?:kind|best)|thanks and|thanks &) {1,2}regards|(?:many )?thanks(?=,)|thank you(?=,)|cheers(?=,)|best(?=,)|regards|yours (?:sincerely|faithfully|truly)|sincerely|mit freundlichen grüßen|cordialement)(?=[,.!\s])/gi;
const head = /\b(?:From|Von|De): (?=.{3,200}? (?:Sent|Date|Gesendet|Envoyé|Enviado): )/g;
const keys = /(?<= )(?:Sent|Date|To|Cc|Subject|Gesendet|An|Betreff|Envoyé|À|Objet|Enviado|Para|Asunto): /g;
const wrote = / (?:wrote|schrieb|a écrit|escribió|escreveu)[^:.!?]{0,80}:(?=\s)/g;

/** Offsets where a line begins that was joined to the one before, as happens when a mail goes through a form or a table. */
export function inlineBreaks(text: string): number[] {
	if (text.length < shortest) return [];
	const breaks: number[] = [];
	for (const { index, 0: found } of text.matchAll(divider)) breaks.push(index, index + found.length);
	for (const { index } of text.matchAll(device)) breaks.push(index);
	for (const { index } of text.matchAll(closing)) breaks.push(index);
	for (const { index } of text.matchAll(head)) {
		const fields = text.slice(index, index + 1_000);
		const end = fields.indexOf('\n') === -1 ? fields.length : fields.indexOf('\n');
		const found = [...fields.slice(0, end).matchAll(keys)];
		const last = found.findIndex(({ 0: key }) => /^(?:Subject|Betreff|Objet|Asunto)/.test(key));
		if (last > 0) breaks.push(index, ...found.slice(0, last + 1).map((field) => index + field.index));
	}
	for (const { index, 0: verb } of text.matchAll(wrote)) {
		const before = text.slice(Math.max(0, index - 200), index);
		const start = [...before.matchAll(/(?<=[.!?)\s] {0,3})(?:On|Am|Le|El|Em) (?=.{0,12}\d|\p{L}{2,9}[.,]? )/gu)].at(-1)?.index;
		if (start === undefined || before.slice(start).includes('\n') || !/\d/.test(before.slice(start))) continue;
		breaks.push(index - before.length + start, index + verb.length);
	}
	return [...breaks, ...formBreaks(text)];
}
