import { copyFile, link, mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { makeOnce } from '../knowledge/drafts.node.ts';

const graphFile = join('onnx', 'model_q4.onnx');
const sharedFiles = ['config.json', 'tokenizer.json', 'tokenizer_config.json', join('onnx', 'model_q4.onnx_data')];

/** The start of each node's attribute that says how exact its sums must be, up to its value. */
const accuracy = Buffer.concat([Buffer.from('accuracy_level'), Buffer.of(0x18)]);
const levels = { floats: 1, bytes: 4 } as const;

/**
 * A folder in `cache` with the model of `folder`, its sums done in 32-bit floats; the weights are the same. As published,
 * the model allows sums of 8-bit numbers, for which a browser has no kernels: the same text would have another vector
 * there (cosine .9998) and near articles would change places. In floats the vectors are the same to 1e-7, and a text
 * takes 8 ms instead of 6. Gives `folder` itself where the cache cannot be written.
 */
export async function sumInFloats(folder: string, cache: string): Promise<string> {
	const home = join(cache, 'models', 'float-sums');
	const graph = askForFloats(await readFile(join(folder, graphFile)));
	try {
		await makeOnce(home, {
			isMade: () => isMadeFrom(folder, home, graph),
			async fill(draft) {
				await mkdir(join(draft, dirname(graphFile)));
				for (const file of sharedFiles) await shareFile(join(folder, file), join(draft, file));
				await writeFile(join(draft, graphFile), graph);
			},
		});
		return home;
	} catch (error) {
		if (['EACCES', 'EPERM', 'EROFS', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '')) return folder;
		throw error;
	}
}

function askForFloats(published: Buffer): Buffer {
	const graph = Buffer.from(published);
	for (let at = graph.indexOf(accuracy); at !== -1; at = graph.indexOf(accuracy, at + 1)) {
		const value = at + accuracy.length;
		if (graph[value] === levels.bytes) graph[value] = levels.floats;
	}
	return graph;
}

async function isMadeFrom(folder: string, home: string, graph: Buffer): Promise<boolean> {
	const made = await readFile(join(home, graphFile)).catch(() => null);
	if (made === null || !made.equals(graph)) return false;
	const sizes = (parent: string): Promise<string> =>
		Promise.all(sharedFiles.map(async (file) => (await stat(join(parent, file))).size)).then(String);
	return (await sizes(home).catch(() => '')) === (await sizes(folder));
}

/** Another name for the same file; on another disk, a copy. */
async function shareFile(from: string, to: string): Promise<void> {
	await link(from, to).catch(() => copyFile(from, to));
}
