import { rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { loadEmbedder } from '../../src/search/embedder.ts';
import { sumInFloats } from '../../src/search/float-sums.node.ts';
import { verifyModel } from '../../src/search/model.node.ts';
import { modelFolder } from '../setup/commands.ts';
import { temporaryFolder } from '../setup/temporary.ts';

const temporary = temporaryFolder();
const cache = join(temporary, 'cache');

async function embed(folder: string): Promise<Float32Array> {
	const [vector] = await (await loadEmbedder(folder)).embed(['the player stays black when we open a clip from the queue']);
	return vector ?? new Float32Array();
}

describe('sumInFloats', () => {
	test('changes the graph and nothing else, and leaves the published model as it is', async () => {
		const made = await sumInFloats(modelFolder, cache);
		expect(await verifyModel(made)).toBe('onnx/model_q4.onnx has the wrong SHA-256');
		const floats = await embed(made);
		const published = await embed(modelFolder);
		const likeness = floats.reduce((sum, value, column) => sum + value * (published[column] ?? 0), 0);
		expect(likeness).toBeGreaterThan(0.999);
		expect(await verifyModel(modelFolder)).toBeNull();
	});

	test('makes it once, and again where a file is gone', async () => {
		const made = await sumInFloats(modelFolder, cache);
		const graph = join(made, 'onnx', 'model_q4.onnx');
		const { ino } = await stat(graph);
		expect((await stat(join(await sumInFloats(modelFolder, cache), 'onnx', 'model_q4.onnx'))).ino).toBe(ino);
		await rm(join(made, 'tokenizer.json'));
		expect((await embed(await sumInFloats(modelFolder, cache))).length).toBe(384);
	});

	test('goes on with the published model where the cache cannot be written', async () => {
		const file = join(temporary, 'file');
		await writeFile(file, '');
		expect(await sumInFloats(modelFolder, join(file, 'cache'))).toBe(modelFolder);
	});
});
