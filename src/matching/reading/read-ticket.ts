import { type Ticket, ticketText } from '../ticket.ts';
import { type MappedText, replaceSpans, type Span } from './mapped-text.ts';
import { findNoise } from './noise.ts';
import { cutPieces, type Piece } from './pieces.ts';
import { findPersonalData, type PersonalData, plainWords } from './redaction.ts';
import { findSignals, type Signal } from './signals.ts';

/** A ticket as the engine reads it. */
export interface Reading {
	/** Subject and body as typed, with control characters as spaces. Stays in memory: never embedded, stored or logged. */
	typed: string;
	/** What is matched: without personal data, greetings, signatures, quotations, disclaimers and stack frames. */
	problem: MappedText;
	/** What is personal or secret in it as typed. */
	personal: readonly PersonalData[];
	/** Codes, identifiers, addresses and states, as typed. */
	signals: readonly Signal[];
	/** Stretches of the problem that are embedded, with their weight. */
	pieces: readonly Piece[];
	/** Why it cannot be matched by meaning, or at all. */
	reason?: 'empty' | 'language';
}

/**
 * Reads a ticket for matching: what of it is the problem, what must not be kept, and what a machine wrote. `isReadable`
 * tells whether the model can make sense of a text, as that of `language.ts` does: 280 KB that not every page loads.
 */
export function readTicket(ticket: Ticket, isReadable: (text: string) => boolean): Reading {
	// biome-ignore lint/suspicious/noControlCharactersInRegex: pasted binary carries them
	const typed = ticketText(ticket).replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\ufffd]/g, ' ');
	const signals = findSignals(typed);
	const personal = findPersonalData(typed);
	const problem = extractProblem(typed, personal);
	const plain = plainWords(problem.text);
	if ((plain.match(/[\p{L}\p{N}]/gu)?.length ?? 0) < 2) {
		// What is all greeting, or all address, has no words to go by; an exact text in it may still be known.
		return { typed, problem, personal, signals, pieces: [], reason: 'empty' };
	}
	const reading: Reading = {
		typed,
		problem,
		personal,
		signals,
		pieces: cutPieces(plain, !ticket.text?.trim() && Boolean(ticket.subject?.trim())),
	};
	return isReadable(plain) ? reading : { ...reading, reason: 'language' };
}

/**
 * Reads what somebody types to search with: a few words on one line, which hold no greeting, signature or log, and go
 * nowhere: no letter of them has to be looked for.
 */
export function readSearch({ text = '' }: Pick<Ticket, 'text'>): Reading {
	const typed = text.trim();
	const reading: Reading = { typed, problem: replaceSpans(typed, []), personal: [], signals: findSignals(typed), pieces: [] };
	return (typed.match(/[\p{L}\p{N}]/gu)?.length ?? 0) < 2
		? { ...reading, reason: 'empty' }
		: { ...reading, pieces: [{ text: typed, weight: 1 }] };
}

/** The problem in a text that was linked to an article: what is indexed of it. */
export function readLinkText(text: string): string {
	const personal = findPersonalData(text);
	return plainWords(extractProblem(text, personal).text).trim() || plainWords(replaceSpans(text, personal).text).trim();
}

/** The text without noise, and with personal data replaced. What is noise in part and personal in part goes whole. */
function extractProblem(typed: string, personal: readonly PersonalData[]): MappedText {
	const noise = findNoise(typed).map((span) => ({ ...widen(span, personal), text: ' ' }));
	const left = personal.filter((item) => !noise.some((span) => span.start <= item.start && item.end <= span.end));
	return replaceSpans(typed, [...noise, ...left]);
}

function widen({ start, end }: Span, others: readonly Span[]): Span {
	for (const other of others) {
		if (other.start < start && other.end > start) start = other.start;
		if (other.start < end && other.end > end) end = other.end;
	}
	return { start, end };
}
