import type { ListedRule } from '../rule.ts';

/**
 * What is found while articles are read, in `src/knowledge`: commands refuse to work with it, whatever the severities say.
 * Their names are those of its findings.
 */
export const readingRules: readonly ListedRule[] = [
	rule(
		'SP001',
		'front-matter',
		'Looks for a file without front matter, one that is never closed, or that is not YAML.',
		'Fields between two lines of "---" at the head of the file.',
	),
	rule(
		'SP002',
		'schema',
		'Looks for fields that are missing, misspelt or of another shape, and for those that the state asks for.',
		'The fields of public/schemas/article.json; owner, escalation and verification from "validated" on.',
	),
	rule(
		'SP003',
		'mdx',
		'Looks for a body that is not MDX: a tag that is never closed, a brace or "<" that stands for itself.',
		'Markdown, with every tag closed.',
	),
	rule(
		'SP004',
		'gate',
		'Looks for whatever would run: import, export, expressions, scripts, event handlers, unknown elements, unsafe addresses; and for decision trees that cannot be walked.',
		'Markdown, and the components that the site offers, with literal attributes.',
	),
	rule('SP005', 'size', 'Looks for files that are too large or too costly to read.', 'An article of at most 1 MB that solves one problem.'),
	rule('SP006', 'encoding', 'Looks for bytes that are not UTF-8.', 'A file in UTF-8.'),
	rule(
		'SP007',
		'path',
		'Looks for characters in a path that no address can carry.',
		'Letters, digits, ".", "_" and "-" in names of files and folders.',
	),
	rule(
		'SP008',
		'corpus',
		'Looks for files that are not read: behind symbolic links, or beside an articles.jsonl.',
		'Every article as a file of its own in the folder.',
	),
	rule('SP009', 'json', 'Looks for lines of links.jsonl or articles.jsonl that are no JSON.', 'One JSON object a line.'),
	rule('SP010', 'duplicate-id', 'Looks for two articles of one id, in whatever case.', 'An id that no other article has.'),
	rule(
		'SP011',
		'reference',
		'Looks for ids of related, replaced and escalation articles, and for systems and links, that lead to nothing, or to two things.',
		'Ids of articles that are there, and systems as their team spells them.',
	),
	rule(
		'SP012',
		'link',
		'Looks for links to articles and headings that are not there.',
		'A path relative to the file, and the anchor of a heading.',
	),
	rule(
		'SP013',
		'edition',
		'Looks, with SIGNPOST_AUDIENCE=partner, for what partners would read and must not.',
		'Nothing internal outside <Internal> in an article for partners.',
	),
	rule(
		'SP014',
		'question',
		'Looks, in training, for questions that cannot be put or rightly answered: no right choice, blanks that stand nowhere, no solution.',
		'Questions as CONTRIBUTING describes them.',
	),
];

function rule(id: string, name: string, description: string, expects: string): ListedRule {
	return { id, name, description, expects, severity: 'error' };
}
