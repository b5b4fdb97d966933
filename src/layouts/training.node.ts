import type { Article } from '../knowledge/article.ts';
import { readCorpus } from '../knowledge/corpus.node.ts';
import type { Catalogue, CatalogueModule, TaughtArticle } from '../knowledge/training/catalogue.ts';
import type { Training, TrainingModule } from '../knowledge/training/training.ts';
import { contentFolder } from '../knowledge/working-files.node.ts';

interface SiteTraining {
	training: Training;
	catalogue: Catalogue;
	articles: readonly Article[];
}

let read: Promise<SiteTraining> | null = null;

/** The training of the knowledge base that the site is built of, read once for a build and for every page while it is written. */
export function siteTraining(): Promise<SiteTraining> {
	if (import.meta.env.DEV) return readSiteTraining();
	read ??= readSiteTraining();
	return read;
}

async function readSiteTraining(): Promise<SiteTraining> {
	const { articles, training } = await readCorpus(contentFolder());
	return { training, articles, catalogue: makeCatalogue(training, articles) };
}

/** What the pages of training know of all paths: no word of a question's answers, and the sections that it is about. */
export function makeCatalogue(training: Training, articles: readonly Article[]): Catalogue {
	const byId = new Map(articles.map((article) => [article.id, article]));
	return {
		paths: training.paths.map(({ id, folder, title, for: whom, order, prerequisites, passMark, version, modules }) => ({
			id,
			folder,
			title,
			for: whom,
			order,
			prerequisites,
			passMark,
			version,
			modules: modules.map((module) => describeModule(module, byId)),
		})),
	};
}

function describeModule(module: TrainingModule, byId: ReadonlyMap<string, Article>): CatalogueModule {
	const { id, slug, title, version, minutes, goals, questions, teaches } = module;
	return {
		id,
		address: slug,
		title,
		version,
		minutes,
		goals,
		questions: questions.map(({ id: question, ask, article, anchor, label }) => ({
			id: question,
			ask,
			about: `${article}#${anchor}`,
			label,
		})),
		taught: teaches.flatMap(({ article: taught }): TaughtArticle[] => {
			const article = byId.get(taught);
			// One that is archived or gone is taught no more: who passed is told.
			if (article === undefined || article.state === 'archived') return [];
			const asked = new Set(questions.filter((question) => question.article === taught).map(({ anchor }) => anchor));
			return [
				{
					article: taught,
					title: article.title,
					version: article.frontMatter?.version ?? '',
					sections: article.sections
						.filter(({ anchor }) => asked.has(anchor))
						.map(({ anchor, heading, text }) => ({ anchor, heading, text })),
				},
			];
		}),
	};
}
