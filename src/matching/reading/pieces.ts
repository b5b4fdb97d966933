import { cutText } from '../../search/passages.ts';

/** A stretch of a ticket that is embedded by itself. */
export interface Piece {
	text: string;
	/** How much of what the ticket is about it tells, beside the other pieces. */
	weight: number;
}

/** Pieces of the body that are embedded; the rest of a long mail is log, or told twice. */
const maxPieces = 8;
/** Words in a piece at most: a few sentences, few enough that a problem told in one of them still shows. */
const pieceWords = 80;
/** A paragraph with fewer words is told together with the next one. */
const leastWords = 4;
/** A subject names the problem, a body tells of it. What comes late in a mail says less; assumed. */
const pieceWeights = { subject: 1, first: 1, later: 0.7 } as const;

/** Cuts a ticket into its paragraphs, and long ones into a few sentences each. With `hasSubject` its first line is one of its own. */
export function cutPieces(plain: string, hasSubject: boolean): Piece[] {
	const [head = '', ...rest] = hasSubject ? plain.split('\n') : ['', plain];
	const texts = paragraphsOf(rest.join('\n')).flatMap((paragraph) => cutText(breakSentences(paragraph), pieceWords));
	const body = texts.slice(0, maxPieces).map((text, at) => ({ text, weight: at === 0 ? pieceWeights.first : pieceWeights.later }));
	return head.trim() === '' ? body : [{ text: head.trim(), weight: pieceWeights.subject }, ...body];
}

/** Texts between blank lines; one of a few words is joined to the next. */
function paragraphsOf(text: string): string[] {
	const paragraphs: string[] = [];
	let waiting = '';
	for (const part of text.split(/\n\s*\n/)) {
		const paragraph = `${waiting}\n${part}`.trim();
		const words = paragraph.split(/\s+/).filter((word) => word !== '').length;
		waiting = words < leastWords ? paragraph : '';
		if (words >= leastWords) paragraphs.push(paragraph);
	}
	if (waiting === '') return paragraphs;
	const last = paragraphs.pop();
	return [...paragraphs, last === undefined ? waiting : `${last}\n${waiting}`];
}

/** A line for each sentence, so that a piece ends with one where it can. */
function breakSentences(paragraph: string): string {
	return paragraph.replace(/(?<=[.!?])[ \t]+(?=\S)/g, '\n');
}
