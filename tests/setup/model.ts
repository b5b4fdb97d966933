import { cacheFolder } from '../../src/knowledge/working-files.node.ts';
import { obtainModel } from '../../src/search/model.node.ts';

/** Fetches the model once before all tests. Without it they fail with this sentence instead of passing by skipping. */
export default async function setup(): Promise<void> {
	const { folder, failures } = await obtainModel(cacheFolder());
	if (folder === null) throw new Error(`The tests need the embedding model, and no source has it: ${failures.join('; ')}`);
}
