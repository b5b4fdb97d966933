import type { Article } from '../knowledge/article.ts';
import type { EscalationTeam } from '../knowledge/schemas/escalation.ts';
import type { Link } from '../knowledge/schemas/link.ts';
import { Bm25Index, type LexicalDocument } from './bm25.ts';
import type { Embedder } from './embedder.ts';
import type { Neighbours } from './neighbours.ts';
import { articlePassages, type Passage, passageForModel } from './passages.ts';
import { packVectors, type VectorTable } from './vectors.ts';

/** What the index keeps of an article. */
export interface IndexedArticle {
	id: string;
	path: string;
	title: string;
	kind: Article['kind'];
	state: Article['state'];
	/** Of a known issue: 1 (work stops for many) to 4 (nuisance). */
	severity?: number;
	/** Whom it may be shown to; `internal` where the corpus does not say. */
	audience: 'internal' | 'partner';
	/** A known issue whose fix is out: what it describes should not happen any more. */
	fixed: boolean;
	systems: string[];
	signatures: string[];
	/** Ids of articles that were merged into this one; absent where there are none. */
	replaces?: string[];
	/** Id of the escalation article of its team. */
	escalation?: string;
	/** Present on escalation articles: whom to call, and with what. */
	team?: Pick<EscalationTeam, 'team' | 'tiers' | 'facts' | 'fallback'>;
}

/** Everything that ranking needs, in memory. The same in Node and in a browser. */
export interface SearchIndex {
	articles: IndexedArticle[];
	passages: Passage[];
	/** Positions of the passages that stand with each article, ascending; a link that was taken back stands with none. */
	rowsOf: Uint32Array[];
	articleWords: Bm25Index;
	passageWords: Bm25Index;
	/** One row a passage; null where the index was built without a model. */
	vectors: VectorTable | null;
	/** Finds near passages without comparing all; null where comparing all is as fast. */
	graph: Neighbours | null;
	/** Id of the model that made the vectors. */
	model: string | null;
	/**
	 * Fetched in parts and asked by the distilled model: only loaded articles have their passages' texts, and vectors that
	 * have nothing to do with each other are more alike.
	 */
	isStatic: boolean;
}

interface IndexInput {
	articles: readonly Article[];
	/** Tickets that people linked to articles; their texts are free of personal data. */
	links: readonly Link[];
}

/** Builds the index. Archived articles and the articles' `tests` stay out. Without an embedder it knows words alone. */
export async function buildIndex(input: IndexInput, embedder: Embedder | null): Promise<SearchIndex> {
	const shown = input.articles.filter((article) => article.state !== 'archived');
	const articles = shown.map(indexArticle);
	const positions = new Map(articles.map((article, position) => [article.id, position]));
	const tickets = input.links.flatMap((link): Passage[] => {
		const position = positions.get(link.article);
		return position === undefined ? [] : [ticketPassage(link, position, articles[position]?.title ?? '')];
	});
	const passages = [...shown.flatMap(articlePassages), ...tickets];
	const nowhere = { title: '', path: '' };
	const articleOf = (passage: Passage): { title: string; path: string } => articles[passage.article] ?? nowhere;
	const vectors =
		embedder === null
			? null
			: packVectors(await embedder.embed(passages.map((passage) => passageForModel(passage, articleOf(passage)))), embedder.dimensions);
	return {
		articles,
		passages,
		rowsOf: groupRows(passages, articles.length),
		articleWords: Bm25Index.build(articleTexts(articles, passages)),
		passageWords: Bm25Index.build(passages.map((passage) => passageText(passage, articleOf(passage).title))),
		vectors,
		graph: null,
		model: embedder?.id ?? null,
		isStatic: false,
	};
}

/** A linked ticket as a passage of its article. */
export function ticketPassage({ text, outcome, created, ticket }: Link, article: number, title: string): Passage {
	const passage: Passage = { article, kind: 'ticket', heading: title, anchor: '', text, outcome };
	if (created !== undefined) passage.created = created;
	if (ticket) passage.ticket = ticket;
	return passage;
}

/** Positions of the passages of each article, ascending. */
export function groupRows(passages: readonly Passage[], articles: number): Uint32Array[] {
	const rows = Array.from({ length: articles }, (): number[] => []);
	for (const [row, passage] of passages.entries()) rows[passage.article]?.push(row);
	return rows.map((list) => Uint32Array.from(list));
}

function indexArticle(article: Article): IndexedArticle {
	const { id, path, title, kind, state, systems, signatures, escalation, frontMatter } = article;
	const fixed = frontMatter?.kind === 'known-issue' && frontMatter.fix?.state === 'fixed';
	const indexed: IndexedArticle = {
		id,
		path,
		title,
		kind,
		state,
		audience: frontMatter?.audience ?? 'internal',
		fixed,
		systems,
		signatures,
	};
	if (frontMatter?.kind === 'known-issue') indexed.severity = frontMatter.severity;
	if (article.replaces.length > 0) indexed.replaces = article.replaces;
	if (escalation !== undefined) indexed.escalation = escalation;
	if (frontMatter?.kind === 'escalation') {
		const { team, tiers, facts, fallback } = frontMatter;
		indexed.team = { team, tiers, facts, fallback };
	}
	return indexed;
}

/** The words under which a passage is found. Phrases and tickets stand for themselves; a ticket that its article did not solve, for nothing. */
function passageText(passage: Passage, title: string): LexicalDocument {
	if (passage.kind !== 'section') return { name: '', title: '', text: standsForArticle(passage) ? passage.text : '' };
	return { name: '', title: passage.heading === title ? title : `${title} ${passage.heading}`, text: passage.text };
}

/** Whether a passage says what its article is about; a ticket that it did not solve says nothing, or the contrary. */
export function standsForArticle({ kind, outcome }: Passage): boolean {
	return kind !== 'ticket' || outcome === undefined || outcome === 'resolved';
}

function articleTexts(articles: readonly IndexedArticle[], passages: readonly Passage[]): LexicalDocument[] {
	const texts = articles.map(({ title, path, id, signatures }) => ({ name: nameWords(path), title, parts: [id, ...signatures] }));
	let heading = '';
	for (const passage of passages) {
		const parts = texts[passage.article]?.parts;
		if (passage.kind === 'section' && passage.heading !== heading) parts?.push(passage.heading);
		if (standsForArticle(passage)) parts?.push(passage.text);
		heading = passage.heading;
	}
	return texts.map(({ name, title, parts }) => ({ name, title, text: parts.join('\n') }));
}

/** File name and folder as words: `redis/high-memory.mdx` gives `redis high-memory`. */
function nameWords(path: string): string {
	return path
		.replace(/\.(mdx?|markdown)$/i, '')
		.split('/')
		.slice(-2)
		.join(' ');
}
