import type { Link } from './schemas/link.ts';

/** How many tickets were linked to an article, by what came of it. */
export type LinkCounts = Record<Link['outcome'], number>;

export const noLinks: Readonly<LinkCounts> = { resolved: 0, tried: 0, wrong: 0 };

/** Counts the links of each article, by its id; articles without a link are not in it. */
export function countLinks(links: readonly Pick<Link, 'article' | 'outcome'>[]): Map<string, LinkCounts> {
	const counts = new Map<string, LinkCounts>();
	for (const { article, outcome } of links) {
		const count = counts.get(article) ?? { ...noLinks };
		count[outcome]++;
		counts.set(article, count);
	}
	return counts;
}
