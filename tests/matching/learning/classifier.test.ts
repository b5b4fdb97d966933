import { describe, expect, test } from 'vitest';
import type { Link } from '../../../src/knowledge/schemas/link.ts';
import { type Affinity, type Classifier, classify, emptyClassifier } from '../../../src/matching/learning/classifier.ts';
import { learnPassage, unlearnPassage } from '../../../src/matching/learning/live.ts';
import { fitClassifier } from '../../../src/matching/learning/train.ts';
import { buildIndex, groupRows, type SearchIndex, ticketPassage } from '../../../src/search/search-index.ts';
import { packVectors } from '../../../src/search/vectors.ts';
import { randomFrom, smallIndex, toUnit, vectorOfWords, wordModel } from '../../setup/small-index.ts';

const articles = [
	{ id: 'KI-1', title: 'Printer jams' },
	{ id: 'KI-2', title: 'Tunnel drops' },
	{ id: 'KI-3', title: 'Mailbox full' },
	{ id: 'KI-4', title: 'Nobody ever asked' },
];
const links = [
	{ text: 'paper stuck inside tray', article: 'KI-1' },
	{ text: 'paper stuck under roller', article: 'KI-1' },
	{ text: 'connection lost every noon', article: 'KI-2' },
	{ text: 'connection lost while travelling', article: 'KI-2' },
	{ text: 'cannot receive more letters', article: 'KI-3' },
	{ text: 'letters bounce quota reached', article: 'KI-3' },
];
type SmallLink = Parameters<typeof smallIndex>[1] extends readonly (infer One)[] | undefined ? One : never;

/** What a corpus with these links says of a text. */
async function ask(text: string, all: readonly SmallLink[] = links): Promise<Affinity> {
	const index = await smallIndex(articles, all);
	const classifier = fitClassifier(index);
	if (classifier === null) throw new Error('there are links to learn from');
	return classify(index, classifier, vectorOfWords(text));
}

async function voteFor(article: number, text: string, all: readonly SmallLink[] = links): Promise<number> {
	return (await ask(text, all)).votes[article] ?? Number.NaN;
}

function firstOf({ votes }: Affinity): number {
	return votes.indexOf(Math.max(...votes));
}

describe('fitClassifier', () => {
	test('votes near 1 for a text like its links, and near 0 for the other articles', async () => {
		const { votes } = await ask('paper stuck inside tray');
		expect(votes[0]).toBeGreaterThan(0.85);
		for (const other of [1, 2, 3]) expect(Math.abs(votes[other] ?? 1)).toBeLessThan(0.1);
	});

	test('finds the article of a text that shares some words, and never one that nobody linked', async () => {
		const affinity = await ask('my paper is stuck');
		expect(firstOf(affinity)).toBe(0);
		expect([affinity.votes[3], affinity.centroid[3], affinity.reliance[3]]).toEqual([0, 0, 0]);
	});

	test('votes for nothing where the text is unlike all', async () => {
		for (const vote of (await ask('unheard strange matters')).votes) expect(Math.abs(vote)).toBeLessThan(0.3);
	});

	test('tells by the centroid too where a text belongs', async () => {
		const { centroid } = await ask('paper stuck somewhere');
		expect(centroid[0]).toBeGreaterThan(0.3);
		expect(Math.max(centroid[1] ?? 1, centroid[2] ?? 1)).toBeLessThan(0.1);
	});

	test('relies the more on it the more texts an article has', async () => {
		const { reliance } = await ask('x', [...links, { text: 'paper again', article: 'KI-1' }]);
		expect([...reliance]).toEqual([0.75, 2 / 3, 2 / 3, 0].map((value) => expect.closeTo(value, 6)));
	});

	test('learns from phrases as it does from tickets', async () => {
		const index = await smallIndex([
			{ id: 'KI-1', title: 'Printer jams', phrases: ['paper stuck'] },
			{ id: 'KI-2', title: 'Tunnel drops' },
		]);
		const classifier = fitClassifier(index) ?? emptyClassifier(0);
		expect(classify(index, classifier, vectorOfWords('paper stuck')).votes[0]).toBeGreaterThan(0.85);
	});

	test('learns nothing where there is nothing to learn from', async () => {
		expect(fitClassifier(await smallIndex(articles))).toBeNull();
		expect(fitClassifier(await buildIndex({ articles: [], links: [] }, null))).toBeNull();
	});

	test('gives the same for the same corpus', async () => {
		expect(fitClassifier(await smallIndex(articles, links))).toEqual(fitClassifier(await smallIndex(articles, links)));
	});
});

