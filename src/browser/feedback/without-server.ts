import type { Feedback } from '../../desk/feedback.ts';
import { issueAddress } from '../../layouts/repository.ts';
import { saveFile } from '../save-file.ts';

/** Name of the file that a flag is saved as; never with a character that a file system refuses. */
export function flagFileName({ article, section }: Feedback, now: Date): string {
	const name = [article, section, now.toISOString().slice(0, 10)].filter((part) => part !== '').join('-');
	return `flag-${name.replace(/[^\p{L}\p{N}.-]+/gu, '-')}.json`;
}

/** Saves a flag as a file, in the shape in which the server would keep it. */
export function saveFlag(feedback: Feedback, now: Date): void {
	const content = JSON.stringify({ ...feedback, created: now.toISOString() }, null, 2);
	saveFile(flagFileName(feedback, now), 'application/json', `${content}\n`);
}

/** Where the flag becomes an issue, filled in. */
export function flagIssueAddress(template: string, { article, version, section, kind, text }: Feedback): string {
	const body = `${article} version ${version}${section === '' ? '' : `, section ${section}`}\nKind: ${kind}\n\n${text}`;
	return issueAddress(template, `${article}: ${kind}${section === '' ? '' : ` in ${section}`}`, body);
}
