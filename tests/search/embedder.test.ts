import { mkdir, symlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { loadEmbedder, poolWords } from '../../src/search/embedder.ts';
import { dotProduct } from '../../src/search/vectors.ts';
import { modelFolder } from '../setup/commands.ts';
import { temporaryFolder } from '../setup/temporary.ts';

const temporary = temporaryFolder();
const embedder = await loadEmbedder(modelFolder);

async function likeness(one: string, other: string): Promise<number> {
	const [a, b] = await embedder.embed([one, other]);
	if (a === undefined || b === undefined) throw new Error('two texts, two vectors');
	return dotProduct(a, b);
}

describe('loadEmbedder', () => {
	test('gives vectors of norm 1 and of the length it announces', async () => {
		const [vector] = await embedder.embed(['My queue is empty.']);
		expect(vector).toHaveLength(embedder.dimensions);
		expect(Math.hypot(...(vector ?? []))).toBeCloseTo(1, 5);
	});

	test('brings the same problem in other words near, and keeps another problem away', async () => {
		const same = await likeness('I cannot log in to my account', 'sign-in refused, password not accepted');
		const other = await likeness('I cannot log in to my account', 'the printer is out of paper');
		expect(same).toBeGreaterThan(other + 0.2);
	});

	test('gives a text the same vector whatever its neighbours, so that it can be cached', async () => {
		const [alone] = await embedder.embed(['locked by me']);
		const [, beside] = await embedder.embed(['a much longer text that would pad a batch to its own length', 'locked by me']);
		expect(beside).toEqual(alone);
	});

	test('reads a text far longer than the model does, and an empty one', async () => {
		const vectors = await embedder.embed(['word '.repeat(5_000), '']);
		for (const vector of vectors) expect(Math.hypot(...vector)).toBeCloseTo(1, 5);
	});

	test('does not let punctuation move a text', async () => {
		expect(await likeness('my queue is empty', '... my queue is empty !!! ---')).toBeGreaterThan(0.9);
	});

	test('tells which words are English, and takes no piece of a word for one', () => {
		expect(['printer', 'locked', 'password'].every((word) => embedder.words.has(word))).toBe(true);
		expect([...embedder.words].filter((word) => !/^\p{Ll}+$/u.test(word))).toEqual([]);
	});

	test.each(['my model', 'models--x..y', 'plain', 'below/another'])('loads from a folder called "%s", by any path to it', async (name) => {
		const folder = join(temporary, name);
		await mkdir(dirname(folder), { recursive: true });
		await symlink(modelFolder, folder);
		const before = process.cwd();
		process.chdir(temporary);
		try {
			for (const path of [folder, `${folder}/`, name, `./${name}`]) expect((await loadEmbedder(path)).id).toBe(embedder.id);
		} finally {
			process.chdir(before);
		}
	});

	test('throws where the folder holds no model, instead of asking the network', async () => {
		await expect(loadEmbedder(join(temporary, 'nothing'))).rejects.toThrow(/not found locally/);
	});
});

describe('poolWords', () => {
	const isWord = Uint8Array.of(0, 1, 1);

	test('gives the mean direction of the words alone', () => {
		const states = [9, 9, 3, 0, 0, 4, 9, -9];
		expect([...poolWords([0, 1, 2, 0], states, isWord)]).toEqual([expect.closeTo(0.6), expect.closeTo(0.8)]);
	});

	test('reads the numbers that the tokenizer gives, which are big', () => {
		expect([...poolWords([0n, 1n], [9, 9, 0, 2], isWord)]).toEqual([0, 1]);
	});

	test('goes by all tokens where none is a word, so that "???" has a vector too', () => {
		expect([...poolWords([0, 0], [0, 2, 0, 4], isWord)]).toEqual([0, 1]);
	});
});
