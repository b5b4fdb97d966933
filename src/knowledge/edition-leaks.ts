import type { Article } from './article.ts';
import { looksLikeId } from './article-id.ts';

/** A title of fewer characters is a phrase that any text may hold. */
const leastTitle = 20;

/** A name that partners must not meet. */
interface Secret {
	name: string;
	/** What it is the name of, as a finding says it. */
	what: string;
}

/** Where a text names something internal: its line, and what it says there. */
export interface Leak extends Secret {
	line: number;
}

/** Gives for a text the internal names in it: ids and titles of articles that are not `kept`, trackers of any. */
export function findLeaks(articles: readonly Article[], kept: ReadonlySet<Article>): (text: string) => Leak[] {
	const secrets: Secret[] = [];
	for (const article of articles) {
		const { id, title, frontMatter } = article;
		const tracker = frontMatter?.kind === 'known-issue' ? frontMatter.fix?.tracker?.trim() : undefined;
		if (tracker) secrets.push({ name: tracker, what: `the tracker of ${id}` });
		if (kept.has(article)) continue;
		if (looksLikeId(id)) secrets.push({ name: id, what: 'an internal article' });
		if (title.length >= leastTitle) secrets.push({ name: title, what: `the title of ${id}` });
	}
	const patterns = secrets.map((secret) => ({ secret, pattern: wholeName(secret.name) }));
	return (text) =>
		patterns.flatMap(({ secret, pattern }) => {
			const at = text.search(pattern);
			return at === -1 ? [] : [{ ...secret, line: text.slice(0, at).split('\n').length }];
		});
}

/** The name as a whole, in any case (addresses are in lower case), over line ends. */
function wholeName(name: string): RegExp {
	const words = name.split(/\s+/).map((word) => word.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&'));
	return new RegExp(`(?<![\\p{L}\\p{N}_-])${words.join('\\s+')}(?![\\p{L}\\p{N}_]|-[\\p{L}\\p{N}])`, 'iu');
}
