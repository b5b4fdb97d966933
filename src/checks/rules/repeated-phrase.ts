import { phraseKey, phrasesOf, quote } from '../parts.ts';
import type { CheckedArticle, Edit, Problem, Rule } from '../rule.ts';

/** Looks for the same phrase twice, but for case and punctuation: in one article, or in two. */
export const repeatedPhrase: Rule = {
	id: 'SP025',
	name: 'repeated-phrase',
	description:
		'Looks for a phrase that stands twice, in this article or in another one: what points at two articles decides for neither. One that is twice in the same article is removed by --fix.',
	expects: 'Each phrase once, in the article that it belongs to.',
	severity: 'error',
	of: 'own',
	ownChangeOnly: true,
	check(article, { phraseOwners }) {
		const seen = new Set<string>();
		return phrasesOf(article).flatMap(({ phrase, line }): Problem[] => {
			const key = phraseKey(phrase);
			if (seen.has(key)) {
				const fix = removeLine(article, line(), phrase);
				return [
					{
						line: line(),
						found: `the phrase ${quote(phrase)} stands here twice.`,
						remedy: 'Remove one of the two: npm run check -- --fix does.',
						fix,
					},
				];
			}
			seen.add(key);
			const other = phraseOwners.get(key)?.find((id) => id !== article.id);
			if (other === undefined) return [];
			return [
				{
					line: line(),
					found: `the phrase ${quote(phrase)} also stands in ${other}.`,
					remedy: 'Leave it with the article that solves it, and write another here.',
				},
			];
		});
	},
};

/** Removes a list item that stands on a line of its own, as it is written in nearly every file; of another shape, nothing. */
function removeLine({ text }: CheckedArticle, line: number, phrase: string): Edit[] | undefined {
	const lines = text.split(/(?<=\n)/);
	const own = lines[line - 1] ?? '';
	const written = own.trim();
	if (![`- ${phrase}`, `- "${phrase}"`, `- '${phrase}'`, `- ${JSON.stringify(phrase)}`].includes(written)) return undefined;
	const start = lines.slice(0, line - 1).join('').length;
	return [{ start, end: start + own.length, text: '' }];
}