describe('a wrong link', () => {
	const wrong = [...links, { text: 'paper stuck beneath cover', article: 'KI-1', outcome: 'wrong' as const }];

	test('lowers the vote for its article on like tickets', async () => {
		const like = 'paper stuck beneath cover again';
		const [before, after] = [await voteFor(0, like), await voteFor(0, like, wrong)];
		expect(before).toBeGreaterThan(0.4);
		expect(after).toBeLessThan(before - 0.4);
	});

	test('leaves what others taught of the article, and unlike tickets, as they were', async () => {
		for (const text of ['paper stuck inside tray', 'connection lost every noon', 'unheard strange matters']) {
			expect(Math.abs((await voteFor(0, text, wrong)) - (await voteFor(0, text)))).toBeLessThan(0.15);
		}
	});

	test('says nothing of other articles: the one that resolved the same ticket stays as likely', async () => {
		const text = 'screen stays dark';
		const resolved = [...links, { text, article: 'KI-2' }];
		const both = [...resolved, { text, article: 'KI-1', outcome: 'wrong' as const }];
		expect(await voteFor(1, text, both)).toBeCloseTo(await voteFor(1, text, resolved), 5);
		expect(await voteFor(0, text, both)).toBeLessThan(-0.1);
	});

	test('does not make the article look like the ticket', async () => {
		const { centroid, reliance } = await ask('cover beneath', wrong);
		const before = await ask('cover beneath');
		expect(centroid[0]).toBeLessThan((before.centroid[0] ?? 0) + 0.05);
		expect(reliance[0]).toBeGreaterThan(before.reliance[0] ?? 1);
	});
});

describe('how much a link counts', () => {
	const text = 'screen stays dark';
	const claim = (article: string, more: Partial<Link> = {}): SmallLink => ({ text, article, created: '2026-06-01', ...more });

	test.each<[string, Partial<Link>]>([
		['one of two years ago', { created: '2024-06-01' }],
		['one that was only tried', { outcome: 'tried' }],
	])('of two that contradict each other, %s counts less', async (_, less) => {
		const { votes } = await ask(text, [...links, claim('KI-1', less), claim('KI-2')]);
		expect(votes[1]).toBeGreaterThan((votes[0] ?? 0) * 1.5);
		expect(votes[0]).toBeGreaterThan(0.05);
	});

	test('a link does not lose all trust, however old', async () => {
		const [old, ancient] = await Promise.all(
			['2016-06-01', '1996-06-01'].map((created) => voteFor(0, text, [...links, claim('KI-1', { created }), claim('KI-2')])),
		);
		expect(old).toBeGreaterThan(0.1);
		expect(ancient).toBeCloseTo(old ?? 0, 6);
	});

	test('age is counted from the newest link, not from today: an old corpus is no worse for it', async () => {
		const aged = (year: number): SmallLink[] => links.map((link, at) => ({ ...link, created: `${year - (at % 3)}-06-01` }));
		expect(await ask('paper stuck', aged(2004))).toEqual(await ask('paper stuck', aged(2024)));
	});
});

// Solving for 2,000 texts takes 5 s on an idle machine.
describe('a corpus with more links than can be solved for', { timeout: 240_000 }, () => {
	/** Articles with so many tickets each, the last one the newest, all in 8 dimensions: the solving is slow enough. */
	function largeIndex(counts: readonly number[]): SearchIndex {
		const random = randomFrom('large');
		const passages = counts.flatMap((count, article) => {
			const section = { article, kind: 'section', heading: '', anchor: '', text: '' } as const;
			const days = Array.from({ length: count }, (_, at) => new Date(Date.UTC(2020, 0, at)).toISOString().slice(0, 10));
			return [section, ...days.map((created) => ticketPassage({ text: '', article: '', outcome: 'resolved', created }, article, ''))];
		});
		const vectors = passages.map(() => toUnit(Float32Array.from({ length: 8 }, () => random() - 0.5)));
		return {
			...empty,
			articles: counts.map(() => one),
			passages,
			rowsOf: groupRows(passages, counts.length),
			vectors: packVectors(vectors, 8),
		};
	}
	let empty: SearchIndex;
	let one: SearchIndex['articles'][number];

	test('keeps the newest of every article, and counts all in the centroids', async () => {
		empty = await smallIndex([{ id: 'KI-1', title: 'Printer jams' }]);
		one = empty.articles[0] as typeof one;
		const index = largeIndex([2_100, 3, 40]);
		const classifier = fitClassifier(index);
		const kept = [...(classifier?.rows ?? [])].map((row) => index.passages[row]);
		expect(kept.length).toBeLessThan(2_100);
		expect(kept.filter((passage) => passage?.article === 1 && passage.kind === 'ticket')).toHaveLength(3);
		expect(kept.filter((passage) => passage?.article === 2 && passage.kind === 'ticket')).toHaveLength(40);
		const days = kept.flatMap((passage) => (passage?.article === 0 && passage.kind === 'ticket' ? (passage.created ?? '') : []));
		const all = index.passages.flatMap(({ article, created }) => (article === 0 && created !== undefined ? created : []));
		expect(days).toEqual(all.slice(-days.length));
		expect([...(classifier?.counts ?? [])]).toEqual([2_100, 3, 40]);
	});

	test('knows all articles, also where there are more of them', () => {
		const index = largeIndex(Array(2_010).fill(1));
		const classifier = fitClassifier(index);
		expect(classifier?.columns).toHaveLength(2_010);
		expect(classifier?.counts.every((count) => count === 1)).toBe(true);
	});
});

