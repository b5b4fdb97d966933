import { openEngine } from '../../src/matching/engine.node.ts';
import { openSite } from '../../src/server/build-site.node.ts';

/** Folder of the site of a corpus, as a server would serve it; built where it must be. */
export async function builtSite(corpus: string = 'content'): Promise<string> {
	const { files } = await openEngine(corpus, { progress: () => {}, notice: () => {} });
	return (await openSite(corpus, files, () => {})).folder;
}
