import type { Article } from '../knowledge/article.ts';
import type { Passage } from '../search/passages.ts';
import { inverseFrequency } from '../search/postings.ts';
import type { SearchIndex } from '../search/search-index.ts';
import { cosinesOf, dotProduct, meanDirection, type VectorTable, vectorOf } from '../search/vectors.ts';
import { stemsOf } from '../search/words.ts';

/** Two articles that seem to say the same. */
export interface Duplicate {
	/** Id of the changed article, and of the one it resembles. */
	article: string;
	other: string;
	/** Probability (0 to 1) that they are duplicates, among pairs that are near to each other like the labelled ones. */
	likeness: number;
	/** What tells most, best first; three at most. */
	passages: PassagePair[];
}

/** A passage of each article, to be shown side by side. */
export interface PassagePair {
	own: QuotedPassage;
	other: QuotedPassage;
	/** Cosine of the two. */
	likeness: number;
}

export type QuotedPassage = Pick<Passage, 'heading' | 'anchor' | 'text'>;

/**
 * What two articles have in common. `meaning`: cosine of the mean directions of their passages. `words`: cosine of their
 * sets of stems, each weighted by its rarity.
 */
export interface Signals {
	meaning: number;
	words: number;
}

/** What each signal adds to the log odds. */
export type DuplicateWeights = Record<keyof Signals | 'constant', number>;

/**
 * From the tuning half of tests/sets/duplicate-pairs.jsonl, by `fitPairs` and `chooseThreshold`; the tests fit them anew and
 * compare. Area under the curve there, each article held out: both .99, words alone .97, meaning alone .95. Phrases, symptoms
 * or steps by themselves, best passage for passage, shared codes, the lead over the next article: nothing that 68 pairs show.
 */
export const duplicateWeights: DuplicateWeights = { meaning: 17.23, words: 28.41, constant: -20.8 };

/** Pairs that are at least so likely are reported. */
export const duplicateThreshold = 0.36;

/** Pairs of passages that are shown of two articles. */
const shownPassages = 3;

/** What an article is compared by. */
export interface Profile {
	id: string;
	kind: Article['kind'];
	systems: readonly string[];
	direction: Float32Array;
	stems: ReadonlySet<string>;
	/** Its passages in the index, without tickets: they say what people asked, not what the article says. */
	rows: Uint32Array;
}

/** How many of `articles` articles have each stem. */
export interface StemCounts {
	articles: number;
	having: ReadonlyMap<string, number>;
}

/**
 * Compares each changed article with all others by meaning and by words; the likeliest first, a pair of changed ones once.
 * Left out are archived articles, and pairs of which one names the other in `related`: its author has seen it. Null where the index has no vectors: nothing was compared.
 */
export function findDuplicates(index: SearchIndex, articles: readonly Article[], changed: ReadonlySet<string>): Duplicate[] | null {
	const { vectors } = index;
	if (vectors === null) return null;
	const profiles = profileArticles(index, vectors);
	const counts = countStems(profiles);
	const related = new Map(articles.map((article) => [article.id, new Set(article.related)]));
	const found: { own: Profile; other: Profile; likeness: number }[] = [];
	for (const [place, own] of profiles.entries()) {
		if (!changed.has(own.id)) continue;
		for (const [otherPlace, other] of profiles.entries()) {
			const isDone = otherPlace <= place && (otherPlace === place || changed.has(other.id));
			if (isDone || !isComparable(own, other)) continue;
			if (related.get(own.id)?.has(other.id) || related.get(other.id)?.has(own.id)) continue;
			const likeness = likenessOf(compareProfiles(own, other, counts));
			if (likeness >= duplicateThreshold) found.push({ own, other, likeness });
		}
	}
	return found
		.sort((a, b) => b.likeness - a.likeness)
		.map(({ own, other, likeness }) => ({
			article: own.id,
			other: other.id,
			likeness,
			passages: tellingPassages(index, vectors, own, other, counts),
		}));
}

