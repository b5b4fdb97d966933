import { z } from 'zod';
import type { Finding } from '../finding.ts';

// https://developer.atlassian.com/cloud/confluence/rest/v1/ and v2/: what of a page is read. Ids are texts in the first
// and in the second; who wrote it is in version.by and is not read.
const id = z.union([z.string().regex(/^[\w-]+$/), z.number()]).transform(String);
const value = z
	.object({ value: z.string().nullish() })
	.nullish()
	.transform((body) => body?.value ?? null);
const list = z.object({ results: z.array(z.object({ name: z.string() })) }).nullish();

const content = z.object({
	id,
	type: z.string().nullish(),
	status: z.string().nullish(),
	title: z
		.string()
		.nullish()
		.transform((title) => (title ?? '').toWellFormed().replace(/\s+/g, ' ').trim()),
	space: z.object({ key: z.string() }).nullish(),
	spaceId: id.nullish(),
	parentId: id.nullish(),
	ancestors: z.array(z.object({ id, title: z.string().nullish() })).nullish(),
	version: z.object({ number: z.number().nullish(), when: z.string().nullish(), createdAt: z.string().nullish() }).nullish(),
	body: z.object({ storage: value, view: value, export_view: value, styled_view: value }).nullish(),
	metadata: z.object({ labels: list }).nullish(),
	labels: list,
	_links: z.object({ webui: z.string().nullish(), base: z.string().nullish() }).nullish(),
});

export type ConfluenceContent = z.infer<typeof content> & {
	/** The file it stands in, and the address that its relative ones begin with; empty where the export does not say. */
	file: string;
	base: string;
};

/** What answers of the API hold. */
export interface ConfluenceAnswers {
	/** Pages and blog posts. */
	pages: ConfluenceContent[];
	unreadable: number;
}

/**
 * Takes the answers of Confluence's REST API apart: `{results: […]}`, one page, or a bare array of pages. What is no page
 * becomes a finding.
 */
export function readAnswers(files: readonly { path: string; value: unknown }[], findings: Finding[]): ConfluenceAnswers {
	const answers: ConfluenceAnswers = { pages: [], unreadable: 0 };
	const others = new Map<string, { count: number; file: string }>();
	for (const { path, value: answer } of files) {
		const page = isRecord(answer) ? answer : {};
		const entries = Array.isArray(answer) ? answer : Array.isArray(page.results) ? page.results : 'body' in page ? [page] : null;
		if (entries === null) {
			const message = 'holds no pages of a Confluence space, and was not read.';
			findings.push({ path, rule: 'import', message, remedy: 'Give it what /rest/api/content?expand=body.storage answers.' });
			continue;
		}
		const links = isRecord(page._links) ? page._links : {};
		const base = typeof links.base === 'string' ? links.base : '';
		for (const [position, entry] of entries.entries()) {
			const read = content.safeParse(entry);
			if (!read.success) {
				const [issue] = read.error.issues;
				answers.unreadable++;
				const message = `page ${position + 1} was not read: ${issue?.path.join('.') || 'it'} ${issue?.message}.`;
				findings.push({ path, rule: 'import', message, remedy: 'Export it again, or mend that field.' });
			} else if (['page', 'blogpost', undefined, null].includes(read.data.type)) {
				answers.pages.push({ ...read.data, file: path, base: read.data._links?.base ?? base });
			} else {
				const type = read.data.type ?? '';
				const other = others.get(type);
				others.set(type, { count: (other?.count ?? 0) + 1, file: other?.file ?? path });
			}
		}
		if (typeof links.next === 'string' && files.length === 1) {
			const message = 'is one part of an answer that goes on.';
			findings.push({ path, rule: 'import', message, remedy: `Export the others too: the next one is ${links.next}` });
		}
	}
	for (const [type, { count, file }] of others) {
		const message = `${count} of type ${type} in the export are no pages, and were not imported.`;
		findings.push({ path: file, rule: 'import', message, remedy: 'Keep what is needed of them elsewhere.' });
	}
	return answers;
}

function isRecord(answer: unknown): answer is Record<string, unknown> {
	return typeof answer === 'object' && answer !== null && !Array.isArray(answer);
}
