import { execFile } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const program = `
const { openEngine } = await import('./src/matching/engine.node.ts');
const { buildSite } = await import('./src/server/build-site.node.ts');
const [corpus, folder] = process.argv.slice(1);
const { files } = await openEngine(corpus, { progress() {}, notice() {} });
await buildSite(corpus, files, folder, (step) => console.log(step));`;

/**
 * Builds the site of a few procedures, by id with their body, into `folder/site`, matched by keywords; in a process of its
 * own, as the command does. Gives what the build said.
 */
export async function buildSmallSite(articles: Record<string, string>, folder: string, base = '/'): Promise<string> {
	const corpus = join(folder, 'corpus');
	await mkdir(corpus, { recursive: true });
	for (const [id, body] of Object.entries(articles)) {
		const frontMatter = `---\nid: ${id}\nkind: sop\ntitle: Article ${id}\nversion: 0.1.0\nstate: not-validated\nsystems: [Printers]\n---\n`;
		await writeFile(join(corpus, `${id}.mdx`), `${frontMatter}\n${body}\n`);
	}
	const env = {
		...process.env,
		SIGNPOST_CONTENT: corpus,
		SIGNPOST_HOME: join(folder, 'home'),
		SIGNPOST_MODEL_SOURCE: 'none',
		SIGNPOST_BASE: base,
	};
	const { stdout } = await promisify(execFile)(process.execPath, ['--eval', program, corpus, join(folder, 'site')], {
		env,
	});
	return stdout;
}
