import { describe, expect, test } from 'vitest';
import { focusPieces } from '../../src/matching/focus.ts';
import { exactNeighbours } from '../../src/search/neighbours.ts';
import { smallIndex, vectorOfWords } from '../setup/small-index.ts';

const articles = [{ id: 'KI-1', title: 'Printer jams', phrases: ['paper stuck inside tray'] }];

function piecesOf(...texts: string[]): { pieces: { text: string; weight: number }[]; vectors: Float32Array[] } {
	return { pieces: texts.map((text) => ({ text, weight: 1 })), vectors: texts.map(vectorOfWords) };
}

describe('focusPieces', () => {
	test('keeps what the articles are about, and drops the chatter around it', async () => {
		const { pieces, vectors } = piecesOf('lovely weather this week', 'paper stuck inside tray', 'kindest wishes from Rome');
		const focused = focusPieces(await smallIndex(articles), pieces, vectors);
		expect(focused.map(({ text }) => text)).toEqual(['paper stuck inside tray']);
	});

	test('keeps all that is about as near, the nearer with more weight', async () => {
		const { pieces, vectors } = piecesOf('paper stuck inside tray', 'paper stuck inside tray again today');
		const [first, second] = focusPieces(await smallIndex(articles), pieces, vectors);
		expect(second?.weight).toBeGreaterThan(0.2);
		expect(first?.weight).toBeGreaterThan(second?.weight ?? 1);
	});

	test('keeps the only piece, and some piece where nothing is near', async () => {
		const index = await smallIndex(articles);
		const [lone, far] = [piecesOf('unheard of'), piecesOf('unheard of', 'stranger still')];
		expect(focusPieces(index, lone.pieces, lone.vectors)).toHaveLength(1);
		expect(focusPieces(index, far.pieces, far.vectors).length).toBeGreaterThan(0);
		expect(focusPieces(index, [], [])).toEqual([]);
	});

	test('says the same with a graph of near passages', async () => {
		const index = await smallIndex(articles);
		const { pieces, vectors } = piecesOf('lovely weather', 'paper stuck again');
		const graph = index.vectors === null ? null : exactNeighbours(index.vectors);
		const weights = (focused: ReturnType<typeof focusPieces>): number[] => focused.map(({ weight }) => Number(weight.toFixed(5)));
		expect(weights(focusPieces({ ...index, graph }, pieces, vectors))).toEqual(weights(focusPieces(index, pieces, vectors)));
	});
});