/** What each article of the index is compared by; those without any text are left out. */
export function profileArticles(index: SearchIndex, vectors: VectorTable): Profile[] {
	return index.articles.flatMap(({ id, kind, title, systems }, position): Profile[] => {
		const rows = (index.rowsOf[position] ?? new Uint32Array()).filter((row) => index.passages[row]?.kind !== 'ticket');
		const direction = meanDirection([...rows].map((row) => vectorOf(vectors, row)));
		if (direction === null) return [];
		const stems = stemsOf([title, ...[...rows].map((row) => index.passages[row]?.text)].join('\n'));
		return [{ id, kind, systems, direction, stems, rows }];
	});
}

/**
 * Escalation articles are compared among themselves, and only those that own a system in common: all are written to one
 * pattern, and which team answers for what is all that tells them apart.
 */
export function isComparable(a: Profile, b: Profile): boolean {
	if (a.kind !== 'escalation' && b.kind !== 'escalation') return true;
	return a.kind === b.kind && a.systems.some((system) => b.systems.includes(system));
}

export function countStems(profiles: readonly Profile[]): StemCounts {
	const having = new Map<string, number>();
	for (const { stems } of profiles) for (const stem of stems) having.set(stem, (having.get(stem) ?? 0) + 1);
	return { articles: profiles.length, having };
}

export function compareProfiles(a: Profile, b: Profile, counts: StemCounts): Signals {
	return { meaning: dotProduct(a.direction, b.direction), words: wordCosine(a.stems, b.stems, counts) };
}

/** Cosine of two sets of stems, each stem as long as it is rare. */
function wordCosine(a: ReadonlySet<string>, b: ReadonlySet<string>, counts: StemCounts): number {
	const norm = Math.sqrt(rarity(a, counts) * rarity(b, counts));
	return norm === 0 ? 0 : rarity(a.intersection(b), counts) / norm;
}

/** Sum of the squared rarities of the stems: their share in a cosine. */
function rarity(stems: Iterable<string>, { articles, having }: StemCounts): number {
	let sum = 0;
	for (const stem of stems) sum += inverseFrequency(having.get(stem) ?? 0, articles) ** 2;
	return sum;
}

/** Probability of a duplicate. */
export function likenessOf({ meaning, words }: Signals, weights: DuplicateWeights = duplicateWeights): number {
	return 1 / (1 + Math.exp(-(weights.meaning * meaning + weights.words * words + weights.constant)));
}

/**
 * What the two articles say alike and no third one says: the most by how much nearer the passages are to each other than
 * that of `own` is to any elsewhere, and by the rare words that they share. Sections that are much the same in all articles
 * come last that way. None is shown twice.
 */
function tellingPassages({ passages }: SearchIndex, vectors: VectorTable, own: Profile, other: Profile, counts: StemCounts): PassagePair[] {
	const elsewhere = Uint32Array.from(passages.keys()).filter((row) => !own.rows.includes(row) && !other.rows.includes(row));
	// The summary of an article that names no cause is its systems alone.
	const saysSomething = ({ rows, systems }: Profile): number[] => [...rows].filter((row) => passages[row]?.text !== systems.join(', '));
	const otherRows = Uint32Array.from(saysSomething(other));
	const stems = new Map([...own.rows, ...other.rows].map((row) => [row, stemsOf((passages[row] as Passage).text)]));
	const pairs = saysSomething(own).flatMap((row) => {
		const vector = vectorOf(vectors, row);
		const nearest = cosinesOf(vectors, elsewhere, vector).reduce((most, cosine) => Math.max(most, cosine), 0);
		return [...cosinesOf(vectors, otherRows, vector)].map((cosine, at) => {
			const otherRow = otherRows[at] as number;
			const words = wordCosine(stems.get(row) ?? new Set(), stems.get(otherRow) ?? new Set(), counts);
			return { row, otherRow, cosine, tells: cosine - nearest + words };
		});
	});
	const shown: PassagePair[] = [];
	const used = new Set<number>();
	for (const { row, otherRow, cosine } of pairs.sort((a, b) => b.tells - a.tells)) {
		if (shown.length === shownPassages) break;
		if (used.has(row) || used.has(otherRow)) continue;
		used.add(row).add(otherRow);
		shown.push({ own: quote(passages[row] as Passage), other: quote(passages[otherRow] as Passage), likeness: cosine });
	}
	return shown;
}

function quote({ heading, anchor, text }: Passage): QuotedPassage {
	return { heading, anchor, text };
}
