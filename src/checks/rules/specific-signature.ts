import { lineOfField } from '../../knowledge/front-matter.ts';
import { type FoldedText, findWhole, foldText } from '../../matching/whole-text.ts';
import { quote } from '../parts.ts';
import type { CheckContext, CheckedArticle, Problem, Rule } from '../rule.ts';

/** Articles that may carry the signature of another one, as an escalation article does that says when to call; three do in the shipped ones. */
const mostOthers = 3;

/** What every program says: "Something went wrong", "An error occurred", "Please try again later", "HTTP 500". */
const commonplace = [
	/^(oops |sorry )?(something went wrong|(please )?try again( later)?)( (please )?try again( later)?)?$/,
	/^(an |a )?((unexpected|unknown|internal|server) )*error( has)?( occurr?ed)?( (please )?try again( later)?)?$/,
	/^((http|error|status|code) )*[1-5]\d\d$/,
];

/** Looks for signatures such as "error" or "try again later", which tickets about anything carry. */
export const specificSignature: Rule = {
	id: 'SP026',
	name: 'specific-signature',
	description:
		'Looks for error signatures that would match more than their own issue: a ticket with one is answered by it for certain, so that a common one gives wrong answers as certain.',
	expects: 'Error texts as shown, with the code, the name of the log event or the whole sentence, that belong to this issue alone.',
	severity: 'error',
	of: 'own',
	check(article, context) {
		return article.signatures.flatMap((signature, at): Problem[] => {
			const line = lineOfField(article.text, ['signatures', at]);
			const found = judge(signature, article, context);
			return found === null ? [] : [{ line, found, remedy: 'Write more of the text, up to what only this error says, or remove it.' }];
		});
	},
};

function judge(signature: string, article: CheckedArticle, { articles }: CheckContext): string | null {
	if (/^[a-z]+( [a-z]+)?$/i.test(signature.replaceAll('*', '').trim()))
		return `the signature ${quote(signature)} is made of one or two plain words.`;
	const plain = signature
		.toLowerCase()
		.replace(/[^a-z0-9]+/g, ' ')
		.trim();
	if (commonplace.some((pattern) => pattern.test(plain)))
		return `the signature ${quote(signature)} is what any program says of any trouble.`;
	const others = articles.filter((other) => other.id !== article.id && other.state !== 'archived');
	const carries = (text: FoldedText): boolean => findWhole(text, signature) !== null;
	const owner = others.find((other) => other.signatures.some((text) => text.toLowerCase() === signature.toLowerCase()));
	if (owner !== undefined) return `the signature ${quote(signature)} is also one of ${owner.id}.`;
	const likely = mayCarry(others, signature);
	const asked = likely.find((other) => folded(other).asked.some(carries));
	if (asked !== undefined)
		return `the signature ${quote(signature)} stands in a phrase or a test of ${asked.id}, whose tickets it would take.`;
	const told = likely.filter((other) => folded(other).told.some(carries));
	if (told.length <= mostOthers) return null;
	return `the signature ${quote(signature)} stands in ${told.length} other articles, such as ${told[0]?.id}.`;
}

/** What is looked through for signatures. */
interface FoldedArticle {
	asked: FoldedText[];
	told: FoldedText[];
	/** All of it in lower case. */
	all: string;
}

/** Every signature is looked for in every article, so each text is folded once. */
const known = new WeakMap<CheckedArticle, FoldedArticle>();

function folded(article: CheckedArticle): FoldedArticle {
	const before = known.get(article);
	if (before !== undefined) return before;
	const asked = [...article.phrases, ...article.tests].map(foldText);
	const told = [article.title, ...article.sections.map(({ text }) => text)].map(foldText);
	const now = { asked, told, all: [...asked, ...told].map(({ lower }) => lower).join('\n') };
	known.set(article, now);
	return now;
}

/** The articles in which the longest piece of a signature stands at all: most are ruled out by it. */
function mayCarry(articles: readonly CheckedArticle[], signature: string): CheckedArticle[] {
	const pieces = foldText(signature.trim()).lower.split('*');
	const longest = pieces.reduce((one, other) => (other.length > one.length ? other : one), '');
	return articles.filter((article) => folded(article).all.includes(longest));
}
