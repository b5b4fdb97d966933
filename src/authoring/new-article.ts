import { slug } from 'github-slugger';
import type { CheckedArticle } from '../checks/rule.ts';
import { sectionsFor } from '../checks/rules/required-sections.ts';
import type { Article } from '../knowledge/article.ts';
import { articleSchema } from '../knowledge/schemas/index.ts';

/** The kinds that are begun from a template; an escalation article is about a team, and is copied from another one. */
export const newKinds = ['known-issue', 'sop'] as const;
export type NewKind = (typeof newKinds)[number];

/** What must be known of an article before it can be begun. */
export interface NewArticle {
	id: string;
	kind: NewKind;
	title: string;
	system: string;
	/** Of a known issue: 1 (worst) to 4. */
	severity: number;
	owner: string;
	/** Id of the escalation article of the team that takes over; absent where no team owns the system. */
	escalation?: string;
	phrases: readonly string[];
	signatures: readonly string[];
	/** YYYY-MM-DD. */
	today: string;
}

/** What belongs into a section, as a note to the author. */
const prompts: Record<string, string> = {
	Symptoms: 'What the requester sees, word for word, and under "Not this:" what looks alike and is something else.',
	Check: 'The query or request that tells for certain, and what each of its answers means.',
	Workaround: 'Numbered steps. Behind every command what it answers when all is well.',
	Verify: 'How to see that it worked, and after how long.',
	'Roll back': 'How to undo it, or that it cannot be undone and what then.',
	Escalate: 'When to call which tier, and what to hand over.',
	Reply: 'What to send: plain words, [name] and other fields in square brackets.',
	'When to use': 'When this procedure is the right one, and when not.',
	Steps: 'Numbered steps. Behind every command what it answers when all is well.',
};

/** The systems that teams own or articles name, in order. */
export function knownSystems(articles: readonly Article[]): string[] {
	const owned = articles.filter(({ kind }) => kind === 'escalation').flatMap(({ systems }) => systems);
	return [...new Set(owned.length > 0 ? owned : articles.flatMap(({ systems }) => systems))].sort();
}

/** What the other articles of a system suggest: who owns it, who takes over, and where its files lie. */
export function suggestFor(
	system: string,
	kind: NewKind,
	articles: readonly CheckedArticle[],
): { owner?: string; escalation?: string; folder: string } {
	const ofSystem = articles.filter(({ systems, kind: own }) => systems.includes(system) && own !== 'escalation');
	const folderOf = (path: string): string => path.split('/').slice(0, -1).join('/');
	const alike = ofSystem.find((article) => article.kind === kind && article.systems[0] === system);
	return {
		owner: mostCommon(ofSystem.flatMap(({ frontMatter }) => frontMatter.owner ?? [])),
		escalation: articles.find((article) => article.kind === 'escalation' && article.systems.includes(system))?.id,
		folder: alike === undefined ? `${kind === 'sop' ? 'sops' : 'known-issues'}/${slug(system)}` : folderOf(alike.path),
	};
}

/** Path of a new article within the corpus. */
export function pathFor({ id, title, system }: Pick<NewArticle, 'id' | 'title' | 'system'>, folder: string): string {
	const subject = title.toLowerCase().startsWith(system.toLowerCase()) ? title.slice(system.length) : title;
	const words = slug(subject).split('-').filter(Boolean).slice(0, 7);
	return `${folder}/${[id, ...words].join('-')}.mdx`;
}

/**
 * The file of a new article: valid, work in progress, every section in place. What is left to write stands in comments that
 * begin with TODO, which the rule `unfinished` finds and no page shows.
 */
export function writeArticle(article: NewArticle): string {
	const { id, kind, title, system, severity, owner, escalation, phrases, signatures, today } = article;
	const text = (value: string): string => JSON.stringify(value);
	const list = (values: readonly string[]): string[] => values.map((value) => `  - ${text(value)}`);
	const isIssue = kind === 'known-issue';
	const fields = [
		`id: ${id}`,
		`kind: ${kind}`,
		`title: ${text(title)}`,
		'version: 0.1.0',
		'changelog:',
		'  - version: 0.1.0',
		`    date: ${today}`,
		'    note: First draft.',
		'# Once everything is written: not-validated. What "validated" needs, npm run check tells.',
		'state: work-in-progress',
		'audience: internal',
		`systems: [${text(system)}]`,
		'# TODO: six phrases or more, as requesters typed them, from different sides; each a line: - "…"',
		...(phrases.length === 0 ? ['phrases: []'] : ['phrases:', ...list(phrases)]),
		'# TODO: two tickets or more that must find this article, in other words than the phrases.',
		'tests: []',
		...(isIssue ? [...(signatures.length === 0 ? ['signatures: []'] : ['signatures:', ...list(signatures)])] : []),
		...(isIssue ? [`severity: ${severity}`, `since: ${today}`, 'fix:', '  state: investigating'] : []),
		...(escalation === undefined ? [] : [`escalation: ${escalation}`]),
		`owner: ${text(owner)}`,
	];
	const frontMatter = articleSchema.parse({
		id,
		kind,
		title,
		version: '0.1.0',
		state: 'work-in-progress',
		...(isIssue ? { severity } : {}),
	});
	const required = sectionsFor({ frontMatter });
	const sections = [...new Set([...required, 'Roll back', 'Escalate', 'Reply'])].map(
		(name) => `## ${name}\n\n{/* TODO: ${prompts[name]} */}\n`,
	);
	return `---\n${fields.join('\n')}\n---\n\n${sections.join('\n')}`;
}

function mostCommon(values: readonly string[]): string | undefined {
	const counts = new Map<string, number>();
	for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
	return [...counts].sort(([, a], [, b]) => b - a)[0]?.[0];
}
