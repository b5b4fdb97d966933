import { findChatLeads } from './noise/chat.ts';
import { findCourtesy } from './noise/courtesy.ts';
import { findDisclaimers } from './noise/disclaimer.ts';
import { findFormText } from './noise/form.ts';
import { inlineBreaks } from './noise/inline-breaks.ts';
import { cutLines, type Line, type NoiseKind, type NoiseSpan, splitLines, wordsOf } from './noise/lines.ts';
import { findLogs } from './noise/log.ts';
import { findHeaders, isForward } from './noise/mail-header.ts';
import { type Message, splitMessages } from './noise/messages.ts';
import { findSignatures } from './noise/signature.ts';
import { findTraces } from './noise/trace.ts';

export type { NoiseKind, NoiseSpan } from './noise/lines.ts';

/** Fewer words do not tell a problem. */
const wordsOfProblem = 4;
/** Whoever forwards a mail with fewer words of their own leaves the telling to it; with fewer in it too, to the one below. */
const wordsBesideForward = { own: 60, all: 20 } as const;

/**
 * What is given back first, and as long as fewer words than this are left: the surer a kind is recognised, the later
 * and the less.
 */
const givenBack: readonly (readonly [NoiseKind, number])[] = [
	['quote', wordsOfProblem],
	['trace', wordsOfProblem],
	['header', wordsOfProblem],
	['boilerplate', wordsOfProblem],
	['disclaimer', 2],
	['signature', 2],
	['thanks', 1],
	['greeting', 1],
];

/** In this order, each on what the ones before left over: a disclaimer would be taken for a part of the signature above it. */
const finders = [findTraces, findLogs, findDisclaimers, findChatLeads, findHeaders, findFormText, findSignatures, findCourtesy];

/**
 * The stretches of a ticket that are not its problem, in UTF-16 offsets into the text as typed, in order and without
 * overlap. A quoted mail is kept as long as the words above it say nothing by themselves, and at least a few words
 * always stay if the text has them.
 */
export function findNoise(text: string): NoiseSpan[] {
	const lines = splitLines(text, inlineBreaks(text));
	const messages = splitMessages(lines);
	const forward = isForward(lines.find((line) => line.text !== '')?.text ?? '');
	const spans: NoiseSpan[] = [];
	let kept = '';
	for (const [position, message] of messages.entries()) {
		const forwarded = forward || message.forwarded;
		if (position > 0 && saysEnough(kept, forwarded ? wordsBesideForward[position === 1 ? 'own' : 'all'] : wordsOfProblem)) {
			spans.push(...[...message.lead, ...message.lines].map(({ from, end }): NoiseSpan => ({ kind: 'quote', start: from, end })));
			continue;
		}
		const noise = noiseOfMessage(text, message);
		spans.push(...noise.spans);
		kept = `${kept} ${noise.rest}`;
	}
	return giveBack(text, joinSpans(text, spans));
}

/** The noise of one message, and its words without it. */
function noiseOfMessage(text: string, { lead, lines }: Message): { spans: NoiseSpan[]; rest: string } {
	const spans: NoiseSpan[] = lead.map(({ from, end }) => ({ kind: 'header', start: from, end }));
	for (const { from, start } of lines) if (text.slice(from, start).includes('>')) spans.push({ kind: 'quote', start: from, end: start });
	let left: Line[] = lines;
	for (const find of finders) {
		const found = find(left).sort((a, b) => a.start - b.start);
		spans.push(...found);
		left = cutLines(text, left, found);
	}
	return { spans, rest: left.map((line) => line.text).join(' ') };
}

/** Words that point at what stands below, and say nothing about it. */
const pointing =
	/^(?:please|pls|see|look|looking|read|refer|check|find|the|a|an|this|that|these|it|its|it's|is|are|was|be|to|at|in|into|on|of|from|for|and|or|with|below|above|attached|attachment|following|mail|email|e|message|thread|conversation|chain|trail|forwarding|forwarded|forward|fyi|fya|any|update|updates|news|still|not|no|yes|same|here|again|working|resolved|fixed|issue|problem|ticket|request|can|could|would|will|you|we|i|us|me|my|our|your|someone|anyone|somebody|help|assist|advise|take|have|has|been|do|needful|let|know|how|what|proceed|handle|up|as|per|discussed|just|also|get|got|had|there|user|customer|client|colleague|urgent|asap|bump|thanks|thank|hi|hello|now|today|so|far|back|reply|response|hear|haven't|hasn't|yet|did|does|about|regarding|re|fw|fwd|if|need|needs|more|info|information|happening|exists|persists|occurs|reply|status|over|team|support|investigate|escalate|kindly|needed|required|requested|anything|just|checking|check|one|chasing|reminder|ping|gentle|friendly|waiting|awaiting)$/;

/** Whether the words tell a problem, so that the mails quoted below are not needed. */
function saysEnough(kept: string, least: number): boolean {
	const words = wordsOf(kept);
	if (words.length < least) return false;
	return words.filter((word) => !pointing.test(word)).length >= 2;
}

/** In order, without blank ends or overlap, neighbours of one kind as one. */
function joinSpans(text: string, spans: readonly NoiseSpan[]): NoiseSpan[] {
	const joined: NoiseSpan[] = [];
	for (const span of [...spans].sort((a, b) => a.start - b.start)) {
		const last = joined.at(-1);
		const start = Math.max(span.start, last?.end ?? 0);
		if (span.end <= start || text.slice(start, span.end).trim() === '') continue;
		if (last?.kind === span.kind && text.slice(last.end, start).trim() === '') last.end = span.end;
		else joined.push({ ...span, start });
	}
	return joined;
}

/** Leaves out the spans of the least sure kinds until enough is left of the text. */
function giveBack(text: string, spans: readonly NoiseSpan[]): NoiseSpan[] {
	let kept = [...spans];
	for (const [kind, least] of givenBack) {
		if (wordsLeft(text, kept) < least) kept = kept.filter((span) => span.kind !== kind);
	}
	return kept;
}

function wordsLeft(text: string, spans: readonly NoiseSpan[]): number {
	let from = 0;
	let words = 0;
	for (const { start, end } of [...spans, { start: text.length, end: text.length }]) {
		words += text
			.slice(from, start)
			.split(/\s+/)
			.filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
		from = end;
	}
	return words;
}
