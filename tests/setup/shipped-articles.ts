import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { makeContext } from '../../src/checks/context.node.ts';
import { checkContent, type ReportedFinding } from '../../src/checks/report.ts';
import type { CheckedArticle } from '../../src/checks/rule.ts';
import { readCheckSettings } from '../../src/checks/settings.node.ts';
import type { CheckSettings } from '../../src/checks/settings.ts';
import { readArticle } from '../../src/knowledge/article.ts';
import { readCorpus } from '../../src/knowledge/corpus.node.ts';
import { makePartnerEdition } from '../../src/knowledge/edition.ts';
import { listFiles } from '../../src/knowledge/files.node.ts';
import type { Finding } from '../../src/knowledge/finding.ts';
import type { Past } from '../../src/knowledge/past.node.ts';
import { checkReferences } from '../../src/knowledge/references.ts';
import { noTraining } from '../../src/knowledge/training/training.ts';
import { today } from './check-articles.ts';

/** What is changed in memory before the rules are asked. */
export interface Change {
	/** New texts of files, by path; null where a file is gone. */
	texts?: ReadonlyMap<string, string | null>;
	past?: Partial<Past>;
	today?: string;
	settings?: CheckSettings;
	/** Ask the partners' edition, too, as with SIGNPOST_AUDIENCE=partner. */
	edition?: boolean;
}

/** The shipped articles, read once: only what a change touches is read again. */
export class ShippedArticles {
	readonly articles: readonly CheckedArticle[];
	readonly settings: CheckSettings;
	private readonly files: ReadonlySet<string>;

	private constructor(articles: CheckedArticle[], settings: CheckSettings, files: ReadonlySet<string>) {
		this.articles = articles;
		this.settings = settings;
		this.files = files;
	}

	static async read(folder = 'content'): Promise<ShippedArticles> {
		const { articles } = await readCorpus(folder);
		const checked = articles.map(async (article): Promise<CheckedArticle> => {
			if (article.frontMatter === undefined) throw new Error(`${article.path}: has no fields.`);
			return { ...article, frontMatter: article.frontMatter, text: await readFile(join(folder, article.path), 'utf8') };
		});
		return new ShippedArticles(await Promise.all(checked), await readCheckSettings(folder), new Set(await listFiles(folder, () => true)));
	}

	/** The article with an id. */
	get(id: string): CheckedArticle {
		const article = this.articles.find((one) => one.id === id);
		if (article === undefined) throw new Error(`${id}: no such article among the shipped ones.`);
		return article;
	}

	/** What the command would find, were the change on the disk. */
	check({ texts = new Map(), past, today: day = today, settings = this.settings, edition = false }: Change = {}): ReportedFinding[] {
		const findings: Finding[] = [];
		const changed = [...texts].flatMap(([path, text]): CheckedArticle[] => {
			if (text === null) return [];
			const read = readArticle(text, path);
			if ('findings' in read) findings.push(...read.findings);
			return 'article' in read && read.article.frontMatter !== undefined
				? [{ ...read.article, frontMatter: read.article.frontMatter, text }]
				: [];
		});
		const untouched = this.articles.filter(({ path }) => !texts.has(path));
		const articles = [...untouched, ...changed].toSorted((a, b) => (a.path < b.path ? -1 : 1));
		findings.push(...checkReferences(articles));
		const firsts = articles.filter((article, at) => articles.findIndex(({ id }) => id.toLowerCase() === article.id.toLowerCase()) === at);
		if (edition && findings.length === 0)
			findings.push(...makePartnerEdition(firsts.map((article) => ({ article, text: article.text }))).findings);
		const known = { base: null, deleted: [], limits: [], ...past };
		return checkContent(findings, makeContext(firsts, { settings, past: known, files: this.files, today: day, training: noTraining }));
	}
}
