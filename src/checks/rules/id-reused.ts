import { lineOfField, splitFrontMatter } from '../../knowledge/front-matter.ts';
import { stemsOf } from '../../search/words.ts';
import type { Rule } from '../rule.ts';
import { reasonOfRetiring } from '../settings.ts';

/** An article that came back, or was moved and edited so much that git took it for another, still shares this much of its title. */
const sameTitle = 0.5;

/** Looks for an article whose id was that of another one, which is deleted. */
export const idReused: Rule = {
	id: 'SP042',
	name: 'id-reused',
	description:
		'Looks for ids that a deleted article had before: links, notes and tickets of that time would lead to another problem. It needs git.',
	expects: 'An id that no article ever had.',
	severity: 'error',
	of: 'all',
	check({ id, title, text, path }, { past, settings }) {
		const line = lineOfField(text, ['id']);
		const remedy = 'Give it the next free id: npm run new -- --next-id shows it.';
		const retired = reasonOfRetiring(id, settings);
		if (retired !== undefined) return [{ line, found: `the id ${id} is retired: ${retired}`, remedy }];
		const before = past.base?.articles.get(id.toLowerCase());
		if (before !== undefined) {
			// The same file, or the same text in another one, is the article itself.
			if (before.path === path || sharedTitle(before.title, title) >= sameTitle || bodyOf(text, path) === before.body) return [];
			return [{ line, found: `the id ${id} belongs to "${before.title}", which this change takes away.`, remedy }];
		}
		const former = past.deleted.find((deleted) => deleted.id.toLowerCase() === id.toLowerCase());
		if (former === undefined || sharedTitle(former.title, title) >= sameTitle) return [];
		return [{ line, found: `the id ${id} belonged to "${former.title}", deleted on ${former.on}.`, remedy }];
	},
};

function bodyOf(text: string, path: string): string {
	const split = splitFrontMatter(text, path);
	return 'rule' in split ? '' : split.body.trim();
}

function sharedTitle(before: string, now: string): number {
	const stems = stemsOf(before);
	const left = stemsOf(now);
	return stems.size === 0 ? 1 : [...stems].filter((stem) => left.has(stem)).length / stems.size;
}
