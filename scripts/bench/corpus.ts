import type { Article } from '../../src/knowledge/article.ts';
import type { Embedder } from '../../src/search/embedder.ts';
import { articlePassages, cutText, passageForModel } from '../../src/search/passages.ts';
import { pick, seededRandom } from '../../src/search/random.ts';

/** Sections of a made article, as many as a long procedure has. */
const sectionsEach = 22;
/** Phrases that it keeps of the article it is made of. */
const phrasesEach = 4;
/** Deviation of the noise in each entry of a vector: the cosine with the real one is .86 on average, of two copies of one .74. */
const noise = 0.03;

/** A made corpus, with the vectors that stand for what its passages would get from the model. */
export interface MadeCorpus {
	articles: Article[];
	/** One a passage, in the order in which the index takes them. */
	vectors: Float32Array[];
}

/** A real text with its vector. */
interface Source {
	heading: string;
	text: string;
	vector: Float32Array;
}

/**
 * A corpus of `sections` sections, and phrases beside them, made of real articles over and over: sentences exchanged with
 * those of other articles, vectors perturbed. The same for the same articles and size.
 */
export async function multiplyArticles(real: readonly Article[], embedder: Embedder, sections: number): Promise<MadeCorpus> {
	const random = seededRandom(`bench ${sections}`);
	const sources = await readSources(real, embedder);
	const allSections = sources.flatMap((source) => source.sections);
	const pools = { section: sentencesOf(allSections), phrase: sentencesOf(sources.flatMap(({ phrases }) => phrases)) };
	const corpus: MadeCorpus = { articles: [], vectors: [] };
	for (let left = sections, copy = 0; left > 0; copy++) {
		for (const [position, article] of real.entries()) {
			const source = sources[position];
			if (source === undefined || left <= 0) break;
			const count = Math.min(left, sectionsEach);
			const own = source.sections.slice(0, count);
			const borrowed = Array.from({ length: count - own.length }, () => pick(allSections, random));
			const chosen = [...own, ...borrowed];
			const phrases = source.phrases.slice(0, phrasesEach);
			left -= count;
			corpus.articles.push({
				...article,
				id: `${article.id}-${copy}`,
				path: article.path.replace(/(\.\w+)$/, `-${copy}$1`),
				title: copy === 0 ? article.title : `${article.title} (${copy})`,
				// A signature that a thousand articles had would be none.
				signatures: article.signatures.map((signature) => (copy === 0 ? signature : `${signature} ${copy}`)),
				summary: '',
				sections: chosen.map(({ heading, text }, at) => ({
					heading,
					anchor: `part-${at}`,
					depth: 2,
					text: recombine(text, pools.section, random),
				})),
				phrases: phrases.map(({ text }) => recombine(text, pools.phrase, random)),
			});
			corpus.vectors.push(...[...chosen, ...phrases].map(({ vector }) => perturb(vector, random)));
		}
	}
	return corpus;
}

/** Of every article its sections, in pieces that are one passage each, and its phrases. */
async function readSources(articles: readonly Article[], embedder: Embedder): Promise<{ sections: Source[]; phrases: Source[] }[]> {
	const passages = articles.flatMap((article, position) =>
		articlePassages(article, position).map((passage) => ({ ...passage, forModel: passageForModel(passage, article) })),
	);
	const vectors = await embedder.embed(passages.map(({ forModel }) => forModel));
	const sources = passages.map(({ article, kind, heading, text }, at) => ({
		article,
		kind,
		heading,
		text,
		vector: vectors[at] as Float32Array,
	}));
	return articles.map((_, position) => {
		const own = sources.filter(({ article }) => article === position);
		return { sections: own.filter(({ kind }) => kind === 'section'), phrases: own.filter(({ kind }) => kind === 'phrase') };
	});
}

function sentencesOf(sources: readonly { text: string }[]): string[] {
	return sources.flatMap(({ text }) => splitSentences(text));
}

function splitSentences(text: string): string[] {
	return text.split(/(?<=[.!?])\s|\n/).filter((sentence) => sentence.trim() !== '');
}

/** Every second sentence of the text, on average, exchanged for one of the pool; never so long that it would be cut in two. */
function recombine(text: string, pool: readonly string[], random: () => number): string {
	const sentences = splitSentences(text).map((own) => (random() < 0.5 ? own : pick(pool, random)));
	return cutText(sentences.join('\n'))[0] ?? '';
}

/** The vector with normal noise (Box and Muller, 1958) in every entry, to norm 1. */
function perturb(vector: Float32Array, random: () => number): Float32Array {
	const noisy = vector.map((value) => value + noise * Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random()));
	const norm = Math.sqrt(noisy.reduce((sum, value) => sum + value * value, 0));
	return noisy.map((value) => value / norm);
}
