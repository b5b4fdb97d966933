import type { BaselineReport } from './baselines.ts';
import { bootstrap, type Measured, measureResults } from './bootstrap.ts';
import type { Comparison } from './compare.ts';
import type { Half, JudgedTicket, TicketResult } from './judged.ts';
import { type ReliabilityBin, reliabilityBins } from './reliability.ts';
import type { Run } from './run.ts';
import { measureSlices, type Slice, type SliceName } from './slices.ts';

/** What was measured, so that another run can be told from this one. */
export interface Subject {
	/** When, in ISO 8601. */
	date: string;
	/** SHA-256 of articles and links, and of the tickets file. */
	corpus: string;
	ticketsFile: string;
	/** Null where words alone were compared. */
	model: string | null;
	articles: number;
	links: number;
	half: Half | 'all';
}

/** Tickets that got a decision: in scope with the right article first or another, and out of scope. */
export interface DecisionCount {
	right: number;
	wrong: number;
	outOfScope: number;
}

/** The whole report, as `--json` prints it. Others script against it: fields are added, never renamed or removed. */
export interface FullReport extends Measured {
	set: string;
	measured: Subject & { resamples: number };
	decisions: Record<TicketResult['decision'], DecisionCount>;
	reliability: ReliabilityBin[];
	slices: Record<SliceName, Slice>;
	/** By name; empty where they were left out. */
	baselines: Record<string, BaselineReport>;
	comparison?: Comparison;
	/** One a ticket, in the order of the set. */
	results: TicketResult[];
}

/** Measures a run in every way that the report shows. */
export function buildReport(
	set: string,
	subject: Subject,
	tickets: readonly JudgedTicket[],
	run: Run,
	baselines: Record<string, BaselineReport>,
): FullReport {
	return {
		set,
		...measureResults(run.results),
		measured: { ...subject, resamples: bootstrap.resamples },
		decisions: {
			match: countDecision(run.results, 'match'),
			suggest: countDecision(run.results, 'suggest'),
			none: countDecision(run.results, 'none'),
		},
		reliability: reliabilityBins(run.results),
		slices: measureSlices(tickets, run),
		baselines,
		results: run.results,
	};
}

function countDecision(results: readonly TicketResult[], decision: TicketResult['decision']): DecisionCount {
	const decided = results.filter((result) => result.decision === decision);
	const inside = decided.filter(({ inScope }) => inScope);
	const right = inside.filter(({ rank }) => rank === 1).length;
	return { right, wrong: inside.length - right, outOfScope: decided.length - inside.length };
}
