import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Article } from '../../../src/knowledge/article.ts';
import { articlePassages, passageForModel } from '../../../src/search/passages.ts';
import { textsToLearn } from '../../../src/search/static/spans.ts';
import { article } from '../../setup/articles.ts';

const sentences = [
	'the clip stays black when a rater opens it from the queue after lunch',
	'ask the office to reset the badge and wait for ten minutes before the next attempt',
	'numbers at the end of exported ids turn into zeros in every spreadsheet that opens them',
	'restart the tunnel client and look whether the lamp of the router is green again',
];
const body = fc.array(fc.constantFrom(...sentences, 'one', 'two words'), { minLength: 1, maxLength: 12 }).map((parts) => parts.join(' '));
const bodies = fc.array(body, { minLength: 2, maxLength: 6 });

function learn(texts: readonly string[]): { learned: string[]; articles: Article[] } {
	const articles = texts.map((text, at) => article({ id: `KI-${at}`, title: `Title ${at}`, phrases: [`phrase of ${at}`] }, text));
	return { learned: textsToLearn(articles.flatMap(articlePassages), articles), articles };
}

describe('textsToLearn', () => {
	test('has every title and every passage as the model reads it for the index, each once', () => {
		fc.assert(
			fc.property(bodies, (texts) => {
				const { learned, articles } = learn(texts);
				const passages = articles.flatMap(articlePassages);
				const whole = passages.map((passage) => passageForModel(passage, articles[passage.article] ?? { title: '', path: '' }));
				expect(learned).toEqual(expect.arrayContaining([...whole, ...articles.map(({ title }) => title)]));
				expect(new Set(learned).size).toBe(learned.length);
				expect(learned).not.toContain('');
			}),
		);
	});

	test('has stretches of the passages, short and long, about one for ten words', () => {
		const text = Array.from({ length: 40 }, (_, at) => `${sentences[at % 4]} number${at}`).join(' ');
		const { learned } = learn([text]);
		const stretches = learned.filter((stretch) => text.includes(stretch));
		expect(stretches.length).toBeGreaterThan(text.split(' ').length / 20);
		const lengths = new Set(stretches.map((stretch) => stretch.split(' ').length));
		expect([Math.min(...lengths) <= 3, Math.max(...lengths) >= 24]).toEqual([true, true]);
	});

	test('is the same every time, and changes for the passage that was changed alone', () => {
		fc.assert(
			fc.property(bodies, fc.nat(), body, (texts, pick, other) => {
				const at = pick % texts.length;
				const before = learn(texts).learned;
				expect(learn(texts).learned).toEqual(before);
				const after = learn(texts.with(at, `${other} changed`)).learned;
				// Whatever is new or gone is of the changed article.
				const ownText = [texts[at], `${other} changed`];
				const isOwn = (text: string): boolean => ownText.some((own) => own?.includes(text.replace(/^Title \d+\. /, '')));
				const changed = [...before.filter((text) => !after.includes(text)), ...after.filter((text) => !before.includes(text))];
				expect(changed.filter((text) => !isOwn(text))).toEqual([]);
			}),
		);
	});

	test('takes no more stretches of a large corpus than of one a tenth as large', () => {
		const words = (seed: number): string => Array.from({ length: 150 }, (_, at) => `w${seed}x${at}`).join(' ');
		const large = Array.from({ length: 2_000 }, (_, at) => ({
			article: 0,
			kind: 'phrase' as const,
			heading: '',
			anchor: '',
			text: words(at),
		}));
		const stretches = textsToLearn(large, [{ title: '', path: '' }]).length - large.length;
		expect(stretches).toBeGreaterThan(5_000);
		expect(stretches).toBeLessThan(7_000);
	});
});
