import { AutoTokenizer } from '@huggingface/transformers';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { readCorpus } from '../../../src/knowledge/corpus.node.ts';
import { readyModel } from '../../../src/matching/engine.node.ts';
import { loadEmbedder } from '../../../src/search/embedder.ts';
import { cutWord, longestPiece, modelWords, piecesBefore, readablePieces, readWord } from '../../../src/search/static/word-pieces.ts';

let vocabulary: ReadonlyMap<string, number>;
let tokenize: (text: string) => string[];

beforeAll(async () => {
	const folder = await readyModel({ progress: () => {}, notice: () => {} });
	if (folder === null) throw new Error('there is no model');
	const { pieces } = await loadEmbedder(folder);
	if (pieces === undefined) throw new Error('the model does not tell its pieces');
	vocabulary = pieces.numbers;
	const tokenizer = await AutoTokenizer.from_pretrained(folder, { local_files_only: true });
	tokenize = (text) => tokenizer.tokenize(text);
});

/** Pieces that are words or parts of words: no punctuation, no marks such as `[UNK]`. */
function wordsAmong(pieces: readonly string[]): string[] {
	return pieces.filter((piece) => /[\p{L}\p{N}]/u.test(piece) && !/^\[[^\]]+\]$/.test(piece));
}

const find = (text: string): string | null => longestPiece(vocabulary, text);

async function cutText(text: string): Promise<string[]> {
	const cut = await Promise.all(modelWords(text).map((word) => cutWord(word, find)));
	return cut.flat();
}

const letters = [...'abcdefghijklmnopqrstuvwxyzABCXYZ', ...'éèüßñçøæåşłžÉÜÅİıﬁ', 'e\u0301', 'O\u0308'];
const parts = fc.oneof(
	{ weight: 8, arbitrary: fc.constantFrom(...letters) },
	{ weight: 3, arbitrary: fc.constantFrom(...'0123456789') },
	{ weight: 3, arbitrary: fc.constantFrom(...' \t\n.,:;!?-_/\\()[]{}<>@#$%^&*+=~`|\'"', '—', '’', '“', '…', '·') },
	{ weight: 3, arbitrary: fc.constantFrom(' the ', ' Printer', 'jams ', 'unrecognizable ', ' misconfiguration', ' 0x80070005 ') },
);
const latinText = fc.string({ unit: parts, maxLength: 80 });

describe('cutWord', () => {
	test('cuts any Latin text into the words that the model reads', async () => {
		await fc.assert(
			fc.asyncProperty(latinText, async (text) => {
				expect(await cutText(text)).toEqual(wordsAmong(tokenize(text)));
			}),
			{ numRuns: 500 },
		);
	});

	test('cuts every phrase, title and test of the shipped articles so', async () => {
		const { articles } = await readCorpus('content');
		const texts = articles.flatMap(({ title, phrases, tests }) => [title, ...phrases, ...tests]);
		expect(texts.length).toBeGreaterThan(1_000);
		for (const text of texts) expect(await cutText(text)).toEqual(wordsAmong(tokenize(text)));
	});

	test.each([
		['a word of 100 letters', 'ab'.repeat(50)],
		['a longer word, which is none to the model', `before ${'ab'.repeat(51)} after`],
		['letters of two units', '\u{1D41A}\u{1D41B} \u{10400}'],
	])('cuts %s as the model does', async (_, text) => {
		expect(await cutText(text)).toEqual(wordsAmong(tokenize(text)));
	});

	test('gives nothing for a word of which some part is no piece, as the model reads nothing of it', async () => {
		const pieces = new Set(['print', '##er']);
		expect(await cutWord('printers', (text) => longestPiece(pieces, text))).toEqual([]);
	});
});

describe('readWord', () => {
	test.each([
		['dashboards', 'dashboard'],
		['laptops', 'laptop'],
		['raters', 'rate'],
		['loggers', 'log'],
		['queries', 'query'],
		['fixes', 'fix'],
		['readable', 'read'],
		['exportation', 'export'],
	])('reads %s as a form of %s', async (word, base) => {
		expect(await readWord(word, find)).toEqual([base]);
	});

	test.each([
		['spreadsheet', ['spread', 'sheet']],
		['timestamp', ['time', 'stamp']],
		['keystroke', ['key', 'stroke']],
		['dropdown', ['drop', 'down']],
		['unlabelled', ['un', 'labelled']],
		['regraded', ['re', 'graded']],
	])('reads %s as the two words that it is made of', async (word, both) => {
		expect(await readWord(word, find)).toEqual(both);
	});

	test.each(['vpn', 'sso', 'annotators', 'zürich'.repeat(3)])(
		'reads %s, of which it knows no base form, as the model does',
		async (text) => {
			const [word = ''] = modelWords(text);
			expect(await readWord(word, find)).toEqual(wordsAmong(tokenize(text)));
		},
	);

	test('reads a word that the model knows whole as itself', async () => {
		const words = readablePieces(vocabulary.keys()).filter((piece) => !piece.startsWith('##'));
		expect(words.length).toBeGreaterThan(20_000);
		for (const word of words) expect(await readWord(word, find)).toEqual([word]);
	});

	test('comes to an end with pieces that are there, whatever it is given', async () => {
		const anything = fc.oneof(
			fc.string({ unit: 'binary', maxLength: 150 }),
			// Halves of letters that take two units, and the mark of the vocabulary.
			fc.string({ unit: fc.integer({ min: 0xd7ff, max: 0xe001 }).map((unit) => String.fromCharCode(unit)), maxLength: 20 }),
			fc.string({ unit: fc.constantFrom('a', 'e', 's', 'ed', 'ing', 'er', '#', '##'), maxLength: 150 }),
		);
		const few = new Set(['a', 'as', '##a', '##s', 'ing', '##ing', '##e', 'e', '#', '##']);
		await fc.assert(
			fc.asyncProperty(anything, async (word) => {
				for (const pieces of [vocabulary, few])
					for (const piece of await readWord(word, (text) => longestPiece(pieces, text))) expect(pieces.has(piece)).toBe(true);
			}),
			{ numRuns: 500 },
		);
	});
});

describe('modelWords', () => {
	test('takes no notice of marks that no one sees, such as those where a line may break', () => {
		const text = 'soft\u00adware, pass\u200bword\ufeff';
		expect(modelWords(text)).toEqual(wordsAmong(tokenize(text)));
	});
});

describe('piecesBefore', () => {
	test('gives, shortest first, what a text can begin with beside itself', () => {
		const pieces = new Set(['p', 'print', 'printer', 'pr', 'rint', '##print', '##p', '##']);
		expect(piecesBefore(pieces, 'printer')).toEqual(['p', 'pr', 'print']);
		expect(piecesBefore(pieces, '##printer')).toEqual(['##p', '##print']);
		expect([piecesBefore(pieces, 'p'), piecesBefore(pieces, '##p'), piecesBefore(pieces, '')]).toEqual([[], [], []]);
	});
});

describe('readablePieces', () => {
	test('leaves out marks, punctuation and other writings, in the order in which shards are cut', () => {
		expect(readablePieces(['tray', '[CLS]', '!', '##s', 'σ', '##印', 'é', '451', '##'])).toEqual(['##s', '451', 'tray', 'é']);
	});
});
