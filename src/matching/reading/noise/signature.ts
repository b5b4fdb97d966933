import { isClosing, isLetterEnd, isThanks } from './courtesy.ts';
import { type Line, type NoiseSpan, wordsOf } from './lines.ts';

/** Lines of text in a signature at most; longer ones go on with something else. */
const longest = 14;

const speaking =
	/\b(?:i|i'm|my|we|it|error|errors|fail\w*|cannot|can't|cant|couldn't|won't|doesn't|isn't|not|unable|broken|down|slow|stuck|missing|crash\w*|freez\w*|frozen|hang|hangs|urgent\w*|please|still|again|since|screenshots?|attach\w*|reset|password|need|needs|when|after|get|gets|got|have|has|is|are|was|were|do|does|did|try|tried|issues?|problems?|locked|wrong|working|want|how|why|what|asap|happen\w*)\b/i;

const contactKey =
	/^\W{0,3}(?:tel(?:ephone|efon)?|phone|mobile|mob|cell|office|direct|desk|fax|ext|[tmpfeowd]|e-?mail|mail|web|website|skype|teams|linkedin|twitter|address|addr|mobil|tél)\b\.?\s{0,2}(?:[:.|+]|\(?\d)/i;
const phone = /\+?\(?\d[\d\s()./-]{5,20}\d/;
const address = /[\w.+-]{1,64}@[\w-]{1,63}\.[\w.]{2,60}|\bwww\.|https?:\/\//i;

const device =
	/^(?:sent (?:from|via|using|on)|get|enviado (?:desde|do|de)|envoyé (?:de|depuis|à partir de)|gesendet (?:von|mit)|von|verzonden (?:vanaf|met)|verstuurd vanaf|inviato da|skickat från|sendt fra|télécharger|obten(?:er|ir|ha)|holen sie sich|downloaden?|scarica)\b/i;
const deviceWords =
	/^(?:sent|from|via|using|get|for|on|my|the|a|mobile|phone|cell|smartphone|tablet|device|iphone|ipad|ios|android|samsung|galaxy|huawei|pixel|nokia|xperia|blackberry|windows|outlook|mail|email|yahoo|gmail|protonmail|proton|workspace|one|app|apple|\d+|s\d+\w*|t|at|verizon|wireless|lte|5g|4g|smart|enviado|desde|do|de|mi|meu|mon|à|partir|envoyé|depuis|gesendet|von|mit|meinem|mein|verzonden|verstuurd|vanaf|met|mijn|inviato|da|dal|mio|min|skickat|från|sendt|fra|télécharger|pour|para|obtener|obtenir|obtenha|o|holen|sie|sich|für|downloaden|download|voor|scarica|per)$/;

/** Whether a line says something: it has a word that names, titles and addresses do not have, or it asks. */
export function speaks(text: string): boolean {
	return text.includes('?') || speaking.test(text.replace(/[’`]/g, "'").replace(/\bIT\b/g, ''));
}

/**
 * Names, titles and addresses under a letter: after `-- `, after a closing formula, and blocks of contact lines at the
 * end; and what phones add.
 */
export function findSignatures(lines: readonly Line[]): NoiseSpan[] {
	const spans: NoiseSpan[] = [];
	for (let at = 0; at < lines.length; at++) {
		const line = lines[at];
		if (line === undefined || line.text === '') continue;
		const end = signatureEnd(lines, at);
		if (end === null) continue;
		const from = end.from ?? line.start;
		const last = lines[end.last];
		if (last === undefined || last.end <= from) continue;
		spans.push({ kind: 'signature', start: from, end: last.end });
		at = end.last;
	}
	return spans.length > 0 ? spans : contactBlock(lines);
}

/** The last line of the signature that begins at or in this line, and the offset where it begins if not with the line. */
function signatureEnd(lines: readonly Line[], at: number): { last: number; from?: number } | null {
	const line = lines[at];
	if (line === undefined) return null;
	if (isDeviceLine(line.text)) return { last: at };
	if (/^(?:--|—)$/.test(line.text)) {
		const last = runsTo(lines, at + 1, longest);
		return last === null ? null : { last };
	}
	const closing = /^[^,.!;:\n]{2,60}[,.!;:]*/.exec(line.text)?.[0] ?? '';
	if (!isClosing(wordsOf(closing))) return endsWithName(lines, at) ? { last: at } : closingAndName(lines, at);
	const beside = line.text.slice(closing.length).trim();
	const strong = isLetterEnd(wordsOf(closing));
	if (beside !== '') {
		const named = isName(firstPart(beside), isLast(lines, at));
		const described = strong && /^\P{Ll}/u.test(beside) && wordsOf(beside).length <= 20 && !speaks(beside) && !isTechnical(beside);
		if (!named && !described) return null;
		return { last: runsTo(lines, at + 1, longest) ?? at, from: line.end - beside.length };
	}
	const name = nextText(lines, at + 1);
	if (name === null || !isName(firstPart(lines[name]?.text ?? ''), isLast(lines, name))) return null;
	const last = runsTo(lines, name, longest) ?? name;
	// "Thanks," above a sentence whose first line looks like a name.
	if (/^\p{Ll}/u.test(lines[last + 1]?.text ?? '')) return null;
	return { last, from: lines[name]?.start ?? line.end };
}

/** "Thanks Anna" or "Kind regards Anna Berg" without a comma. */
function closingAndName(lines: readonly Line[], at: number): { last: number; from: number } | null {
	const line = lines[at];
	if (line === undefined || line.text.length > 60 || speaks(line.text)) return null;
	const words = line.text.split(/\s+/);
	for (let count = Math.min(words.length - 1, 4); count >= 1; count--) {
		const name = words.slice(count).join(' ');
		if (!isClosing(wordsOf(words.slice(0, count).join(' '))) || !isName(name, false)) continue;
		return { last: runsTo(lines, at + 1, longest) ?? at, from: line.start + line.text.lastIndexOf(name) };
	}
	return null;
}

/** "- Anna" under a message. */
function endsWithName(lines: readonly Line[], at: number): boolean {
	const text = lines[at]?.text ?? '';
	return at > 0 && isLast(lines, at) && /^[-~–—/]+ ?\p{Lu}/u.test(text) && isName(text.replace(/^[-~–—/]+ ?/, ''), false);
}

function isDeviceLine(text: string): boolean {
	if (text.length > 120 || !device.test(text)) return false;
	const words = wordsOf(text.replace(/<[^>]{0,100}>|\(https?:[^)]{0,100}\)|https?:\S{1,100}/g, ''));
	return words.length >= 3 && words.every((word) => deviceWords.test(word));
}

/** The last line of the run of signature lines from here; null for none. */
function runsTo(lines: readonly Line[], from: number, most: number): number | null {
	let last: number | null = null;
	let count = 0;
	for (let at = from; at < lines.length && count < most; at++) {
		const text = lines[at]?.text ?? '';
		if (text === '') continue;
		if (!isSignatureLine(text)) break;
		last = at;
		count++;
	}
	return last;
}

function isSignatureLine(text: string): boolean {
	if (isDeviceLine(text) || /^[-_=*~#|\s]+$/.test(text)) return true;
	if (contactKey.test(text) && text.length <= 200) return true;
	const words = text.split(/\s+/).length;
	if (text.length > 200 || speaks(text.replace(address, '')) || /^(?:p\.?\s?s\.?|nb|n\.b\.|note|[-*•]|\d+[.)])\s?[:\s]/i.test(text))
		return false;
	if (/^[\w ]{2,30}:\s/.test(text) || isTechnical(text)) return false;
	return phone.test(text) || address.test(text) || /[|•·]/.test(text)
		? words <= 30
		: words <= 10 && !/[.!]$/.test(text.replace(/\b(?:\p{L}|Inc|Ltd|Co|Corp|Jr|Dr|A\.G|S\.A|B\.V|e\.V)\.$/u, ''));
}

/** Errors, codes and commands are never part of a signature. */
function isTechnical(text: string): boolean {
	return (
		/\w(?:Error|Exception)\b|\b[A-Z]{2,}[-_]\d{2,}|\b[A-Z]{2,}_[A-Z]|[{}$=\\]|\b0x|\b[45]\d\d\b(?! ?\d)\D*$/.test(text) && !phone.test(text)
	);
}

/** One to four words that a name is made of. A single word in small letters only where nothing follows. */
function isName(text: string, last: boolean): boolean {
	const bare = text.replace(/[,.!]+$/, '').replace(/\s\([^)]{1,40}\)$/, '');
	const words = bare.split(/\s+/);
	// Where names were blacked out, something like <name> stands for them.
	if (/^[<[][\w -]{1,30}[>\]]$/.test(bare)) return true;
	if (bare === '' || words.length > 4 || speaks(bare) || isTechnical(bare) || isThanks(wordsOf(bare))) return false;
	if (
		words.every((word) => /^\p{Lu}[\p{L}\p{M}.'’-]*,?$/u.test(word) || /^(?:van|von|de|der|den|di|da|del|la|le|bin|al|y|and|&)$/.test(word))
	)
		return true;
	return last && words.length === 1 && /^\p{Ll}{2,12}$/u.test(bare);
}

/** A name over contact lines at the very end, without any closing formula. */
function contactBlock(lines: readonly Line[]): NoiseSpan[] {
	let count = 0;
	let contacts = 0;
	let block: NoiseSpan | null = null;
	const last = lines.findLastIndex(({ text }) => text !== '');
	for (let at = last; at > 0 && count < longest; at--) {
		const line = lines[at];
		if (line === undefined || line.text === '') continue;
		if (!isSignatureLine(line.text)) break;
		count++;
		if (contactKey.test(line.text) || phone.test(line.text) || address.test(line.text)) contacts++;
		const opens = lines.slice(0, at).some(({ text }) => text !== '') && lines[at - 1]?.text === '';
		if (opens && contacts > 0 && count >= 2 && isName(firstPart(line.text), false)) {
			block = { kind: 'signature', start: line.start, end: lines[last]?.end ?? line.end };
		}
	}
	return block === null ? [] : [block];
}

/** What stands before the title or the company: "Ann Lee | Support". */
function firstPart(text: string): string {
	return text.split(/\s*(?:[|,•·/]|\s[-–]\s)/)[0] ?? '';
}

function nextText(lines: readonly Line[], from: number): number | null {
	for (let at = from; at < lines.length; at++) if (lines[at]?.text !== '') return at;
	return null;
}

function isLast(lines: readonly Line[], at: number): boolean {
	return nextText(lines, at + 1) === null;
}
