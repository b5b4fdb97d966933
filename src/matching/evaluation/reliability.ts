import type { TicketResult } from './judged.ts';

/** Tickets of like confidence, summed. */
export interface Bin {
	tickets: number;
	confidence: number;
	right: number;
}

/** One bar of the reliability diagram. */
export interface ReliabilityBin {
	/** Confidence from (inclusive) and to (exclusive; the last bin holds 1 too). */
	from: number;
	to: number;
	tickets: number;
	/** Mean confidence, and the share whose first candidate is right; null without tickets. */
	promised: number | null;
	right: number | null;
}

const binCount = 10;

export function emptyBins(): Bin[] {
	return Array.from({ length: binCount }, () => ({ tickets: 0, confidence: 0, right: 0 }));
}

/** Position of the bin of a confidence. */
export function binOf(confidence: number): number {
	return Math.max(0, Math.min(binCount - 1, Math.floor(confidence * binCount)));
}

/** Mean distance between confidence and truth, every ticket counting the same; null without tickets. */
export function calibrationError(bins: readonly Bin[]): number | null {
	let distance = 0;
	let tickets = 0;
	for (const bin of bins) {
		distance += Math.abs(bin.confidence - bin.right);
		tickets += bin.tickets;
	}
	return tickets === 0 ? null : distance / tickets;
}

/** The reliability diagram: ten bins of confidence, each with what was promised and what came true. */
export function reliabilityBins(results: readonly TicketResult[]): ReliabilityBin[] {
	const bins = emptyBins();
	for (const { confidence, rank } of results) {
		const bin = bins[binOf(confidence)];
		if (bin === undefined) continue;
		bin.tickets++;
		bin.confidence += confidence;
		if (rank === 1) bin.right++;
	}
	return bins.map(({ tickets, confidence, right }, position) => ({
		from: position / binCount,
		to: (position + 1) / binCount,
		tickets,
		promised: tickets === 0 ? null : confidence / tickets,
		right: tickets === 0 ? null : right / tickets,
	}));
}
