import type { Article } from '../knowledge/article.ts';
import type { EscalationTeam } from '../knowledge/schemas/escalation.ts';
import type { Link } from '../knowledge/schemas/link.ts';
import type { Embedder } from './embedder.ts';
import { type LexicalDocument, LexicalIndex } from './lexical.ts';
import { articlePassages, type Passage, passageForModel } from './passages.ts';
import { packVectors, type VectorTable } from './vectors.ts';

/** What the index keeps of an article. */
export interface IndexedArticle {
	id: string;
	path: string;
	title: string;
	state: Article['state'];
	systems: string[];
	signatures: string[];
	/** Id of the escalation article of its team. */
	escalation?: string;
	/** Present on escalation articles: whom to call, and with what. */
	team?: Pick<EscalationTeam, 'team' | 'tiers' | 'facts' | 'fallback'>;
}

/** Everything that ranking needs, in memory. The same in Node and in a browser. */
export interface SearchIndex {
	articles: IndexedArticle[];
	passages: Passage[];
	articleWords: LexicalIndex;
	passageWords: LexicalIndex;
	/** One row a passage; null where the index was built without a model. */
	vectors: VectorTable | null;
	/** Id of the model that made the vectors. */
	model: string | null;
}

interface IndexInput {
	articles: readonly Article[];
	/** Resolved tickets, each pointing at its article. */
	links: readonly Link[];
}

/** Builds the index. Archived articles and the articles' `tests` stay out. Without an embedder it knows words alone. */
export async function buildIndex(input: IndexInput, embedder: Embedder | null): Promise<SearchIndex> {
	const shown = input.articles.filter((article) => article.state !== 'archived');
	const articles = shown.map(indexArticle);
	const positions = new Map(articles.map((article, position) => [article.id, position]));
	const tickets = input.links.flatMap(({ text, article, outcome }): Passage[] => {
		const position = positions.get(article);
		return position === undefined || outcome !== 'resolved'
			? []
			: [{ article: position, kind: 'ticket', heading: articles[position]?.title ?? '', anchor: '', text }];
	});
	const passages = [...shown.flatMap(articlePassages), ...tickets];
	const titleOf = (passage: Passage): string => articles[passage.article]?.title ?? '';
	const vectors =
		embedder === null
			? null
			: packVectors(await embedder.embed(passages.map((passage) => passageForModel(passage, titleOf(passage)))), embedder.dimensions);
	return {
		articles,
		passages,
		articleWords: LexicalIndex.build(articleTexts(articles, passages)),
		passageWords: LexicalIndex.build(
			passages.map((passage) => ({ name: '', title: passageTitle(passage, titleOf(passage)), text: passage.text })),
		),
		vectors,
		model: embedder?.id ?? null,
	};
}

function indexArticle(article: Article): IndexedArticle {
	const { id, path, title, state, systems, signatures, escalation, frontMatter } = article;
	const indexed: IndexedArticle = { id, path, title, state, systems, signatures };
	if (escalation !== undefined) indexed.escalation = escalation;
	if (frontMatter?.kind === 'escalation') {
		const { team, tiers, facts, fallback } = frontMatter;
		indexed.team = { team, tiers, facts, fallback };
	}
	return indexed;
}

/** The words under which a passage is found beside its text: phrases and tickets stand for themselves. */
function passageTitle(passage: Passage, title: string): string {
	if (passage.kind !== 'section') return '';
	return passage.heading === title ? title : `${title} ${passage.heading}`;
}

function articleTexts(articles: readonly IndexedArticle[], passages: readonly Passage[]): LexicalDocument[] {
	const texts = articles.map(({ title, path, id, signatures }) => ({ name: nameWords(path), title, parts: [id, ...signatures] }));
	let heading = '';
	for (const passage of passages) {
		const parts = texts[passage.article]?.parts;
		if (passage.kind === 'section' && passage.heading !== heading) parts?.push(passage.heading);
		parts?.push(passage.text);
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
