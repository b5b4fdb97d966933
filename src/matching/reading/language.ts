import { eld } from 'eld/extrasmall';

/** Characters that are looked at: who writes that much in another language does not change it later. */
const longestText = 2000;

/** Latin words at least, for the library takes `text mark hello` for Tagalog; a letter that English does not have makes it surer. */
const fewestWords = { plain: 4, accented: 3 };

/** Words from which the library may be believed with a smaller lead. */
const enoughWords = 8;

/** How far the library's score for the other language must be ahead of English: tried on 12,517 English and 300 other tickets. */
const lead = { short: 0.12, long: 0.05 };

/** What makes the English of a text worth reading, whatever else is there: its words, their share of the text, and the share of common ones among them. */
const englishPart = { words: 6, share: 0.25, common: 0.35 };

/**
 * What English prose cannot do without. Left out are words of other languages (`in`, `was`, `me`, `am`) and words that
 * are typed in every language (`login`, `reset`, `failed`).
 */
const commonWords = new Set(
	`the this these those that and but not with without from for of to at by after before while until because
	i i'm i've i'd i'll my myself you your yours you're we we're we've our us they they're their them he she his him it it's its
	is isn't are aren't were wasn't weren't be been being has have had hasn't haven't having does did doesn't don't dont didn't doing done
	can can't cant cannot could couldn't would wouldn't should shouldn't will won't wont must may might
	what what's which who whose when where why how if then than there there's here any anyone anything someone something
	nothing nobody every everyone everything both each another same also already always never still just only even very too much many more most
	please thanks thank need needs want wants get gets getting got give gives given make makes made take takes took show shows showing shown
	see says said saying tell tells told know knows find found keep keeps kept tried trying using used work works working worked
	open opens opened loads loading loaded send sent ask asked let let's looks looking think like
	go goes going went gone stuck broken wrong missing since today yesterday now out off into over about again
	one two first next new old day week month hour ago on do or`.split(/\s+/),
);

/** Quotations: the error that a tool showed, the comment that a user wrote. They tell nothing of who quotes them. */
const quotation = /"[^"\n]{1,300}"|“[^”\n]{1,300}”|„[^“”\n]{1,300}[“”]|«[^»\n]{1,300}»|「[^」\n]{1,300}」|`[^`\n]{1,300}`/g;

/** Writings whose words are not parted by spaces, or are short where they are: two characters make a word. */
const denseScript =
	/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/gu;

/** A word in any other writing than Latin; a single letter is a sign such as μ. */
const otherScript = /[[\p{L}\p{M}]--[\p{Script=Latin}\p{Script=Common}\p{Script=Inherited}]]{2,}/gv;

/** A line of a program, or the one in which it tells what it failed of, in English wherever it runs. */
const technicalLine = /^\s*(?:Uncaught |Caused by: )?[\w.$]{1,100}(?:Error|Exception)(?:$|[\s:])|[;{}]$/;

/** A stretch marked as code. */
const program = /```.*?```/gs;

const quoteMarks = /["“”„«»「」`]/g;

const plainWord = /^\p{Script=Latin}+(?:['-]\p{Script=Latin}+)*$/u;

interface Word {
	text: string;
	/** Has a capital that no sentence asked for: a name, or a noun in German. */
	isName: boolean;
}

/** Words between two punctuation marks. */
type Part = Word[];

/** Whether the model can make sense of the text: it is English, or too short or too technical to tell. */
export function isReadable(text: string): boolean {
	return foreignLanguage(text) === null;
}

/**
 * The language of a text that the model cannot read, as ISO 639-1, or `und` where the library does not know it; null
 * where the text is English enough, or too short or too technical to tell. Near relatives stand for each other:
 * Indonesian is told as `ms`. Signatures and quoted mails should be gone before.
 */
export function foreignLanguage(text: string): string | null {
	const typed = text.slice(0, longestText).normalize('NFKC').replace(/[’‘´]/g, "'").replace(program, '\n');
	const own = typed.replace(quotation, ' ');
	const parts = splitParts(own);
	const words = parts.flat();
	const dense = own.match(denseScript) ?? [];
	const others = own.replace(denseScript, ' ').match(otherScript) ?? [];
	const foreign = dense.length / 2 + others.length;
	// A text that is one long quotation is judged by what it quotes.
	if (own !== typed && words.length + foreign < fewestWords.accented) return foreignLanguage(typed.replace(quoteMarks, ' '));
	if (hasEnglishPart(parts, words.length + foreign)) return null;
	if (foreign >= 1 && (foreign > words.length || (foreign >= 3 && commonShare(words) < englishPart.common))) {
		return eld.detect(`${dense.join('')} ${others.join(' ')}`).language || 'und';
	}
	return foreignLatin(words);
}

function foreignLatin(words: readonly Word[]): string | null {
	const needed = words.some(({ text, isName }) => !isName && /[^\0-\x7f]/.test(text)) ? fewestWords.accented : fewestWords.plain;
	if (words.length < needed) return null;
	const plain = words.filter(({ isName }) => !isName);
	if (plain.length < fewestWords.accented) return null;
	const result = eld.detect(plain.map(({ text }) => text).join(' '));
	if (result.language === '' || result.language === 'en') return null;
	const { en = 0, [result.language]: best = 0 } = result.getScores();
	return best - en >= (words.length < enoughWords ? lead.short : lead.long) ? result.language : null;
}

/** Whether the English of a mixed text is enough to say what the matter is. */
function hasEnglishPart(parts: readonly Part[], words: number): boolean {
	const english = parts.filter((part) => commonShare(part) >= englishPart.common).flat().length;
	return english >= englishPart.words && english >= words * englishPart.share;
}

function commonShare(words: readonly Word[]): number {
	return words.length === 0 ? 0 : words.filter(({ text }) => commonWords.has(text)).length / words.length;
}

/** The Latin words that people wrote, part by part; numbers, codes and the lines of a program are left out. */
function splitParts(text: string): Part[] {
	const shouts = text === text.toUpperCase();
	return text.split('\n').flatMap((line) => {
		if (technicalLine.test(line.trimEnd())) return [];
		const parts: Part[] = [[]];
		let technical = 0;
		let startsSentence = true;
		for (const token of line.split(/\s+/)) {
			const core = token.match(/[\p{L}\p{N}].*[\p{L}\p{N}]|\p{L}/u)?.[0] ?? '';
			if (/[=$|{}<>\\/_#@~`]|^--?\p{L}/u.test(token)) technical++;
			else if (plainWord.test(core) && !/\p{Ll}\p{Lu}/u.test(core)) {
				parts.at(-1)?.push({ text: core.toLowerCase(), isName: !shouts && !startsSentence && /^\p{Lu}/u.test(core) });
			}
			if (core !== '') startsSentence = /[.!?:]$/.test(token);
			if (/[.!?:;,]$/.test(token)) parts.push([]);
		}
		return technical * 2 >= parts.flat().length ? [] : parts;
	});
}
