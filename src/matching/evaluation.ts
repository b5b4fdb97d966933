import type { MatchResult } from './result.ts';

/** A ticket whose answer is known: ids of the articles that solve it; empty where none does. */
export interface JudgedResult {
	relevant: readonly string[];
	result: MatchResult;
}

export interface EvaluationReport {
	/** Tickets with an article in the corpus, and without. */
	inScope: number;
	outOfScope: number;
	/** Share of in-scope tickets whose article is first, among the first three, five; and the mean reciprocal rank. */
	top1: number;
	top3: number;
	top5: number;
	mrr: number;
	/** Of all tickets: the share answered with `match`; of those, the share that is right. */
	matched: number;
	matchPrecision: number | null;
	/** Of out-of-scope tickets: the share told `none`. */
	refused: number | null;
	/** Largest share of all tickets that one threshold on the confidence could answer with at most 5 % wrong. */
	answerableAt95: number;
	/** Mean distance between confidence and truth over ten bins (expected calibration error). */
	calibrationError: number;
}

/** Scores results against what is known. */
export function evaluateResults(judged: readonly JudgedResult[]): EvaluationReport {
	const ranks = judged
		.filter(({ relevant }) => relevant.length > 0)
		.map(({ relevant, result }) => result.candidates.findIndex(({ article }) => relevant.includes(article)));
	const within = (depth: number): number => share(ranks, (rank) => rank >= 0 && rank < depth);
	const matches = judged.filter(({ result }) => result.decision === 'match');
	const outside = judged.filter(({ relevant }) => relevant.length === 0);
	return {
		inScope: ranks.length,
		outOfScope: outside.length,
		top1: within(1),
		top3: within(3),
		top5: within(5),
		mrr: ranks.reduce((sum, rank) => sum + (rank < 0 ? 0 : 1 / (rank + 1)), 0) / Math.max(ranks.length, 1),
		matched: matches.length / Math.max(judged.length, 1),
		matchPrecision: matches.length === 0 ? null : share(matches, isRight),
		refused: outside.length === 0 ? null : share(outside, ({ result }) => result.decision === 'none'),
		answerableAt95: answerable(judged, 0.95),
		calibrationError: calibrationError(judged),
	};
}

function isRight({ relevant, result }: JudgedResult): boolean {
	const first = result.candidates[0];
	return first !== undefined && relevant.includes(first.article);
}

function answerable(judged: readonly JudgedResult[], precision: number): number {
	const sorted = [...judged].sort((a, b) => b.result.confidence - a.result.confidence);
	let right = 0;
	let best = 0;
	for (const [position, item] of sorted.entries()) {
		if (isRight(item)) right++;
		const tied = sorted[position + 1]?.result.confidence === item.result.confidence;
		if (!tied && right / (position + 1) >= precision) best = position + 1;
	}
	return best / Math.max(judged.length, 1);
}

function calibrationError(judged: readonly JudgedResult[]): number {
	const bins = Array.from({ length: 10 }, () => ({ confidence: 0, right: 0 }));
	for (const item of judged) {
		const bin = bins[Math.min(9, Math.floor(item.result.confidence * 10))];
		if (bin === undefined) continue;
		bin.confidence += item.result.confidence;
		if (isRight(item)) bin.right++;
	}
	return bins.reduce((sum, { confidence, right }) => sum + Math.abs(confidence - right), 0) / Math.max(judged.length, 1);
}

function share<T>(items: readonly T[], holds: (item: T) => boolean): number {
	return items.filter(holds).length / Math.max(items.length, 1);
}
