import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { mayBeMistyped, Spelling } from '../../../src/search/spelling.ts';
import { encodeSpelling, SpellingTable } from '../../../src/search/static/spelling-shards.ts';

// Few letters, one of them of another alphabet, so that words are near one another.
const word = fc.string({ unit: fc.constantFrom('a', 'e', 'r', 't', 'ж'), minLength: 4, maxLength: 9 });
const counts = fc.uniqueArray(fc.tuple(word, fc.integer({ min: 1, max: 9 })), { selector: ([text]) => text, maxLength: 40 });

/** A table of these words, and the shards that it asked for, in order; `failures` of the first are refused. */
async function openTable(frequencies: ReadonlyMap<string, number>, language: ReadonlySet<string> = new Set(), failures = 0) {
	const frequency = (text: string): number => frequencies.get(text) ?? 0;
	const { letters, shards } = await encodeSpelling([...frequencies.keys()], frequency);
	const asked: number[] = [];
	const keepKnown = async (words: readonly string[]): Promise<Set<string>> =>
		new Set(words.filter((text) => frequency(text) > 0 || language.has(text)));
	const table = new SpellingTable(letters, keepKnown, async (shard) => {
		asked.push(shard);
		if (asked.length <= failures) throw new Error(`shard ${shard} did not come`);
		return shards[shard] ?? new Uint8Array();
	});
	return { table, asked, letters };
}

const few = new Map([
	['password', 9],
	['passport', 2],
	['account', 5],
	['queue', 3],
	['user', 1],
]);

describe('SpellingTable', () => {
	test('corrects as if all words were at hand', async () => {
		await fc.assert(
			fc.asyncProperty(counts, fc.array(word, { maxLength: 6 }), async (pairs, typed) => {
				const frequencies = new Map(pairs);
				const whole = new Spelling([...frequencies.keys()].sort(), (text) => frequencies.get(text) ?? 0);
				const { table } = await openTable(frequencies);
				const asked = typed.filter(mayBeMistyped);
				expect(await table.corrections(typed)).toEqual(whole.corrections(asked));
			}),
		);
	});

	test('fetches the words of the first two letters of a mistyped one, once, and nothing for words that are known', async () => {
		const { table, asked, letters } = await openTable(few, new Set(['weather']));
		expect(await table.corrections(['password', 'weather', 'the', 'rq4012', 'vpn'])).toEqual(new Map());
		expect(asked).toEqual([]);
		expect(await table.corrections(['pasword', 'uqeue'])).toEqual(
			new Map([
				['pasword', 'password'],
				['uqeue', 'queue'],
			]),
		);
		expect(asked.map((shard) => letters[shard]).sort()).toEqual(['a', 'p', 'q', 'u']);
		await table.corrections(['pasport', 'acount']);
		expect(asked).toHaveLength(4);
	});

	test('asks again for words that could not be had', async () => {
		const { table } = await openTable(few, new Set(), 2);
		await expect(table.corrections(['pasword'])).rejects.toThrow('did not come');
		expect(await table.corrections(['pasword'])).toEqual(new Map([['pasword', 'password']]));
	});

	test('knows of no correction where there are no words', async () => {
		expect(await (await openTable(new Map())).table.corrections(['pasword'])).toEqual(new Map());
	});
});
