import { z } from 'zod';
import { type Article, readArticle } from '../knowledge/article.ts';
import { formatFinding } from '../knowledge/finding.ts';
import { invertPositive } from '../matching/learning/regression.ts';
import type { Embedder } from '../search/embedder.ts';
import { buildIndex } from '../search/search-index.ts';
import {
	compareProfiles,
	countStems,
	type DuplicateWeights,
	duplicateThreshold,
	findDuplicates,
	isComparable,
	likenessOf,
	profileArticles,
	type Signals,
} from './duplicates.ts';

/** A draft that another person of the desk might write, and whether it repeats the shipped article. */
const labelledPair = z.strictObject({
	article: z.string(),
	duplicate: z.boolean(),
	draft: z.strictObject({
		kind: z.enum(['known-issue', 'sop']),
		title: z.string(),
		systems: z.array(z.string()),
		phrases: z.array(z.string()),
		body: z.string(),
	}),
});

export type LabelledPair = z.infer<typeof labelledPair>;

/** A pair with what its two articles have in common. */
export interface Trial extends Pick<LabelledPair, 'article' | 'duplicate'> {
	signals: Signals;
	/** Shipped articles other than its own that the draft would be reported with. */
	elsewhere: string[];
}

export interface Score {
	duplicates: number;
	nearMisses: number;
	/** Duplicates that are reported, and near misses that are. */
	found: number;
	alarms: number;
	precision: number;
	recall: number;
	f1: number;
}

/** The lines of the set. Throws for one that is no pair. */
export function parsePairs(text: string): LabelledPair[] {
	return text
		.trim()
		.split('\n')
		.map((line) => labelledPair.parse(JSON.parse(line)));
}

/**
 * The half that weights and threshold are fitted to: pairs of the articles with an even number. The others are kept apart
 * and only measured. All drafts of an article are in one half.
 */
export function isTuning({ article }: Pick<LabelledPair, 'article'>): boolean {
	return Number(/\d+$/.exec(article)?.[0]) % 2 === 0;
}

/** The draft as the corpus reader gives it. Throws where it is no valid article. */
export function draftArticle({ draft: { body, ...fields } }: Pick<LabelledPair, 'draft'>, id: string): Article {
	const all = { id, version: '0.1.0', state: 'not-validated', ...fields };
	const lines = Object.entries(all).map(([field, value]) => `${field}: ${JSON.stringify(value)}`);
	const read = readArticle(`---\n${lines.join('\n')}\n---\n\n${body}\n`, `${id}.mdx`);
	if ('findings' in read) throw new Error(read.findings.map(formatFinding).join('\n'));
	return read.article;
}

/** Compares each draft with the shipped articles, as if it were the only one added to them. */
export async function tryPairs(pairs: readonly LabelledPair[], shipped: readonly Article[], embedder: Embedder): Promise<Trial[]> {
	const drafts = pairs.map((pair, at) => draftArticle(pair, `DRAFT-${at}`));
	const index = await buildIndex({ articles: [...shipped, ...drafts], links: [] }, embedder);
	if (index.vectors === null) throw new Error('an index built with a model has vectors');
	const profiles = new Map(profileArticles(index, index.vectors).map((profile) => [profile.id, profile]));
	const others = shipped.flatMap(({ id }) => profiles.get(id) ?? []);
	return pairs.map(({ article, duplicate }, at) => {
		const draft = profiles.get(`DRAFT-${at}`);
		const base = profiles.get(article);
		if (draft === undefined || base === undefined) throw new Error(`${article}: no such article to compare draft ${at + 1} with`);
		const counts = countStems([...others, draft]);
		const elsewhere = others.filter(
			(other) => other !== base && isComparable(other, draft) && likenessOf(compareProfiles(draft, other, counts)) >= duplicateThreshold,
		);
		return { article, duplicate, signals: compareProfiles(draft, base, counts), elsewhere: elsewhere.map(({ id }) => id) };
	});
}

export interface DuplicateReport {
	threshold: number;
	/** The half that weights and threshold come from, each pair by weights fitted without its article; and the other half. */
	tuning: Score;
	keptApart: Score;
	/** Drafts that would be reported with an article other than the one they were written for. */
	elsewhere: number;
	/** Pairs of shipped articles that were compared, those above the threshold, and which of these would be reported. */
	shipped: { pairs: number; likely: number; reported: [string, string][] };
}

