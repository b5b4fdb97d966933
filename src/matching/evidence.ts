import type { SearchIndex } from '../search/search-index.ts';
import type { Signals } from '../search/signals.ts';
import { splitWords, stemsOf, stemWord } from '../search/words.ts';
import type { ExactHit } from './exact.ts';
import { originalSpan, replaceSpans, type Span } from './reading/mapped-text.ts';
import type { Reading } from './reading/read-ticket.ts';
import { redact } from './reading/redaction.ts';
import type { Evidence } from './result.ts';
import { cutsWord } from './whole-text.ts';

/** A reason with the stretches that it rests on. */
export interface ExplainedEvidence extends Evidence {
	/** In the ticket as typed (subject, line break, body), in order. */
	spans: Span[];
	/** The passage of the article, where it is one: never a requester's ticket. */
	passage?: { heading: string; anchor: string; text: string };
}
export type Explained = ExplainedEvidence[];

/**
 * A passage less like the ticket than this (cosine) is not named as a reason. Half of 275 tickets about something else
 * have one above it, in either kind of index.
 */
const reasonLikeness = { model: 0.35, distilled: 0.51 } as const;
/** Of the linked tickets nearer than this, 70 and 93 in a hundred are of the ticket's own article on two real sets; above .6, 42 and 80. */
const sameProblem = 0.7;
/** Characters of a quoted passage at most. */
const quoteLength = 200;
const maxKeywords = 8;
/** Shorter words, such as `how`, are shared by accident. */
const keywordLength = 4;

/** What is asked about one candidate. */
interface Asked {
	article: number;
	/** Stems of the ticket that the article has. */
	stems: readonly string[];
	/** Null where only words were compared. */
	signals: Signals | null;
	exact: readonly ExactHit[];
	reading: Reading;
}

/** Why an article is a candidate, strongest first: exact texts, then likeness from high to low, then shared words. */
export function collectEvidence(index: SearchIndex, asked: Asked): Explained {
	const { article, stems, signals, exact, reading } = asked;
	const errors = exact.filter((hit) => hit.article === article).map((hit) => explainExact(index, hit, reading));
	const keywords = sharedWords(reading, new Set(stems));
	const words: Explained =
		keywords.length === 0
			? []
			: [
					{
						kind: 'keyword',
						text: keywords.slice(0, maxKeywords).join(', '),
						source: index.articles[article]?.title ?? '',
						spans: wordSpans(reading, new Set(stems)),
					},
				];
	return [...errors, ...(signals === null ? [] : likePassages(index, article, signals, reading)), ...words];
}

function explainExact(index: SearchIndex, { article, text, source }: ExactHit, reading: Reading): ExplainedEvidence {
	const spans = locate(reading.typed, text);
	const isOwn = source !== 'signature' || index.articles[article]?.signatures.some((own) => own.toLowerCase() === text.toLowerCase());
	return {
		kind: 'error',
		text: isOwn ? text : withoutPersonalData(reading, text, spans[0]),
		source: source === 'signature' ? 'signatures' : source,
		spans,
	};
}

/** What a signature with a `*` has caught, as it may be shown: that a word is personal may be told by the words before it alone. */
function withoutPersonalData({ typed, personal }: Reading, text: string, span: Span | undefined): string {
	if (span === undefined) return redact(text).text;
	const caught = personal
		.filter(({ start, end }) => start < span.end && end > span.start)
		.map((one) => ({ text: one.text, start: Math.max(one.start - span.start, 0), end: Math.min(one.end, span.end) - span.start }));
	return redact(replaceSpans(typed.slice(span.start, span.end), caught).text.replace(/\s+/g, ' ')).text;
}

/** The best section, the best phrase, and how many linked tickets are alike, by likeness. */
function likePassages(index: SearchIndex, article: number, { likeness }: Signals, reading: Reading): Explained {
	const least = index.isStatic ? reasonLikeness.distilled : reasonLikeness.model;
	const rows = [...(index.rowsOf[article] ?? [])].filter((row) => (likeness[row] as number) >= least);
	rows.sort((a, b) => (likeness[b] as number) - (likeness[a] as number));
	const alike = rows.filter((row) => {
		const passage = index.passages[row];
		return passage?.kind === 'ticket' && (passage.outcome ?? 'resolved') === 'resolved' && (likeness[row] as number) >= sameProblem;
	}).length;
	const evidence: Explained = [];
	for (const row of rows) {
		const passage = index.passages[row];
		if (passage === undefined) continue;
		const kind = passage.kind === 'section' ? 'meaning' : passage.kind;
		if (evidence.some((earlier) => earlier.kind === kind)) continue;
		const spans = wordSpans(reading, stemsOf(passage.text));
		if (kind === 'ticket') {
			if (alike > 0)
				evidence.push({ kind, text: `resolved ${alike} ticket${alike === 1 ? '' : 's'} like this one`, source: 'links', spans });
			continue;
		}
		evidence.push({
			kind,
			text: quote(passage.text || passage.heading),
			source: kind === 'phrase' ? 'phrases' : passage.heading,
			spans,
			passage: { heading: passage.heading, anchor: passage.anchor, text: passage.text },
		});
	}
	return evidence;
}

/** Words of the problem, as typed, whose stems are known; longest first, for they say most. */
function sharedWords({ problem }: Reading, stems: ReadonlySet<string>): string[] {
	const words = new Set(splitWords(problem.text).filter((word) => word.length >= keywordLength && stems.has(stemWord(word) ?? '')));
	return [...words].sort((a, b) => b.length - a.length);
}

/** Where words with these stems stand in the ticket as typed, outside of greetings, quotations and personal data. */
function wordSpans({ typed, problem }: Reading, stems: ReadonlySet<string>): Span[] {
	return [...problem.text.matchAll(/[\p{L}\p{M}\p{N}]+(?:[-_.:/][\p{L}\p{M}\p{N}]+)*/gu)].flatMap(({ 0: word, index }) => {
		if (!splitWords(word).some((part) => part.length >= keywordLength && stems.has(stemWord(part) ?? ''))) return [];
		const span = originalSpan(problem, { start: index, end: index + word.length });
		// What stands in the place of personal data is no word of the ticket.
		return typed.slice(span.start, span.end) === word ? [span] : [];
	});
}

/** Where a text stands in the ticket as a whole, whatever white space it is wrapped by. */
function locate(typed: string, wanted: string): Span[] {
	const pattern = wanted
		.split(' ')
		.map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
		.join('\\s+');
	return [...typed.matchAll(new RegExp(pattern, 'gi'))]
		.map(({ 0: text, index }) => ({ start: index, end: index + text.length }))
		.filter(({ start, end }) => !cutsWord(typed, start) && !cutsWord(typed, end));
}

function quote(text: string): string {
	const line = text.replace(/\s+/g, ' ').trim();
	return line.length <= quoteLength ? line : `${line.slice(0, quoteLength - 1).replace(/\s\S*$/, '')}…`;
}
