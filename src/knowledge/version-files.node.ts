import { createHash } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { readCorpus } from './corpus.node.ts';
import { makeOnce } from './drafts.node.ts';
import { withinTime } from './time-limit.node.ts';
import { type Fact, readVersionText, type VersionText } from './version-text.ts';
import { readVersions } from './versions.node.ts';
import { maxTexts, type Version } from './versions.ts';
import { siteAudience, versionsFolder } from './working-files.node.ts';

/** In the folder of the versions: the hash of all that is in it. */
const stampFile = '.signpost-versions';

/** What a text may take to be read, in milliseconds: a hundred times what one takes. A hostile one is then shown as its source. */
const maxReading = 5_000;

/** A version as the site shows it. */
export interface ShownVersion extends Omit<Version, 'text'> {
	title: string;
	facts: Fact[];
	/** Why only its source is shown, and that source. */
	refused: { why: string; source: string } | null;
}

/** The history of an article as the site shows it. */
export interface ArticleHistory {
	article: string;
	versions: ShownVersion[];
	/** What the reader should know, a sentence each. */
	notices: string[];
}

/**
 * The history of every article of a corpus, newest versions first, with the bodies that passed the gate, but for the
 * newest, laid out as MDX files below `versionsFolder`: `<article>/<address>/<path of then>`, where the site compiles them as it does articles.
 * Nothing for partners: what was once said may be internal, and was never made fit for them.
 */
export async function layOutVersions(folder: string): Promise<ArticleHistory[]> {
	const files = new Map<string, string>();
	const histories = siteAudience() === 'partner' ? [] : await readHistories(folder, files);
	const hash = createHash('sha256');
	for (const [path, text] of files) hash.update(`${path}\0${text.length}\0`).update(text);
	const stamp = hash.digest('hex');
	const place = versionsFolder(folder);
	await makeOnce(place, {
		isMade: async () => (await readFile(join(place, stampFile), 'utf8').catch(() => null)) === stamp,
		async fill(draft) {
			for (const [path, text] of files) {
				await mkdir(dirname(join(draft, path)), { recursive: true });
				await writeFile(join(draft, path), text);
			}
			await writeFile(join(draft, stampFile), stamp);
		},
	});
	return histories;
}

async function readHistories(folder: string, files: Map<string, string>): Promise<ArticleHistory[]> {
	const corpus = await readCorpus(folder);
	const articles = corpus.articles.filter(({ frontMatter }) => frontMatter !== undefined);
	const { versions, limits } = await readVersions(folder, articles);
	return articles.map(({ id, title }) => {
		const known = versions.get(id) ?? [];
		const shown = known.map((version, position) => {
			const { text, ...rest } = version;
			const read = text === null ? null : readGuarded(text, version.path);
			// The newest text is that of the article itself, which the site compiles anyhow.
			if (position > 0 && read !== null && read.body !== null && version.address !== null) {
				files.set(`${versionFileFolder(id, version.address)}/${safePath(version.path)}`, compiledFile(read, id));
			}
			const refused = read === null || read.refusal === null ? null : { why: read.refusal, source: text ?? '' };
			return { ...rest, title: read?.title ?? title, facts: read?.facts ?? [], refused };
		});
		return { article: id, versions: shown, notices: [...limits, ...noticesOf(known)] };
	});
}

function readGuarded(text: string, path: string): VersionText {
	const read = withinTime(maxReading, () => readVersionText(text, path));
	return read ?? { title: null, facts: [], body: null, refusal: `It takes more than ${maxReading / 1000} seconds to read.` };
}

/** Where in `versionsFolder` a version lies; also the id of its entry in the site's collection. */
export function versionFileFolder(article: string, address: string): string {
	// No id has a "~", so that it can stand for the slash between the parts of one.
	return `${article.toLowerCase().replaceAll('/', '~')}/${address}`;
}

/** The path of then, by which relative links go, without what a bundler takes for something else. */
function safePath(path: string): string {
	return `${path.replace(/\.\w+$/, '').replace(/[#?%\\\p{Cc}]/gu, '_')}.mdx`;
}

/** Only the title is kept of the fields: the page has all others from the history. */
function compiledFile({ title, body }: VersionText, id: string): string {
	return `---\ntitle: ${JSON.stringify(title ?? id)}\n---\n${body ?? ''}`;
}

function noticesOf(versions: readonly Version[]): string[] {
	const notices: string[] = [];
	if (versions[0]?.state === 'pending') {
		const never = versions.every(({ state }) => state === 'pending' || state === 'told');
		notices.push(
			never
				? 'No commit has included this article yet: of earlier versions there is what its changelog tells, without their texts.'
				: 'The newest text is not committed yet.',
		);
	}
	const texts = versions.filter(({ text }) => text !== null).length;
	const left = versions.some(({ text, state }) => text === null && (state === 'committed' || state === 'cut'));
	if (texts === maxTexts && left) notices.push(`The newest ${maxTexts} texts are kept; of older versions only the list tells.`);
	return notices;
}
