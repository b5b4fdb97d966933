import type { FrontMatter } from '../knowledge/schemas/index.ts';

/** What lists and the search box know of an article without its page. */
export interface ArticleFacts {
	id: string;
	title: string;
	kind: FrontMatter['kind'];
	state: FrontMatter['state'];
	systems: string[];
	/** Of a known issue. */
	severity?: number;
	/** Whether the fix of a known issue is out. */
	fixed?: boolean;
	/** Error texts of a known issue; `*` stands for a run of characters without a space. */
	signatures?: string[];
}

export function articleFacts(article: FrontMatter): ArticleFacts {
	const { id, title, kind, state, systems } = article;
	if (article.kind !== 'known-issue') return { id, title, kind, state, systems };
	return {
		id,
		title,
		kind,
		state,
		systems,
		severity: article.severity,
		fixed: article.fix?.state === 'fixed',
		signatures: article.signatures,
	};
}

/** The systems that articles name, in order of the alphabet. */
export function knownSystems(articles: readonly FrontMatter[]): string[] {
	return [...new Set(articles.flatMap(({ systems }) => systems))].sort((a, b) => a.localeCompare(b));
}
