import type { CheckContext } from '../checks/rule.ts';
import type { ArticleKind } from '../knowledge/schemas/index.ts';

const prefixes: Record<ArticleKind, string> = { 'known-issue': 'KI', sop: 'SOP', escalation: 'ESC' };

/** The next free id of a kind: above every number that one ever had, in this corpus, in what was deleted, merged or retired. */
export function nextId(kind: ArticleKind, { articles, past, settings }: Pick<CheckContext, 'articles' | 'past' | 'settings'>): string {
	const ever = [
		...articles.flatMap(({ id, replaces }) => [id, ...replaces]),
		...past.deleted.map(({ id }) => id),
		...[...(past.base?.articles.values() ?? [])].map(({ id }) => id),
		...Object.keys(settings.retired),
	];
	const numbers = ever.flatMap((id) => {
		const [, prefix, number] = /^([A-Za-z]+)-(\d+)$/.exec(id) ?? [];
		return prefix?.toUpperCase() === prefixes[kind] ? [Number(number)] : [];
	});
	return `${prefixes[kind]}-${String(Math.max(0, ...numbers) + 1).padStart(4, '0')}`;
}