/** The figures that the README shows: how well labelled duplicates are found, and what is reported of the shipped articles. */
export async function measureDuplicates(
	pairs: readonly LabelledPair[],
	shipped: readonly Article[],
	embedder: Embedder,
): Promise<DuplicateReport> {
	const trials = await tryPairs(pairs, shipped, embedder);
	const tuning = trials.filter(isTuning);
	const keptApart = trials.filter((trial) => !isTuning(trial));
	const index = await buildIndex({ articles: shipped, links: [] }, embedder);
	const profiles = index.vectors === null ? [] : profileArticles(index, index.vectors);
	const counts = countStems(profiles);
	const compared = profiles
		.flatMap((own, place) => profiles.slice(place + 1).map((other) => [own, other] as const))
		.filter(([own, other]) => isComparable(own, other));
	const likely = compared.filter(([own, other]) => likenessOf(compareProfiles(own, other, counts)) >= duplicateThreshold);
	const reported = findDuplicates(index, shipped, new Set(shipped.map(({ id }) => id))) ?? [];
	return {
		threshold: duplicateThreshold,
		tuning: scoreTrials(tuning, holdOut(tuning), duplicateThreshold),
		keptApart: scoreTrials(
			keptApart,
			keptApart.map(({ signals }) => likenessOf(signals)),
			duplicateThreshold,
		),
		elsewhere: trials.filter((trial) => trial.elsewhere.length > 0).length,
		shipped: { pairs: compared.length, likely: likely.length, reported: reported.map(({ article, other }) => [article, other]) },
	};
}

/** What is found at the threshold. Precision is 1 where nothing is reported. */
function scoreTrials(trials: readonly Pick<Trial, 'duplicate'>[], likeness: readonly number[], threshold: number): Score {
	const reported = trials.filter((_, at) => (likeness[at] as number) >= threshold);
	const duplicates = trials.filter(({ duplicate }) => duplicate).length;
	const found = reported.filter(({ duplicate }) => duplicate).length;
	const alarms = reported.length - found;
	return {
		duplicates,
		nearMisses: trials.length - duplicates,
		found,
		alarms,
		precision: reported.length === 0 ? 1 : found / reported.length,
		recall: found / Math.max(duplicates, 1),
		f1: (2 * found) / Math.max(reported.length + duplicates, 1),
	};
}

/** Weight of the prior that pulls the weights of the signals, in units of their spread, to 0: as much as one pair each. */
const ridge = 1;
const newtonSteps = 30;
const names = ['meaning', 'words'] as const;

/** Logistic regression on the signals, by Newton's method; weights to two decimals. */
export function fitPairs(trials: readonly Trial[]): DuplicateWeights {
	const means = names.map((name) => mean(trials.map(({ signals }) => signals[name])));
	const spreads = names.map((name, at) => Math.sqrt(mean(trials.map(({ signals }) => (signals[name] - (means[at] as number)) ** 2))) || 1);
	const rows = trials.map(({ signals }) => [
		...names.map((name, at) => (signals[name] - (means[at] as number)) / (spreads[at] as number)),
		1,
	]);
	const size = names.length + 1;
	const fitted = new Float64Array(size);
	for (let step = 0; step < newtonSteps; step++) {
		const gradient = Float64Array.from(fitted, (value, at) => (at < names.length ? ridge * value : 0));
		const curvature = Float64Array.from({ length: size * size }, (_, at) => (at % (size + 1) === 0 && at < size * size - 1 ? ridge : 0));
		for (const [at, row] of rows.entries()) {
			const odds = row.reduce((sum, value, column) => sum + value * (fitted[column] as number), 0);
			const probability = 1 / (1 + Math.exp(-odds));
			for (const [column, value] of row.entries()) {
				(gradient[column] as number) += (probability - Number(trials[at]?.duplicate)) * value;
				for (const [other, factor] of row.entries())
					(curvature[column * size + other] as number) += probability * (1 - probability) * value * factor;
			}
		}
		const inverse = invertPositive(curvature, size);
		for (let at = 0; at < size; at++)
			for (let other = 0; other < size; other++)
				(fitted[at] as number) -= (inverse[at * size + other] as number) * (gradient[other] as number);
	}
	const weights = names.map((_, at) => (fitted[at] as number) / (spreads[at] as number));
	const constant = weights.reduce((rest, weight, at) => rest - weight * (means[at] as number), fitted[size - 1] as number);
	return { meaning: round(weights[0] as number), words: round(weights[1] as number), constant: round(constant) };
}

/** Likeness of each pair by weights fitted to the pairs of all other articles. */
function holdOut(trials: readonly Trial[]): number[] {
	const weights = new Map<string, DuplicateWeights>();
	for (const article of new Set(trials.map((trial) => trial.article)))
		weights.set(article, fitPairs(trials.filter((trial) => trial.article !== article)));
	return trials.map(({ article, signals }) => likenessOf(signals, weights.get(article)));
}

/**
 * The threshold with the best F1 on held-out likeness, to two decimals; the middle of those that are equally good, for the
 * best one is often a gap between two pairs.
 */
export function chooseThreshold(trials: readonly Trial[]): number {
	const likeness = holdOut(trials);
	const scored = Array.from({ length: 99 }, (_, at) => (at + 1) / 100).map((threshold) => ({
		threshold,
		f1: scoreTrials(trials, likeness, threshold).f1,
	}));
	const best = Math.max(...scored.map(({ f1 }) => f1));
	const equal = scored.filter(({ f1 }) => f1 === best);
	return equal[Math.floor(equal.length / 2)]?.threshold ?? 0.5;
}

function mean(values: readonly number[]): number {
	return values.reduce((sum, value) => sum + value, 0) / Math.max(values.length, 1);
}

function round(value: number): number {
	return Math.round(value * 100) / 100;
}
