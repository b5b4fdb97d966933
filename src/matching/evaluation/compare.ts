import { z } from 'zod';
import { type Difference, pairedDifferences } from './bootstrap.ts';
import { type TicketResult, ticketResultSchema } from './judged.ts';
import type { FigureName } from './metrics.ts';

/** What comparing needs of an earlier report. */
export const savedReportSchema = z.object({
	set: z.string(),
	measured: z.object({ date: z.string(), corpus: z.string() }),
	results: z.array(ticketResultSchema),
});
export type SavedReport = z.infer<typeof savedReportSchema>;

/**
 * How a ticket fared: `gained` and `lost` the right article as the first; its right article went `up` or `down` without
 * that; `answer` where only the first candidate or the decision changed.
 */
export type Change = 'gained' | 'lost' | 'up' | 'down' | 'answer';

/** A ticket that is answered differently now. */
export interface MovedTicket {
	id: string;
	change: Change;
	was: TicketResult;
	now: TicketResult;
}

/** What moved since an earlier run, over the tickets that both have. */
export interface Comparison {
	/** Set, date and corpus hash of the earlier run. */
	was: { set: string; date: string; corpus: string };
	tickets: number;
	/** Tickets of one run alone, or that were judged otherwise then: whether an article solves them has changed. */
	left: { onlyThen: number; onlyNow: number; judgedOtherwise: number };
	figures: Record<FigureName, Difference>;
	changes: Record<Change, number>;
	/** Tickets whose decision changed, whatever else did. */
	decisionsChanged: number;
	/** Losses first, then gains, then the rest; in the order of the set within each. */
	moved: MovedTicket[];
}

const order: readonly Change[] = ['lost', 'gained', 'down', 'up', 'answer'];

/** Holds a run's results against those of an earlier one, ticket by ticket. */
export function compareRuns(earlier: SavedReport, results: readonly TicketResult[]): Comparison {
	const before = new Map(earlier.results.map((result) => [result.id, result]));
	const shared = results.flatMap((now) => {
		const was = before.get(now.id);
		return was === undefined ? [] : [{ was, now }];
	});
	const pairs = shared.filter(({ was, now }) => was.inScope === now.inScope);
	const moved = pairs.flatMap(({ was, now }): MovedTicket[] => {
		const change = findChange(was, now);
		return change === null ? [] : [{ id: now.id, change, was, now }];
	});
	const count = (change: Change): number => moved.filter((ticket) => ticket.change === change).length;
	return {
		was: { set: earlier.set, date: earlier.measured.date, corpus: earlier.measured.corpus },
		tickets: pairs.length,
		left: {
			onlyThen: before.size - shared.length,
			onlyNow: results.length - shared.length,
			judgedOtherwise: shared.length - pairs.length,
		},
		figures: pairedDifferences(
			pairs.map(({ was }) => was),
			pairs.map(({ now }) => now),
		),
		changes: { gained: count('gained'), lost: count('lost'), up: count('up'), down: count('down'), answer: count('answer') },
		decisionsChanged: pairs.filter(({ was, now }) => was.decision !== now.decision).length,
		moved: moved.sort((a, b) => order.indexOf(a.change) - order.indexOf(b.change)),
	};
}

/** Null where the ticket is answered as before; a confidence that changes no decision is no change. */
function findChange(was: TicketResult, now: TicketResult): Change | null {
	const [from, to] = [was.rank ?? Number.POSITIVE_INFINITY, now.rank ?? Number.POSITIVE_INFINITY];
	if (from !== to) {
		if (to === 1) return 'gained';
		if (from === 1) return 'lost';
		return to < from ? 'up' : 'down';
	}
	return was.first !== now.first || was.decision !== now.decision ? 'answer' : null;
}
