import type { Article } from '../knowledge/article.ts';
import type { Link } from '../knowledge/schemas/link.ts';
import { stemsOf } from './words.ts';

/** A stretch of text that stands for its article in the index. */
export interface Passage {
	/** Position of the article in the index. */
	article: number;
	/** `section`: text of the article; `phrase`: what requesters write; `ticket`: a resolved ticket linked to it. */
	kind: 'section' | 'phrase' | 'ticket';
	/** Heading of the section; the title for phrases and tickets. */
	heading: string;
	/** Fragment of the section's address; empty at the top of the page. */
	anchor: string;
	text: string;
	/** Of a ticket: what came of the article. */
	outcome?: Link['outcome'];
	/** Of a ticket: when it was linked, a day or an instant (ISO 8601). */
	created?: string;
	/** Id of the ticket, where it had one: a later outcome of it takes this one's place. */
	ticket?: string;
}

/**
 * Words in a passage at most. The model reads 256 tokens, about 190 English words; error texts and code have more
 * tokens a word.
 */
const passageWords = 160;

/** The passages of one article: its summary, its sections, cut to what the model reads, and its phrases. Never its tests. */
export function articlePassages(article: Article, position: number): Passage[] {
	const sections = article.sections.flatMap(({ heading, anchor, text }) =>
		cutText(text).map((piece): Passage => ({ article: position, kind: 'section', heading, anchor, text: piece })),
	);
	const summary: Passage[] =
		article.summary === '' ? [] : [{ article: position, kind: 'section', heading: article.title, anchor: '', text: article.summary }];
	const phrases = article.phrases.map((text): Passage => ({ article: position, kind: 'phrase', heading: article.title, anchor: '', text }));
	return [...summary, ...sections, ...phrases];
}

/**
 * What the model reads of a passage: a section alone does not say what it is about, so the name of its article and its
 * heading lead.
 */
export function passageForModel(passage: Passage, article: { title: string; path: string }): string {
	if (passage.kind !== 'section') return passage.text;
	const name = articleName(article);
	const lead = passage.heading === article.title ? name : `${name}. ${passage.heading}`;
	return passage.text === '' ? lead : `${lead}. ${passage.text}`;
}

/**
 * What an article is about: its title, led by the words of its file name where the title has none of them, as a page
 * `redis-is-down.md` that begins with "Steps to check". On 375 real pages 59 are such.
 */
function articleName({ title, path }: { title: string; path: string }): string {
	const segments = path.replace(/\.(mdx?|markdown)$/i, '').split('/');
	const last = segments.at(-1) ?? '';
	const file = /^(readme|index|overview)$/i.test(last) ? (segments.at(-2) ?? '') : last;
	// An id such as `KI-0042` says nothing of what the article is about.
	const words = file
		.replace(/\p{Lu}{2,}[-_]?\p{N}+/gu, ' ')
		.split(/[^\p{L}\p{N}]+/u)
		.filter((word) => word !== '' && !/\p{N}/u.test(word));
	const said = stemsOf(title);
	const isSaid = words.length === 0 || [...stemsOf(words.join(' '))].some((stem) => said.has(stem));
	return isSaid ? title : `${words.join(' ')}. ${title}`;
}

/** Cuts text into pieces of at most `passageWords` words, at line ends where it can. One empty piece for no text. */
export function cutText(text: string, words: number = passageWords): string[] {
	const pieces: string[] = [];
	let current: string[] = [];
	let count = 0;
	const close = (): void => {
		if (current.length > 0) pieces.push(current.join('\n'));
		current = [];
		count = 0;
	};
	for (const line of text.split('\n')) {
		const lineWords = line.split(/\s+/).filter((word) => word !== '');
		if (lineWords.length === 0) continue;
		if (count + lineWords.length > words) close();
		if (lineWords.length <= words) {
			current.push(line.trim());
			count += lineWords.length;
			continue;
		}
		for (let from = 0; from < lineWords.length; from += words) pieces.push(lineWords.slice(from, from + words).join(' '));
	}
	close();
	return pieces.length > 0 ? pieces : [''];
}
