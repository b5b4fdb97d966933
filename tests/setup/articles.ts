import { type Article, readArticle } from '../../src/knowledge/article.ts';
import { formatFinding } from '../../src/knowledge/finding.ts';

/** The text of an MDX article; what a field lacks is filled in so that it is valid. JSON values are YAML too. */
export function articleText(fields: Record<string, unknown>, body: string): string {
	const all = { kind: 'known-issue', title: 'A title', version: '1.0.0', state: 'not-validated', ...fields };
	const lines = Object.entries(all).map(([field, value]) => `${field}: ${JSON.stringify(value)}`);
	return `---\n${lines.join('\n')}\n---\n\n${body}\n`;
}

/** An article as the corpus reader gives it. */
export function article(fields: Record<string, unknown> & { id: string }, body = ''): Article {
	const read = readArticle(articleText(fields, body), `${fields.id}.mdx`);
	if ('findings' in read) throw new Error(read.findings.map(formatFinding).join('\n'));
	return read.article;
}

/** An escalation team that owns systems. */
export function team(id: string, systems: string[], fields: Record<string, unknown> = {}): Article {
	const tiers = [
		{ tier: 2, contact: `${id} lead`, responds: 30, when: 'Tier 1 is silent' },
		{ tier: 1, contact: `${id} pager`, responds: 15, when: 'Work stops' },
	];
	return article({
		id,
		kind: 'escalation',
		title: `Whom to page: ${id}`,
		team: `Team ${id}`,
		systems,
		tiers,
		facts: ['Time in UTC'],
		...fields,
	});
}