describe('learnPassage', () => {
	/** Sets one more link at the end of an index, as it is when it arrives at run time. */
	async function append(index: SearchIndex, link: Link): Promise<number> {
		const article = articles.findIndex(({ id }) => id === link.article);
		const [vector] = await wordModel.embed([link.text]);
		if (index.vectors === null || vector === undefined) throw new Error('the index has vectors');
		index.passages.push(ticketPassage(link, article, ''));
		index.rowsOf = groupRows(index.passages, articles.length);
		index.vectors = { dimensions: vector.length, values: Float32Array.of(...index.vectors.values, ...vector) };
		return index.passages.length - 1;
	}

	async function learn(
		link: Link,
		from: readonly SmallLink[] = links,
	): Promise<{ index: SearchIndex; learned: Classifier; refitted: Classifier }> {
		const index = await smallIndex(articles, from);
		const before = fitClassifier(index) ?? emptyClassifier(wordModel.dimensions);
		const row = await append(index, link);
		return { index, learned: learnPassage(index, before, row), refitted: fitClassifier(index) ?? emptyClassifier(0) };
	}

	test.each([
		['that has links', 'KI-1'],
		['that nobody linked before', 'KI-4'],
	])('counts at once for an article %s, and agrees with learning anew on which is first', async (_, article) => {
		const text = 'frobnicator hums loudly';
		const { index, learned, refitted } = await learn({ text, article, outcome: 'resolved' });
		const position = articles.findIndex(({ id }) => id === article);
		for (const asked of [text, 'frobnicator hums']) {
			const [now, anew] = [learned, refitted].map((classifier) => classify(index, classifier, vectorOfWords(asked)));
			expect([firstOf(now as Affinity), firstOf(anew as Affinity)]).toEqual([position, position]);
			expect(now?.votes[position]).toBeGreaterThan(0.5);
			expect(Math.abs((now?.votes[position] ?? 0) - (anew?.votes[position] ?? 1))).toBeLessThan(0.2);
			expect(now?.reliance).toEqual(anew?.reliance);
		}
	});

	test('counts where nothing had been learned before', async () => {
		const { index, learned } = await learn({ text: 'frobnicator hums', article: 'KI-2', outcome: 'resolved' }, []);
		const { votes, centroid, reliance } = classify(index, learned, vectorOfWords('frobnicator hums'));
		expect([votes[1], centroid[1], reliance[1]]).toEqual([expect.closeTo(0.95, 1), expect.closeTo(1, 5), 0.5]);
	});

	test('forgets nothing of what was learned before', async () => {
		const { index, learned } = await learn({ text: 'frobnicator hums', article: 'KI-4', outcome: 'resolved' });
		for (const { text, article } of links) {
			expect(articles[firstOf(classify(index, learned, vectorOfWords(text)))]?.id).toBe(article);
		}
	});

	test('takes a ticket that the article did not help for what it is', async () => {
		const text = 'paper stuck inside tray again';
		const { index, learned, refitted } = await learn({ text, article: 'KI-1', outcome: 'wrong' });
		const before = await voteFor(0, text);
		for (const classifier of [learned, refitted]) {
			expect(classify(index, classifier, vectorOfWords(text)).votes[0]).toBeLessThan(before - 0.4);
		}
		expect([...learned.counts]).toEqual([3, 2, 2]);
	});

	test('does not change the classifier that it starts from', async () => {
		const index = await smallIndex(articles, links);
		const before = fitClassifier(index) ?? emptyClassifier(0);
		const copy = structuredClone(before);
		learnPassage(index, before, await append(index, { text: 'frobnicator', article: 'KI-4', outcome: 'resolved' }));
		expect(before).toEqual(copy);
	});

	test('can be taken back, and then says what it said before', async () => {
		const index = await smallIndex(articles, links);
		const before = fitClassifier(index) ?? emptyClassifier(0);
		const row = await append(index, { text: 'paper stuck frobnicator', article: 'KI-2', outcome: 'resolved' });
		const after = unlearnPassage(index, learnPassage(index, before, row), row);
		const asked = vectorOfWords('frobnicator');
		const [then, now] = [classify(index, before, asked), classify(index, after, asked)];
		for (const field of ['votes', 'centroid', 'reliance'] as const) {
			for (const [at, value] of now[field].entries()) expect(value).toBeCloseTo(then[field][at] ?? Number.NaN, field === 'votes' ? 1 : 5);
		}
	});
});
