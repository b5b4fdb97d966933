import { type Difference, type Measured, measureResults, pairedDifferences } from './bootstrap.ts';
import { type JudgedTicket, rankOf, type TicketResult } from './judged.ts';
import { evaluateResults, type FigureName } from './metrics.ts';

/** What another way to search made of a ticket: articles with its own score, best first. */
export type Ranking = readonly { article: string; score: number }[];

/** The figures that need no decision and no probability, which a plain search does not give. */
export const rankingFigures = ['top1', 'top3', 'top5', 'mrr', 'auroc', 'answerableAt90', 'answerableAt95'] as const satisfies FigureName[];
type RankingFigure = (typeof rankingFigures)[number];

/** Figures of another way to search, on the same articles, links and tickets. */
export interface BaselineReport extends Pick<Measured, RankingFigure> {
	/** What searches, and how. */
	about: string;
	/** What stands for its confidence: the first score or its lead over the second, whichever answers more at 95 % here. */
	confidence: 'score' | 'margin';
	intervals: Pick<Measured['intervals'], RankingFigure>;
	/** The engine's figures less its own. */
	engineLead: Pick<Record<FigureName, Difference>, RankingFigure>;
}

/** Articles that count as candidates, as many as the engine gives. */
const depth = 10;

/** Scores a baseline's rankings, one a ticket, beside the engine's results for the same tickets. */
export function measureBaseline(
	about: string,
	tickets: readonly JudgedTicket[],
	rankings: readonly Ranking[],
	engine: readonly TicketResult[],
): BaselineReport {
	const resultsBy = (trust: (first: number, second: number) => number): TicketResult[] =>
		tickets.map(({ id, relevant }, place) => {
			const ranking = (rankings[place] ?? []).slice(0, depth);
			const articles = ranking.map(({ article }) => article);
			const confidence = trust(ranking[0]?.score ?? 0, ranking[1]?.score ?? 0);
			return {
				id,
				inScope: relevant.length > 0,
				decision: 'suggest',
				confidence,
				first: articles[0] ?? null,
				rank: rankOf(articles, relevant),
			};
		});
	const results = { score: resultsBy((first) => first), margin: resultsBy((first, second) => first - second) };
	const confidence = worthOf(results.margin) > worthOf(results.score) ? 'margin' : 'score';
	const measured = measureResults(results[confidence]);
	return {
		about,
		confidence,
		...pickFigures(measured),
		intervals: pickFigures(measured.intervals),
		engineLead: pickFigures(pairedDifferences(results[confidence], engine)),
	};
}

function worthOf(results: readonly TicketResult[]): number {
	const { answerableAt95, auroc } = evaluateResults(results);
	// The second decides only between equals: a share of tickets moves in larger steps.
	return answerableAt95 + (auroc ?? 0) * 1e-6;
}

function pickFigures<T extends Record<RankingFigure, unknown>>(all: T): Pick<T, RankingFigure> {
	const { top1, top3, top5, mrr, auroc, answerableAt90, answerableAt95 } = all;
	return { top1, top3, top5, mrr, auroc, answerableAt90, answerableAt95 };
}
