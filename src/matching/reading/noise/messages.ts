import type { Line } from './lines.ts';
import { headLength, isSubject } from './mail-header.ts';

/** One mail of a ticket: what the requester wrote, or a mail quoted below it. */
export interface Message {
	/** The line that says who wrote it, or its head without the subject. */
	lead: Line[];
	lines: Line[];
	forwarded: boolean;
}

const dividers =
	/^(?:original message|forwarded message|forwarded by .{1,80}|begin forwarded message|original appointment|ursprüngliche nachricht|weitergeleitete nachricht|anfang der weitergeleiteten (?:nachricht|e-mail)|message d['’]origine|message original|message transféré|début du message (?:réexpédié|transféré)|mensaje original|mensaje reenviado|inicio del mensaje reenviado|mensagem original|mensagem encaminhada|início da mensagem reencaminhada|oorspronkelijk bericht|doorgestuurd bericht|begin doorgestuurd bericht|messaggio originale|messaggio inoltrato|inizio messaggio inoltrato|originalmeddelande|reply above this line)$/i;
const forwards = /forward|weitergeleitet|transféré|réexpédié|reenviado|encaminhad|reencaminhad|doorgestuurd|inoltrato/i;

const said = ['on', 'am', 'le', 'el', 'em', 'op', 'il', 'den', 'dnia', 'w dniu', 'a', 'na'];
const wrote = ['wrote', 'schrieb', 'a écrit', 'escribió', 'escreveu', 'schreef', 'ha scritto', 'skrev', 'napisał', 'pisze', 'writes'];

/**
 * The mails of a ticket, the requester's own words first, then the quoted ones from the newest to the oldest. Answers
 * between quoted lines belong to the own words.
 */
export function splitMessages(lines: readonly Line[]): Message[] {
	const messages: Message[] = [];
	// Mails that are quoted without `>` shift everything after them.
	const shifts: number[] = [];
	const messageAt = (depth: number, further: number): Message => {
		let index = depth + further;
		for (let level = 0; level <= depth; level++) index += shifts[level] ?? 0;
		while (messages.length <= index) messages.push({ lead: [], lines: [], forwarded: false });
		return messages[index] ?? { lead: [], lines: [], forwarded: false };
	};
	const depths = contentDepths(lines);
	// Between "Forwarded message" and the head of that mail stands nothing.
	let passedOn = false;
	for (let at = 0; at < lines.length; at++) {
		const line = lines[at];
		const depth = depths[at] ?? 0;
		if (line === undefined) continue;
		const head = headLength(lines, at);
		const length = head || leadLength(lines, at);
		if (length === 0) {
			messageAt(depth, 0).lines.push(line);
			if (line.text !== '') passedOn = false;
			continue;
		}
		const next = lines.findIndex(({ text }, position) => position >= at + length && text !== '');
		const marked = head === 0 && next !== -1 && (depths[next] ?? 0) > depth;
		if (!marked) shifts[depth] = (shifts[depth] ?? 0) + 1;
		const message = messageAt(depth, marked ? 1 : 0);
		for (const each of lines.slice(at, at + length)) (head > 0 && isSubject(each) ? message.lines : message.lead).push(each);
		passedOn = head === 0 ? forwards.test(line.text) : passedOn;
		message.forwarded ||= passedOn;
		at += length - 1;
	}
	return messages;
}

/** The depth of each line, but 0 where `>` marks what the requester shows: "I get this error:" stands above it. */
function contentDepths(lines: readonly Line[]): number[] {
	const depths: number[] = [];
	let above: Line | null = null;
	let shown = false;
	for (const [at, line] of lines.entries()) {
		if (line.depth === 0) shown = false;
		else if (above !== null && above.depth === 0) shown = above.text.endsWith(':') && !isLead(lines, at, above);
		depths.push(shown && line.depth === 1 ? 0 : Math.min(line.depth, 20));
		if (line.text !== '' || line.depth > 0) above = line;
	}
	return depths;
}

function isLead(lines: readonly Line[], at: number, above: Line): boolean {
	for (let from = Math.max(0, at - 5); from < at; from++) {
		const length = leadLength(lines, from);
		if (length > 0 && lines.slice(from, from + length).includes(above)) return true;
	}
	return false;
}

/** How many lines from here say that a mail follows: a divider, or "On …, X wrote:" over up to three lines. */
function leadLength(lines: readonly Line[], at: number): number {
	const text = lines[at]?.text ?? '';
	if (text.length > 200) return 0;
	if (dividers.test(text.replace(/^[-_=*#\s]+|[-_=*#:\s]+$/g, ''))) return 1;
	let joined = '';
	for (let length = 1; length <= 3; length++) {
		const line = lines[at + length - 1];
		if (line === undefined || line.text === '' || line.depth !== lines[at]?.depth) return 0;
		joined = `${joined} ${line.text}`.trim();
		if (joined.length > 300) return 0;
		if (isAttribution(joined)) return length;
		if (joined.endsWith(':') || joined.endsWith('.')) return 0;
	}
	return 0;
}

function isAttribution(text: string): boolean {
	if (!text.endsWith(':') || !/\d/.test(text)) return false;
	const lower = text.toLowerCase();
	if (/^(?:20\d\d[-./]|\d{1,2}[./]\d{1,2}[./]20\d\d).{4,200}<[^<>\s]{3,100}@[^<>\s]{3,100}>\s?:$/.test(lower)) return true;
	if (!wrote.some((verb) => lower.includes(verb))) return false;
	return (said.some((word) => lower.startsWith(`${word} `)) || lower.includes('<')) && /\d{4}|\d:\d\d|@|\d[./-]\d/.test(lower);
}
