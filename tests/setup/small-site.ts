import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { buildMeasured } from './measured.ts';

/**
 * Builds the site of a few procedures, by id with their body, into `folder/site`, matched by keywords; in a process of its
 * own. Gives what the build said.
 */
export async function buildSmallSite(articles: Record<string, string>, folder: string, base = '/'): Promise<string> {
	const corpus = join(folder, 'corpus');
	await mkdir(corpus, { recursive: true });
	for (const [id, body] of Object.entries(articles)) {
		const frontMatter = `---\nid: ${id}\nkind: sop\ntitle: Article ${id}\nversion: 0.1.0\nstate: not-validated\nsystems: [Printers]\n---\n`;
		await writeFile(join(corpus, `${id}.mdx`), `${frontMatter}\n${body}\n`);
	}
	const built = await buildMeasured(corpus, folder, { SIGNPOST_BASE: base });
	if (built.code !== 0) throw new Error(`the site is not built: ${built.stderr}`);
	return built.stdout;
}
