import { readFileSync, rmSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { beforeEach, expect } from 'vitest';
import type { Article } from '../../../src/knowledge/article.ts';
import { readCorpus } from '../../../src/knowledge/corpus.node.ts';
import type { ImportReport } from '../../../src/knowledge/import/import-pages.node.ts';
import { temporaryFolder } from '../../setup/temporary.ts';

/** The smallest picture there is: one grey point. */
export const gif = Buffer.from('R0lGODlhAQABAIAAAMLCwgAAACH5BAAAAAAALAAAAAABAAEAAAICRAEAOw==', 'base64');

type Import = (path: string, corpus: string, today: string, onProgress: (done: number, total: number) => void) => Promise<ImportReport>;

/** An export made for each test anew, and the corpus that it becomes. */
export interface TriedExport {
	folder: string;
	corpus: string;
	/** Writes files of the export (what is no text or bytes as JSON) and imports it. */
	run: (files?: Record<string, unknown>, day?: string) => Promise<ImportReport>;
	written: (path: string) => string;
	/** Without the front matter. */
	bodyOf: (path: string) => string;
	/** By their path; fails where the corpus cannot be read without a finding. */
	articles: () => Promise<Map<string, Article>>;
}

/** Called at the top of a test file. */
export function exportFor(importExport: Import): TriedExport {
	const place = temporaryFolder();
	const folder = join(place, 'export');
	const corpus = join(place, 'corpus');
	beforeEach(() => {
		rmSync(folder, { recursive: true, force: true });
		rmSync(corpus, { recursive: true, force: true });
	});
	const written = (path: string): string => readFileSync(join(corpus, path), 'utf8');
	return {
		folder,
		corpus,
		run: async (files = {}, day = '2026-03-02') => {
			for (const [path, content] of Object.entries(files)) {
				await mkdir(dirname(join(folder, path)), { recursive: true });
				const isPlain = typeof content === 'string' || Buffer.isBuffer(content);
				await writeFile(join(folder, path), isPlain ? content : JSON.stringify(content));
			}
			return importExport(folder, corpus, day, () => {});
		},
		written,
		bodyOf: (path) => written(path).replace(/^---\n[\s\S]*?\n---\n\n/, ''),
		articles: async () => {
			const { articles, findings } = await readCorpus(corpus);
			expect(findings).toEqual([]);
			return new Map(articles.map((article) => [article.path, article]));
		},
	};
}

/** What the report says, in its order. */
export function told(report: ImportReport): string[] {
	return report.findings.map(({ path, message }) => `${path} ${message}`);
}
