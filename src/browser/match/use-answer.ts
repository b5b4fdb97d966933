import { useCallback, useRef, useState } from 'preact/hooks';
import type { Filter } from '../../matching/match-ticket.ts';
import { verdicts } from '../../matching/wording.ts';
import { announce, announceUnseen } from '../announce.ts';
import { type Answered, askForAnswer } from './ask.ts';
import { rememberTicket } from './recent.ts';
import { beginTicket } from './ticket-work.ts';

/** A ticket that was asked about, and what is known of it so far. */
export interface Asked {
	text: string;
	/** Random; the outcomes of one asking carry it. */
	id: string;
	filter: Filter;
	answered: Answered | null;
	/** A better answer than the one shown, which the reader has begun to use: shown when asked for. */
	better: Answered | null;
	/** How much of the model has arrived; null where none is on its way. */
	loading: { done: number; total: number } | null;
	/** The sentence that says why there is no answer. */
	problem: string | null;
}

export interface UsedAnswer {
	asked: Asked | null;
	ask(text: string, filter: Filter): void;
	/** The reader has begun to use the answer: from now on it stays until another is asked for. */
	hold(): void;
	showBetter(): void;
}

/**
 * Asks about one ticket at a time: each question outdates the one before, however late its answer comes. Practice tickets
 * are not among those of the shift.
 */
export function useAnswer({ isPractice = false } = {}): UsedAnswer {
	const [asked, setAsked] = useState<Asked | null>(null);
	const held = useRef(false);
	const latest = useRef('');

	const ask = useCallback((typed: string, filter: Filter): void => {
		const text = typed.trim();
		const id = randomId();
		latest.current = id;
		held.current = false;
		beginTicket(text);
		const change = (edit: (before: Asked) => Asked): void => {
			if (latest.current === id) setAsked((before) => (before?.id === id ? edit(before) : before));
		};
		setAsked((before) => ({
			text,
			id,
			filter,
			answered: before?.text === text ? before.answered : null,
			better: null,
			loading: null,
			problem: null,
		}));
		let count = 0;
		const answered = (next: Answered): void => {
			if (latest.current !== id) return;
			count++;
			const isBetter = next.by === 'meaning' || next.from === 'server';
			if (count > 1 && held.current && !isBetter) {
				// The same ranking again, with the reason why there is no better one.
				change((before) => ({ ...before, answered: before.answered && { ...before.answered, note: next.note }, loading: null }));
				return;
			}
			if (count > 1 && held.current) {
				change((before) => ({ ...before, better: next, loading: null }));
				announce('A better ranking is ready.');
				return;
			}
			change((before) => ({ ...before, answered: next, loading: null }));
			const { decision, candidates } = next.answer.result;
			const [first] = candidates;
			announceUnseen(decision === 'match' && first !== undefined ? `${verdicts.match} ${first.title}` : verdicts[decision]);
			if (text !== '' && !isPractice)
				rememberTicket({ at: Date.now(), text, decision, article: first?.article ?? null, title: first?.title ?? null });
		};
		askForAnswer({ text }, filter, {
			answered,
			loading: (done, total) => change((before) => ({ ...before, loading: { done, total } })),
		}).catch((error: unknown) => change((before) => ({ ...before, problem: error instanceof Error ? error.message : String(error) })));
	}, []);

	const hold = useCallback((): void => {
		held.current = true;
	}, []);
	const showBetter = useCallback((): void => {
		setAsked((before) => (before === null ? null : { ...before, answered: before.better ?? before.answered, better: null }));
	}, []);
	return { asked, ask, hold, showBetter };
}

/** `crypto.randomUUID` is not there over plain HTTP. */
function randomId(): string {
	return Array.from(crypto.getRandomValues(new Uint8Array(12)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
