import { dueDay } from '../knowledge/due-day.ts';
import type { FrontMatter } from '../knowledge/schemas/index.ts';
import { daysUntilDue } from './rules/verification.ts';

/** An article that must be verified again. */
export interface DueArticle {
	id: string;
	title: string;
	/** Path of the file within its corpus. */
	path: string;
	/** The day it was last checked, and how many days that is good for. */
	on: string;
	every: number;
	/** The day by which it must be checked again. */
	due: string;
	/** Days until then; negative where it is overdue. */
	days: number;
}

/** What one owner has to look at. */
export interface OwnersDue {
	owner: string;
	/** Account or team of the web host, from checks.json. */
	reviewers: string | null;
	/** Most urgent first. */
	articles: DueArticle[];
}

export interface DueList {
	today: string;
	/** The one with the most urgent article first. */
	owners: OwnersDue[];
}

/** Stands for the owner of an article that names none. */
export const noOwner = 'No owner';

/**
 * What must be verified again within `within` days of `today`, or should have been, by owner. Archived articles and those
 * that nobody has verified yet are not in it.
 */
export function listDue(
	articles: readonly { path: string; frontMatter?: FrontMatter }[],
	{ today, within, reviewers }: { today: string; within: number; reviewers: Readonly<Record<string, string>> },
): DueList {
	const byOwner = new Map<string, DueArticle[]>();
	for (const { path, frontMatter } of articles) {
		if (frontMatter?.verification === undefined || frontMatter.state === 'archived') continue;
		const days = daysUntilDue(frontMatter, today);
		if (days === null || days > within) continue;
		const { id, title, verification, owner = noOwner } = frontMatter;
		const { on, every } = verification;
		byOwner.set(owner, [...(byOwner.get(owner) ?? []), { id, title, path, on, every, due: dueDay(verification), days }]);
	}
	const owners = [...byOwner].map(
		([owner, list]): OwnersDue => ({
			owner,
			reviewers: Object.hasOwn(reviewers, owner) ? (reviewers[owner] ?? null) : null,
			articles: list.toSorted((a, b) => a.days - b.days || a.id.localeCompare(b.id)),
		}),
	);
	const mostUrgent = ({ articles: [first] }: OwnersDue): number => first?.days ?? Number.POSITIVE_INFINITY;
	return { today, owners: owners.toSorted((a, b) => mostUrgent(a) - mostUrgent(b) || a.owner.localeCompare(b.owner)) };
}

/** The list for a terminal. */
export function formatDue({ owners }: DueList): string {
	const lines = owners.flatMap(({ owner, reviewers, articles }) => [
		`${owner}${reviewers === null ? '' : ` (${reviewers})`}`,
		...articles.map(
			({ id, title, path, on, days }) => `    ${sayDue(days).padEnd(20)}  ${id}  ${title}\n${' '.repeat(26)}${path}, checked ${on}`,
		),
	]);
	return lines.map((line) => `${line}\n`).join('');
}

/** How urgent it is, as it is said to people. */
function sayDue(days: number): string {
	const count = (number: number): string => `${number} ${number === 1 ? 'day' : 'days'}`;
	if (days < 0) return `overdue by ${count(-days)}`;
	return days === 0 ? 'due today' : `due in ${count(days)}`;
}
