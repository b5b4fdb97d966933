import type { Article } from '../knowledge/article.ts';
import type { MatchResult } from '../matching/result.ts';
import type { Ticket } from '../matching/ticket.ts';
import { stemsOf } from '../search/words.ts';
import { articleStems } from './parts.ts';

/**
 * Share of a test's words that a single phrase or the title may carry: `test-repeats-phrase` refuses more. An exam that
 * repeats the phrases would only show that the index contains them.
 */
export const overlapCap = 0.5;

/** Shares of the tests that must find their article first, and among the first three: what the desk was promised. */
export const passMarks = { top1: 0.85, top3: 0.95 } as const;

export interface ExamReport {
	tickets: number;
	/** Share of the tickets whose article is first, and among the first three. */
	top1: number;
	top3: number;
	/** Mean and largest word overlap of a test with the phrase or title nearest to it. */
	meanOverlap: number;
	maxOverlap: number;
	/** Tickets whose article was not first: what came instead. */
	missed: { article: string; rank: number; first: string; ticket: string }[];
}

/** Puts every `tests` ticket of every article to the engine. */
export async function sitExam(
	articles: readonly Article[],
	match: (ticket: Ticket) => Promise<MatchResult>,
	onProgress: (done: number, total: number) => void,
): Promise<ExamReport> {
	const questions = articles
		.filter(({ state }) => state !== 'archived')
		.flatMap((article) => article.tests.map((text) => ({ article, text })));
	const overlaps = questions.map(({ article, text }) => wordOverlap(text, article));
	const missed: ExamReport['missed'] = [];
	let first = 0;
	let firstThree = 0;
	for (const [position, { article, text }] of questions.entries()) {
		const { candidates } = await match({ text });
		const rank = candidates.findIndex((candidate) => candidate.article === article.id) + 1;
		if (rank === 1) first++;
		else missed.push({ article: article.id, rank, first: candidates[0]?.article ?? 'nothing', ticket: text });
		if (rank >= 1 && rank <= 3) firstThree++;
		onProgress(position + 1, questions.length);
	}
	const count = Math.max(questions.length, 1);
	return {
		tickets: questions.length,
		top1: first / count,
		top3: firstThree / count,
		meanOverlap: overlaps.reduce((sum, overlap) => sum + overlap, 0) / count,
		maxOverlap: Math.max(0, ...overlaps),
		missed,
	};
}

/** The largest share of a test's words (stems, without function words) that one phrase or the title carries; 0 to 1. */
export function wordOverlap(test: string, article: Pick<Article, 'phrases' | 'title'>): number {
	const words = stemsOf(test);
	if (words.size === 0) return 0;
	const { title, phrases } = articleStems(article);
	return Math.max(...[...phrases, title].map((stems) => [...stems].filter((stem) => words.has(stem)).length / words.size));
}
