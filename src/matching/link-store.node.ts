import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { Finding } from '../knowledge/finding.ts';
import { appendJsonLine } from '../knowledge/json-lines.node.ts';
import { splitJsonLines } from '../knowledge/json-lines.ts';
import { type Link, linkSchema } from '../knowledge/schemas/link.ts';
import { dataFolder } from '../knowledge/working-files.node.ts';
import { hasWords, plainWords, redact } from './reading/redaction.ts';
import { refuseTicket } from './ticket.ts';

/** Characters of a ticket's id at most: the longest in use are ids of mails. What is longer is a text in the wrong field. */
const maxTicketIdCharacters = 250;

/** Characters of a note at most: it says what was done, not what was logged. */
const maxNoteCharacters = 2_000;

/** A link that is not stored; `message` says why, without the ticket's text. */
export class LinkError extends Error {}

/** The link leads to no article that could answer a ticket. */
export class UnknownArticleError extends LinkError {
	constructor(article: string) {
		super(
			`there is no article ${article.length > 80 ? `${article.slice(0, 80)}…` : article} to link to. Ids stand on the articles' pages and in what a match gives; an archived article, or one that "npm run check" cannot read, takes no links.`,
		);
	}
}

/** Where the links that people add to a corpus at run time are kept: one a line, only ever appended to. */
export function linksFile(corpus: string): string {
	return join(dataFolder(corpus), 'links.jsonl');
}

/**
 * Adds a link to the file and gives it as it was stored: without personal data, with the time where it had none. It is
 * on the disk when this returns. Throws LinkError for a text or ticket id that cannot be stored.
 */
export async function appendLink(file: string, link: Link): Promise<Link> {
	const stored = prepareLink(link);
	await appendJsonLine(file, stored);
	return stored;
}

/**
 * The links of a file, none where there is no such file. A line that is no link becomes a finding, stays in the file,
 * and the rest goes on.
 */
export async function readLinks(file: string): Promise<{ links: Link[]; findings: Finding[] }> {
	const bytes = await readFile(file).catch((error: NodeJS.ErrnoException) => {
		if (error.code !== 'ENOENT') throw error;
		return Buffer.alloc(0);
	});
	const links: Link[] = [];
	const findings: Finding[] = [];
	for (const { number: line, text } of splitJsonLines(bytes)) {
		const value = text === null ? undefined : parseJson(text);
		const parsed = linkSchema.safeParse(value);
		if (parsed.success) links.push(parsed.data);
		else if (value === undefined) {
			findings.push({
				path: file,
				line,
				rule: 'json',
				message: 'is not one whole JSON object in UTF-8, as when the machine stops within a write.',
				remedy: 'Add the link again: npm run -s link -- ARTICLE "ticket text". Then remove this line.',
			});
		} else {
			const message = `${z.prettifyError(parsed.error).replace(/\s+/g, ' ')}.`;
			findings.push({ path: file, line, rule: 'schema', message, remedy: 'Correct that line.' });
		}
	}
	return { links: latestOutcomes(links), findings };
}

/**
 * The links that hold, oldest first: of those of one ticket to one article, the last. Links without a ticket id all
 * hold, since the same words may come from two people.
 */
export function latestOutcomes(links: readonly Link[]): Link[] {
	const latest = new Map<string | Link, Link>();
	for (const link of links) {
		const key = link.ticket ? JSON.stringify([link.ticket, link.article]) : link;
		latest.delete(key);
		latest.set(key, link);
	}
	return [...latest.values()];
}

function prepareLink({ text, article, outcome, created = new Date().toISOString(), ticket, note }: Link): Link {
	const refusal = refuseTicket({ text });
	if (refusal !== null) throw new LinkError(refusal);
	const redacted = redact(text.trim()).text;
	if (!hasWords(text)) throw new LinkError('the text has no words. Give what the requester wrote.');
	if (!hasWords(plainWords(redacted))) {
		throw new LinkError('the text is nothing but personal data, which is not stored. Give what the requester wrote about the problem.');
	}
	const id = ticket?.trim() ?? '';
	if (id.length > maxTicketIdCharacters) {
		throw new LinkError(`the ticket id has ${id.length} characters; at most ${maxTicketIdCharacters} are taken. Give the id alone.`);
	}
	const noted = note?.trim() ?? '';
	if (noted.length > maxNoteCharacters)
		throw new LinkError(`the note has ${noted.length} characters; at most ${maxNoteCharacters} are taken. Shorten it.`);
	const optional = { ...(id === '' ? {} : { ticket: id }), ...(noted === '' ? {} : { note: redact(noted).text }) };
	return { text: redacted, article, outcome, created, ...optional };
}

/** Undefined for what is no JSON: the reason that JSON.parse gives would quote the ticket. */
function parseJson(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}
