import { z } from 'zod';
import type { DueList, OwnersDue } from '../due.ts';
import { code, cutLines } from '../markdown.ts';
import type { Repository } from './api.node.ts';

/** An issue that tells an owner what must be verified again. */
export const dueIssueSchema = z.object({ owner: z.string().min(1), title: z.string().min(1), body: z.string() });
export type DueIssue = z.infer<typeof dueIssueSchema>;

/** Every issue of this kind has it: by it they are found again. */
export const dueLabel = 'verification-due';

/** What a title may have at most, as GitHub takes it. */
const maxTitle = 256;

/** One issue an owner. Nothing of it changes from day to day but by what is due, so that nobody is told the same anew. */
export function dueIssues({ owners }: DueList): DueIssue[] {
	return owners.map((due) => ({
		owner: due.owner,
		title: `Verification due: ${due.owner}`.replace(/\s+/g, ' ').slice(0, maxTitle),
		body: cutLines(describe(due)),
	}));
}

function describe({ owner, reviewers, articles }: OwnersDue): string {
	const many = articles.length === 1 ? 'This article' : 'These articles';
	return [
		markerOf(owner),
		`${reviewers === null ? `Owner: ${code(owner)}.` : `Owner: ${code(owner)}, ${reviewers}.`} ${many} must be verified again, the most urgent first.`,
		'',
		...articles.map(({ id, title, path, on, every, due, days }) => {
			const when = days < 0 ? `**overdue** since ${due}` : `due ${due}`;
			return `- ${code(id)} ${code(title)}, ${when}; checked ${on}, good for ${every} days; ${code(path)}`;
		}),
		'',
		'Go through each against the real system, then run `npm run verify -- ID` and open a pull request. The list is brought up to date by `npm run due`; the issue is closed once nothing in it is due.',
		'',
	].join('\n');
}

/** Begins the body of an owner's issue, hidden where Markdown is shown; encoded, so that no name ends the comment early. */
function markerOf(owner: string): string {
	return `<!-- signpost-due: ${encodeURIComponent(owner)} -->`;
}

export interface IssueChange {
	done: 'created' | 'updated' | 'closed' | 'unchanged';
	number: number;
	owner: string;
}

const issueSchema = z.object({ number: z.int(), title: z.string(), body: z.string().nullish(), pull_request: z.unknown().optional() });

/**
 * Makes the open issues of the repository those that are wanted: one an owner is created or brought up to date, and one
 * whose owner has nothing due any more, or has a second, is closed.
 */
export async function syncIssues(repository: Repository, wanted: readonly DueIssue[]): Promise<IssueChange[]> {
	const found = await repository.list(`/issues?state=open&labels=${dueLabel}`, issueSchema);
	const open = found.flatMap((issue) => {
		const [, owner] = /^<!-- signpost-due: (\S+) -->/.exec(issue.body ?? '') ?? [];
		return owner === undefined || issue.pull_request !== undefined ? [] : [{ ...issue, owner }];
	});
	const changes: IssueChange[] = [];
	for (const { owner, title, body } of wanted) {
		const key = encodeURIComponent(owner);
		const own = open.filter((issue) => issue.owner === key).toSorted((a, b) => a.number - b.number)[0];
		if (own === undefined) {
			if (!changes.some(({ done }) => done === 'created')) await ensureLabel(repository);
			const { number } = await repository.ask('POST', '/issues', z.object({ number: z.int() }), { title, body, labels: [dueLabel] });
			changes.push({ done: 'created', number, owner });
			continue;
		}
		open.splice(open.indexOf(own), 1);
		const isSame = own.title === title && sameText(own.body ?? '', body);
		if (!isSame) await repository.ask('PATCH', `/issues/${own.number}`, z.object({}), { title, body });
		changes.push({ done: isSame ? 'unchanged' : 'updated', number: own.number, owner });
	}
	for (const { number, owner } of open) {
		await repository.ask('PATCH', `/issues/${number}`, z.object({}), { state: 'closed', state_reason: 'completed' });
		changes.push({ done: 'closed', number, owner: decode(owner) });
	}
	return changes;
}

/** GitHub may give a body back with other line ends, and without white space at its end. */
function sameText(a: string, b: string): boolean {
	const plain = (text: string): string => text.replaceAll('\r\n', '\n').trimEnd();
	return plain(a) === plain(b);
}

async function ensureLabel(repository: Repository): Promise<void> {
	const labels = await repository.list('/labels', z.object({ name: z.string() }));
	if (labels.some(({ name }) => name === dueLabel)) return;
	const description = 'Articles that must be verified again';
	await repository.ask('POST', '/labels', z.object({}), { name: dueLabel, color: 'fbca04', description });
}

function decode(owner: string): string {
	try {
		return decodeURIComponent(owner);
	} catch {
		return owner;
	}
}
