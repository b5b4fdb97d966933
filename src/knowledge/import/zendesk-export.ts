import { z } from 'zod';
import type { Finding } from '../finding.ts';

// https://developer.zendesk.com/api-reference/help_center/help-center-api/articles/ (and sections/, categories/,
// article_attachments/): what of each is read. Ids are numbers there, and texts in what some tools make of them.
const id = z.union([z.number(), z.string().regex(/^\d+$/)]).transform(String);
const text = z
	.string()
	.nullish()
	.transform((value) => value ?? '');

const translation = z.object({
	locale: z.string().min(1),
	title: text,
	body: text,
	draft: z.boolean().nullish(),
	html_url: z.string().nullish(),
});

const article = z.object({
	id,
	title: text,
	body: text,
	html_url: z.string().nullish(),
	locale: text,
	source_locale: z.string().nullish(),
	section_id: id.nullish(),
	label_names: z.array(z.string()).nullish(),
	draft: z.boolean().nullish(),
	outdated: z.boolean().nullish(),
	promoted: z.boolean().nullish(),
	position: z.number().nullish(),
	created_at: z.string().nullish(),
	updated_at: z.string().nullish(),
	edited_at: z.string().nullish(),
	translations: z.array(translation).nullish(),
});
const section = z.object({ id, name: text, locale: text, category_id: id.nullish(), parent_section_id: id.nullish() });
const category = z.object({ id, name: text, locale: text });
const attachment = z.object({
	id,
	article_id: id.nullish(),
	file_name: text,
	content_url: text,
	content_type: text,
	inline: z.boolean().nullish(),
});

export type HelpCenterArticle = z.infer<typeof article>;
export type HelpCenterSection = z.infer<typeof section>;
export type HelpCenterCategory = z.infer<typeof category>;
export type HelpCenterAttachment = z.infer<typeof attachment>;

/** All that an export holds, page after page. */
export interface HelpCenter {
	/** Each with the file that it stands in; translations are articles of their own. */
	articles: (HelpCenterArticle & { file: string })[];
	sections: HelpCenterSection[];
	categories: HelpCenterCategory[];
	attachments: HelpCenterAttachment[];
	/** How many articles the help center says it has; 0 where it does not say. */
	count: number;
	/** Articles that could not be read. */
	unreadable: number;
}

const kinds = [
	['article', 'articles'],
	['section', 'sections'],
	['category', 'categories'],
	['article_attachment', 'article_attachments'],
] as const;

/**
 * Takes the answers of the Help Center API apart: lists of articles, sections, categories and attachments, alone or side
 * by side, one object such as `{article: …}`, or a bare array of articles. What is none of these becomes a finding.
 */
export function readHelpCenter(files: readonly { path: string; value: unknown }[], findings: Finding[]): HelpCenter {
	const center: HelpCenter = { articles: [], sections: [], categories: [], attachments: [], count: 0, unreadable: 0 };
	for (const { path, value } of files) {
		const page = Array.isArray(value) ? { articles: value } : isRecord(value) ? value : {};
		const lists = kinds.map(([one, many]) => (Array.isArray(page[many]) ? page[many] : isRecord(page[one]) ? [page[one]] : null));
		if (lists.every((list) => list === null)) {
			const message = 'holds no articles, sections, categories or attachments of a help center, and was not read.';
			findings.push({ path, rule: 'import', message, remedy: 'Give it what /api/v2/help_center/articles.json answers.' });
			continue;
		}
		const [articles, sections, categories, attachments] = lists.map((list) => list ?? []);
		if (lists[0] !== null && typeof page.count === 'number') center.count = Math.max(center.count, page.count);
		for (const [position, entry] of (articles ?? []).entries()) {
			const read = article.safeParse(entry);
			if (read.success) center.articles.push({ ...read.data, file: path });
			else {
				center.unreadable++;
				findings.push(entryFinding(read.error, `article ${position + 1}`, path));
			}
		}
		center.sections.push(...readEntries(sections, section, 'section', path, findings));
		center.categories.push(...readEntries(categories, category, 'category', path, findings));
		center.attachments.push(...readEntries(attachments, attachment, 'attachment', path, findings));
	}
	center.articles = center.articles.flatMap(partTranslations);
	return center;
}

function isRecord(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function readEntries<T>(entries: readonly unknown[] = [], schema: z.ZodType<T>, kind: string, path: string, findings: Finding[]): T[] {
	return entries.flatMap((entry, position) => {
		const read = schema.safeParse(entry);
		if (read.success) return [read.data];
		findings.push(entryFinding(read.error, `${kind} ${position + 1}`, path));
		return [];
	});
}

function entryFinding(error: z.ZodError, what: string, path: string): Finding {
	const [issue] = error.issues;
	const field = issue?.path.join('.') || 'it';
	return {
		path,
		rule: 'import',
		message: `${what} was not read: ${field} ${issue?.message}.`,
		remedy: 'Export it again, or mend that field.',
	};
}

/** Each locale is an article of its own: what it is called and says differs, and tickets come in one language. */
function partTranslations(original: HelpCenter['articles'][number]): HelpCenter['articles'] {
	const { translations, ...rest } = original;
	const others = (translations ?? []).filter(({ locale }) => locale !== original.locale);
	return [rest, ...others.map(({ locale, title, body, draft, html_url }) => ({ ...rest, locale, title, body, draft, html_url }))];
}
