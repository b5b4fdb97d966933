import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ContentReport } from '../checks/check-content.node.ts';
import type { ReportedFinding } from '../checks/report.ts';
import { placeIn } from '../checks/retrieval.ts';
import type { CheckedArticle } from '../checks/rule.ts';
import type { MatchResult } from '../matching/result.ts';
import type { Ticket } from '../matching/ticket.ts';
import { setField } from './edit-fields.ts';

/** How often an article is checked again that does not say so yet, in days: a quarter. */
const usualDays = 90;

/** Who verified an article, and when. */
export interface Verifier {
	/** A role, such as "SG shift lead"; the one of last time where it is left out. */
	by?: string;
	/** YYYY-MM-DD. */
	on: string;
	/** Days until it must be checked again; as before where it is left out. */
	every?: number;
}

export interface Verified {
	/** What stands against it: then nothing was recorded. Overdue verification does not, that being what is mended. */
	findings: ReportedFinding[];
	/** Each test with its article's place, from 1; null where it is not found. */
	tests: { ticket: string; place: number | null; first: string | null }[];
	recorded: boolean;
}

/**
 * Asks the rules and the tests of one article anew, and where nothing stands against it records in its front matter who
 * verified it and when. Throws where no role is known.
 */
export async function verifyArticle(
	article: CheckedArticle,
	report: ContentReport,
	match: (ticket: Ticket) => Promise<MatchResult>,
	verifier: Verifier,
): Promise<Verified> {
	const findings = report.findings.filter(
		({ path, severity, rule }) => path === article.path && severity === 'error' && rule !== 'verification-overdue',
	);
	const tests: Verified['tests'] = [];
	for (const ticket of article.tests) {
		const { candidates } = await match({ text: ticket });
		tests.push({ ticket, place: placeIn(candidates, article.id), first: candidates[0]?.article ?? null });
	}
	const isFound = tests.every(({ place }) => place !== null && place <= 3);
	if (findings.length > 0 || !isFound) return { findings, tests, recorded: false };
	await writeFile(join(report.folder, article.path), recordVerification(article, verifier));
	return { findings, tests, recorded: true };
}

/** The article's text with its verification renewed. */
function recordVerification(
	{ text, frontMatter: { verification } }: Pick<CheckedArticle, 'text' | 'frontMatter'>,
	{ by, on, every }: Verifier,
): string {
	const role = by ?? verification?.by;
	if (role === undefined) throw new Error('no role');
	const named = setField(text, ['verification', 'by'], role);
	const dated = setField(named, ['verification', 'on'], on);
	const days = every ?? (verification === undefined ? usualDays : undefined);
	return days === undefined ? dated : setField(dated, ['verification', 'every'], days);
}
