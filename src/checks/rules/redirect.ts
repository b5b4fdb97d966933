import type { PastArticle } from '../../knowledge/past.node.ts';
import type { PastRule } from '../rule.ts';
import { reasonOfRetiring } from '../settings.ts';

/** Looks for ids of the base, or of deleted files, that no article has any more and none replaces. */
export const redirect: PastRule = {
	id: 'SP043',
	name: 'redirect',
	description:
		'Looks for articles that were deleted, merged, or given another id without a redirect: links to them in tickets and chats would lead nowhere. It needs git.',
	expects: 'The id under "replaces:" of the article that it went into; an article that is no longer true is archived, not deleted.',
	severity: 'error',
	check(deleted, { past, byId, articles, settings }) {
		const led = new Set(articles.flatMap(({ frontMatter }) => frontMatter.replaces).map((id) => id.toLowerCase()));
		const isKnown = (id: string): boolean =>
			byId.has(id.toLowerCase()) || led.has(id.toLowerCase()) || reasonOfRetiring(id, settings) !== undefined;
		const gone = new Map<string, PastArticle>();
		for (const article of [...(past.base?.articles.values() ?? []), ...deleted]) {
			if (!isKnown(article.id) && !gone.has(article.id)) gone.set(article.id, article);
		}
		return [...gone.values()].map(({ id, path, title }) => {
			const successor = articles.find((article) => article.path === path);
			const found =
				successor === undefined
					? `${id} "${title}" is gone, and nothing leads on from it.`
					: `the id was ${id} and is ${successor.id} now; nothing leads on from ${id}.`;
			const remedy =
				successor === undefined
					? `Add "replaces: [${id}]" to the article that it went into; or bring it back with "state: archived"; or name it under "retired" in checks.json.`
					: `Change the id back to ${id}; where it must change, add "replaces: [${id}]".`;
			return { path, problem: { found, remedy } };
		});
	},
};
