import * as z from 'zod/mini';
import '../without-eval.ts';
import { siteAddress } from '../../layouts/addresses.ts';
import type { ArticleFacts } from '../../layouts/article-facts.ts';
import type { Filter } from '../../matching/match-ticket.ts';
import type { Candidate } from '../../matching/result.ts';
import { prepareRanking, rankNow } from '../match/ask.ts';
import { findExact } from './exact.ts';
import { fuseRankings } from './fusion.ts';
import { findByKeywords, type KeywordHit, routesOf } from './pagefind.ts';
import { findByTitle } from './titles.ts';

/** Something that was found: an article, and where in it. */
export interface Hit {
	facts: ArticleFacts;
	/** Its id or error text was typed exactly. */
	exact: boolean;
	keyword?: KeywordHit;
	candidate?: Candidate;
}

/** What was found so far; `settled` once all have answered. */
export interface Found {
	query: string;
	hits: Hit[];
	settled: boolean;
	/** Sentences about what could not be asked. */
	problems: string[];
}

const factsSchema = z.array(
	z.object({
		id: z.string(),
		title: z.string(),
		kind: z.enum(['known-issue', 'sop', 'escalation']),
		state: z.enum(['work-in-progress', 'not-validated', 'validated', 'archived']),
		systems: z.array(z.string()),
		severity: z.optional(z.number()),
		fixed: z.optional(z.boolean()),
		signatures: z.optional(z.array(z.string())),
	}),
);

let facts: Promise<ArticleFacts[]> | null = null;

/** Every article that can be found. Throws a sentence where the list cannot be had. */
export function allFacts(): Promise<ArticleFacts[]> {
	facts ??= fetch(siteAddress('articles.json'))
		.then(async (response) => factsSchema.parse(await response.json()))
		.catch(() => {
			facts = null;
			throw new Error('The list of articles cannot be reached.');
		});
	return facts;
}

/** Fetches what a search needs, so that the first one is quick. */
export function warmUp(): void {
	void allFacts().catch(() => {});
	void prepareRanking();
}

/** Pagefind wants every word on one page: of more words than these it rarely finds one, and fetches 30 KB for each. */
const keywordsAtMost = 4;

/** Letters come within this time while somebody types: what fetches files for every word waits until they rest, in milliseconds. */
const typingPause = 200;

/** How a query came to be. */
export interface Typing {
	/** Letter by letter: another may follow. */
	isTyping: boolean;
	/** Aborted once something else is asked. */
	signal: AbortSignal;
}

/**
 * Searches in four ways and tells each time that one has answered: exact ids and error texts, titles with every word,
 * pages with every word (Pagefind, of few words), and the engine's ranking, which needs only some. The last three are
 * fused; the exact ones stay first.
 */
export async function search(query: string, filter: Filter, tell: (found: Found) => void, { isTyping, signal }: Typing): Promise<void> {
	const problems: string[] = [];
	const rests = isTyping ? atRest(signal) : Promise.resolve();
	rests.catch(() => {});
	const known = await allFacts();
	const shown = known.filter((article) => passes(article, filter));
	const byId = new Map(shown.map((article) => [article.id, article]));
	const exact = findExact(shown, query);
	const titles = findByTitle(shown, query).map(({ id }) => id);
	let keywords = new Map<string, KeywordHit>();
	let candidates = new Map<string, Candidate>();
	const report = (settled: boolean): void => {
		const order = new Set([...exact.map(({ id }) => id), ...fuseRankings([titles, [...keywords.keys()], [...candidates.keys()]])]);
		const hits = [...order].flatMap((id): Hit[] => {
			const article = byId.get(id);
			if (article === undefined) return [];
			const hit: Hit = { facts: article, exact: exact.includes(article) };
			const keyword = keywords.get(id);
			const candidate = candidates.get(id);
			if (keyword !== undefined) hit.keyword = keyword;
			if (candidate !== undefined) hit.candidate = candidate;
			return [hit];
		});
		tell({ query, hits, settled, problems });
	};
	report(false);
	const failed = (what: string) => (error: unknown) => {
		problems.push(`${what}: ${error instanceof Error ? error.message : String(error)}`);
	};
	await Promise.all([
		(async () => {
			if (query.split(/\s+/).length > keywordsAtMost) return;
			await rests;
			keywords = await findByKeywords(query, routesOf([...byId.keys()]));
			report(false);
		})().catch(failed('Keyword search')),
		rankNow(query, filter, rests).then(({ result }) => {
			// Without a reason an article is only the least unlike.
			candidates = new Map(
				result.candidates.filter(({ evidence }) => evidence.length > 0).map((candidate) => [candidate.article, candidate]),
			);
			report(false);
		}, failed('Ranking')),
	]);
	report(true);
}

/** Waits until nothing was typed for a moment; throws where something was. */
function atRest(signal: AbortSignal): Promise<void> {
	return new Promise((done, fail) => {
		setTimeout(() => (signal.aborted ? fail(signal.reason) : done()), typingPause);
	});
}

function passes(article: ArticleFacts, { kind, system, state, severity }: Filter): boolean {
	return (
		(kind === undefined || article.kind === kind) &&
		(state === undefined || article.state === state) &&
		(severity === undefined || article.severity === severity) &&
		(system === undefined || article.systems.includes(system))
	);
}
