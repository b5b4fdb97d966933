import { findSignals } from '../reading/signals.ts';
import { ticketText } from '../ticket.ts';
import { type Difference, type Measured, measureResults, pairedDifferences } from './bootstrap.ts';
import type { JudgedTicket, TicketResult } from './judged.ts';
import { countWords } from './mail.ts';
import type { FigureName } from './metrics.ts';
import type { Rewritten, Run } from './run.ts';

/** About a quarter of short requests have at most 6 words; with more than 20 a ticket is longer than one sentence. */
const slicedWords = { short: 6, long: 20 } as const;

/** Figures of some of the tickets. */
export interface Slice extends Measured {
	/** Which tickets they are. */
	about: string;
	/** For tickets that were rewritten: the same ones as they came, and what rewriting them cost. */
	clean?: Measured;
	differences?: Record<FigureName, Difference>;
}

export const sliceNames = ['short', 'long', 'errorCode', 'typos', 'mail', 'outOfScope', 'tuning', 'heldOut'] as const;
export type SliceName = (typeof sliceNames)[number];

/** The figures of each kind of ticket; a slice may be empty. */
export function measureSlices(tickets: readonly JudgedTicket[], run: Run): Record<SliceName, Slice> {
	const slice = (about: string, belongs: (ticket: JudgedTicket, text: string) => boolean): Slice => {
		const results = tickets.flatMap((judged, place): TicketResult[] => {
			const result = run.results[place];
			return result !== undefined && belongs(judged, ticketText(judged.ticket)) ? [result] : [];
		});
		return { about, ...measureResults(results) };
	};
	const { short, long } = slicedWords;
	return {
		short: slice(`at most ${short} words`, (_, text) => countWords(text) <= short),
		long: slice(`more than ${long} words`, (_, text) => countWords(text) > long),
		errorCode: slice('they carry a code such as RQ-4012', (_, text) =>
			findSignals(text).some(({ kind }) => kind === 'code' || kind === 'http'),
		),
		typos: compareRewritten('a sample of those in scope, with a typo in every fourth word', run.typos),
		mail: compareRewritten('the same sample, each inside a mail of 150 to 300 words', run.mail),
		outOfScope: slice('no article solves them', ({ relevant }) => relevant.length === 0),
		tuning: slice('the half that settings may be tuned on', ({ half }) => half === 'tuning'),
		heldOut: slice('the half that is only ever reported', ({ half }) => half === 'held-out'),
	};
}

function compareRewritten(about: string, { clean, rewritten }: Rewritten): Slice {
	return { about, ...measureResults(rewritten), clean: measureResults(clean), differences: pairedDifferences(clean, rewritten) };
}
