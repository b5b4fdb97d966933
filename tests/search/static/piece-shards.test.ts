import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { encodePieces, PieceTable } from '../../../src/search/static/piece-shards.ts';
import { packNibbles, unpackNibbles } from '../../../src/search/static/quantize.ts';
import { longestPiece, modelWords, readablePieces, readWord } from '../../../src/search/static/word-pieces.ts';
import { randomFrom, toUnit } from '../../setup/small-index.ts';

const dimensions = 16;

function vectorOf(piece: string): Float32Array {
	const random = randomFrom(piece);
	return Float32Array.from({ length: dimensions }, () => random() - 0.5);
}

/** As it will be read from half bytes. */
function readVectorOf(piece: string): Float32Array {
	const vector = new Float32Array(dimensions);
	unpackNibbles(packNibbles(vectorOf(piece)), 0, vector);
	return vector;
}

/** A table of these pieces, and the shards that it asked for, in order; `failures` of the first are refused. */
function openTable(pieces: readonly string[], common: readonly string[] = [], failures = 0) {
	const { common: bytes, starts, shards } = encodePieces(pieces, common, vectorOf);
	const asked: number[] = [];
	const table = new PieceTable(bytes, starts, dimensions, async (shard) => {
		asked.push(shard);
		if (asked.length <= failures) throw new Error(`shard ${shard} did not come`);
		return shards[shard] ?? new Uint8Array();
	});
	return { table, asked, shards };
}

async function embedByHand(pieces: ReadonlySet<string>, text: string): Promise<Float32Array> {
	const sum = new Float32Array(dimensions);
	for (const word of modelWords(text))
		for (const piece of await readWord(word, (rest) => longestPiece(pieces, rest)))
			for (const [at, value] of readVectorOf(piece).entries()) (sum[at] as number) += value;
	return toUnit(sum);
}

// Few letters, so that pieces begin with others, over the borders of shards.
const letters = fc.constantFrom('a', 'b', 'e', 's', 'ing', 'ed');
const piece = fc
	.tuple(fc.constantFrom('', '##'), fc.string({ unit: letters, minLength: 1, maxLength: 4 }))
	.map(([mark, text]) => `${mark}${text}`);
const vocabulary = fc.uniqueArray(piece, { minLength: 1, maxLength: 120 }).map((pieces) => readablePieces(pieces));
const text = fc.string({ unit: fc.oneof({ weight: 6, arbitrary: letters }, fc.constantFrom(' ', ', ', 'z', '0')), maxLength: 40 });

describe('PieceTable', () => {
	test('gives any text the direction of the sum of its pieces, as if all of them were at hand', async () => {
		await fc.assert(
			fc.asyncProperty(vocabulary, fc.array(text, { minLength: 1, maxLength: 4 }), fc.nat(), async (pieces, texts, pick) => {
				const common = pieces.filter((_, at) => (at + pick) % 7 === 0);
				const { table } = openTable(pieces, common);
				for (const one of texts) {
					const expected = await embedByHand(new Set(pieces), one);
					const actual = await table.embed(one);
					for (const [at, value] of actual.entries()) expect(value).toBeCloseTo(expected[at] ?? Number.NaN, 4);
				}
			}),
		);
	});

	test('fetches each shard once, also for texts that are read at the same time', async () => {
		await fc.assert(
			fc.asyncProperty(vocabulary, fc.array(text, { maxLength: 6 }), async (pieces, texts) => {
				const { table, asked, shards } = openTable(pieces);
				await Promise.all(texts.map((one) => table.embed(one)));
				for (const one of texts) await table.embed(one);
				expect(new Set(asked).size).toBe(asked.length);
				for (const shard of asked) expect(shards[shard]).toBeDefined();
			}),
		);
	});

	const words = readablePieces(Array.from({ length: 200 }, (_, at) => `word${at.toString(36)}`));

	test('fetches nothing for words that are common, and one shard for another', async () => {
		const { table, asked, shards } = openTable(words, ['worda', 'wordb']);
		expect(shards.length).toBeGreaterThan(10);
		await table.embed('worda, WORDB worda');
		expect(asked).toEqual([]);
		await table.embed('worda wordc');
		expect(asked).toHaveLength(1);
	});

	test('looks into the first shard alone for words that stand before all that it knows', async () => {
		const { table, asked } = openTable(words);
		expect([...(await table.embed('a 0 it'))]).toEqual(Array(dimensions).fill(0));
		expect(asked).toEqual([0]);
	});

	test('tells that a shard did not come, and asks for it again', async () => {
		const { table, asked } = openTable(words, [], 1);
		await expect(table.embed('wordc')).rejects.toThrow(/^shard \d+ did not come$/);
		expect(await table.embed('wordc')).toEqual(await embedByHand(new Set(words), 'wordc'));
		expect(asked).toEqual([asked[0], asked[0]]);
	});

	test('gives zeros for a text without words', async () => {
		expect([...(await openTable(words).table.embed(' ?! '))]).toEqual(Array(dimensions).fill(0));
	});

	test.each([
		['password', true],
		['passwords', true],
		['hangover', true],
		['shelving', true],
		['pasword', false],
		['subword', false],
		['zebra', false],
	])('knows whether %s is a word of the language: %s', async (asked, known) => {
		const { table } = openTable(['hang', 'over', 'pas', 'password', 'shelves', 'sub', 'word', '##word', '##e'].sort());
		expect(await table.knows(asked)).toBe(known);
	});
});
