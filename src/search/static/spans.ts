import { type Passage, passageForModel } from '../passages.ts';
import { seededRandom } from '../random.ts';

/**
 * Stretches of the passages that the model reads for the table beside the passages themselves: at most so many, and at
 * most one for so many words. Ten thousand instead of three moved the first three of four sets by .03 at most, on
 * the smallest one.
 */
const spans = { most: 6_000, words: 10 } as const;

/** Words of a stretch, each as often as the others: queries are short, tickets are longer. */
const lengths = [2, 3, 4, 6, 8, 12, 16, 24, 40];

/**
 * The texts that a table of pieces is fitted on: the passages as the model reads them for the index, the titles, and
 * stretches of the passages, chosen by each passage's own text, so that the others stay when one is changed. Each once.
 */
export function textsToLearn(passages: readonly Passage[], articles: readonly { title: string; path: string }[]): string[] {
	const nowhere = { title: '', path: '' };
	const texts = new Set(passages.map((passage) => passageForModel(passage, articles[passage.article] ?? nowhere)));
	for (const { title } of articles) texts.add(title);
	const words = passages.map(({ text }) => text.split(/\s+/).filter((word) => word !== ''));
	const total = words.reduce((sum, { length }) => sum + length, 0);
	const share = Math.min(1 / spans.words, spans.most / Math.max(total, 1));
	for (const own of words) {
		const random = seededRandom(own.join(' '));
		// Short passages get one by chance, in proportion.
		const count = Math.floor(own.length * share + random());
		for (let at = 0; at < count; at++) {
			const length = Math.min(own.length, lengths[Math.floor(random() * lengths.length)] as number);
			const start = Math.floor(random() * (own.length - length + 1));
			texts.add(own.slice(start, start + length).join(' '));
		}
	}
	texts.delete('');
	return [...texts];
}
