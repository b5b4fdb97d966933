import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Corpus, readCorpus } from '../knowledge/corpus.node.ts';
import { readPartnerEdition } from '../knowledge/edition.node.ts';
import { siteAudience } from '../knowledge/working-files.node.ts';
import { readContext } from './context.node.ts';
import { applyEdits } from './fix.ts';
import { checkContent, type ReportedFinding } from './report.ts';
import type { CheckContext, Edit } from './rule.ts';

/** What a check is to look at. */
export interface CheckOptions {
	/** Branch, tag or commit that the articles are compared with; where this branch left the main one, if left out. */
	base?: string;
	/** The day to judge by, YYYY-MM-DD. */
	today: string;
}

export interface ContentReport {
	folder: string;
	corpus: Corpus;
	findings: ReportedFinding[];
	context: CheckContext;
}

/**
 * Asks every rule of a corpus; with `SIGNPOST_AUDIENCE=partner` also those of the partners' edition, once nothing else
 * stops it. Throws CorpusError, SettingError or BaseError where there is nothing to ask.
 */
export async function checkFolder(folder: string, options: CheckOptions): Promise<ContentReport> {
	const corpus = await readCorpus(folder);
	const isEdited = corpus.findings.length === 0 && siteAudience() === 'partner';
	const edition = isEdited ? (await readPartnerEdition(corpus)).findings : [];
	const context = await readContext(corpus, options);
	return { folder, corpus, findings: checkContent([...corpus.findings, ...edition], context), context };
}

/** Rounds of mending at most: one mended place may touch the next. */
const maxRounds = 5;

/**
 * Makes the edits that are safe, writes the files, and checks again until nothing more can be mended. Gives the last
 * report and how many edits were made in which files.
 */
export async function fixFolder(folder: string, options: CheckOptions): Promise<{ report: ContentReport; fixed: Map<string, number> }> {
	const fixed = new Map<string, number>();
	let report = await checkFolder(folder, options);
	for (let round = 0; round < maxRounds; round++) {
		const edits = new Map<string, Edit[]>();
		for (const { path, fix } of report.findings) if (fix !== undefined) edits.set(path, [...(edits.get(path) ?? []), ...fix]);
		if (edits.size === 0) break;
		for (const [path, list] of edits) {
			const article = report.context.articles.find((one) => one.path === path);
			if (article === undefined) continue;
			const { text, applied } = applyEdits(article.text, list);
			// Offsets are those of the text behind a byte-order mark, which the file keeps.
			const mark = (await readFile(join(folder, path), 'utf8')).startsWith('\uFEFF') ? '\uFEFF' : '';
			await writeFile(join(folder, path), `${mark}${text}`);
			fixed.set(path, (fixed.get(path) ?? 0) + applied);
		}
		report = await checkFolder(folder, options);
	}
	return { report, fixed };
}
