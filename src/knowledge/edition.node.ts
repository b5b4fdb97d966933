import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { type Corpus, CorpusError, readCorpus } from './corpus.node.ts';
import { makeOnce } from './drafts.node.ts';
import { type Edition, makePartnerEdition, type Source } from './edition.ts';
import { formatFinding } from './finding.ts';
import { readSettings, settingsFile } from './settings.node.ts';
import { contentFolder, editionFolder, siteAudience } from './working-files.node.ts';

/** In the edition's folder: the hash of all that is in it. */
const stampFile = '.signpost-edition';

/**
 * The folder of the corpus to work with: the folder itself, or, with `SIGNPOST_AUDIENCE=partner`, the copy of it that
 * holds only what partners may see. Commands ask here before anything else, so that no later step can forget to leave
 * something out. An edition that is up to date is left as it stands. Throws CorpusError where it cannot be made.
 */
export async function corpusForAudience(folder: string = contentFolder()): Promise<string> {
	const place = editionFolder(folder);
	// An edition given as the corpus is what it would become.
	if (siteAudience() === 'internal' || dirname(resolve(folder)) === dirname(place)) return folder;
	const corpus = await readCorpus(folder);
	const edition = corpus.findings.length > 0 ? null : await readPartnerEdition(corpus);
	const findings = edition?.findings ?? corpus.findings;
	if (edition === null || findings.length > 0) {
		const list = findings.map(formatFinding).join('\n');
		throw new CorpusError(`${findings.length} problems in ${folder}; the partners' edition was not made.\n${list}`);
	}
	await writeEdition(folder, edition, place);
	return place;
}

/** The partners' edition of a corpus that has no findings, made in memory. */
export async function readPartnerEdition(corpus: Corpus): Promise<Edition> {
	const sources = corpus.articles
		.filter(({ frontMatter }) => frontMatter !== undefined)
		.map(async (article): Promise<Source> => ({ article, text: await readFile(join(corpus.folder, article.path), 'utf8') }));
	return makePartnerEdition(await Promise.all(sources));
}

/** Written whole beside its place, then renamed. Links of tickets and the repository's addresses are not part of it. */
async function writeEdition(folder: string, edition: Edition, place: string): Promise<void> {
	const { recordSearchGaps } = await readSettings(folder);
	const files = new Map<string, string | Uint8Array>(edition.texts);
	for (const path of edition.images) {
		if (existsSync(join(folder, path))) files.set(path, await readFile(join(folder, path)));
	}
	files.set(settingsFile, `${JSON.stringify({ recordSearchGaps })}\n`);
	const hash = createHash('sha256');
	for (const [path, content] of files) hash.update(`${path}\0${content.length}\0`).update(content);
	const stamp = hash.digest('hex');
	await makeOnce(place, {
		isMade: async () => (await readFile(join(place, stampFile), 'utf8').catch(() => null)) === stamp,
		async fill(draft) {
			for (const [path, content] of files) {
				await mkdir(dirname(join(draft, path)), { recursive: true });
				await writeFile(join(draft, path), content);
			}
			await writeFile(join(draft, stampFile), stamp);
		},
	});
}
