import { defineCollection } from 'astro:content';
import { glob, type Loader } from 'astro/loaders';
import { z } from 'zod';
import { articleSchema } from './knowledge/schemas/index.ts';
import { trainingModuleSchema, trainingPathSchema } from './knowledge/schemas/training.ts';
import { listTrainingFiles } from './knowledge/training/read.node.ts';
import { type ArticleHistory, layOutVersions } from './knowledge/version-files.node.ts';
import { contentFolder, versionsFolder } from './knowledge/working-files.node.ts';

/** Modules and paths of training: no articles, though they lie among them. */
const trainingFiles = (await listTrainingFiles(contentFolder())).map((path) => path.replace(/[\\*?[\]{}()!+@|]/g, '\\$&'));

let laidOut: Promise<ArticleHistory[]> | null = null;

/** From git, and once for both collections that are made of it. */
function readHistories(): Promise<ArticleHistory[]> {
	laidOut ??= layOutVersions(contentFolder());
	return laidOut;
}

/** The loader of the files that `readHistories` lays out. */
const versionFiles = glob({
	base: versionsFolder(contentFolder()),
	pattern: '**/*.mdx',
	generateId: ({ entry }) => entry.split('/').slice(0, 2).join('/'),
	retainBody: false,
});
const versionLoader: Loader = {
	name: 'versions',
	async load(context) {
		// Without any there is no folder to look through, for partners as for a team that has just begun.
		if ((await readHistories()).some(({ versions }) => versions.some(({ address }, position) => position > 0 && address !== null)))
			await versionFiles.load(context);
	},
};

const trainingTexts = glob({ base: contentFolder(), pattern: trainingFiles, generateId: ({ entry }) => entry.replace(/\.mdx$/, '') });
const trainingLoader: Loader = {
	name: 'training',
	async load(context) {
		// Without a pattern everything would be taken.
		if (trainingFiles.length > 0) await trainingTexts.load(context);
	},
};

export const collections = {
	/** Every article of the knowledge base, by its id. Read by the article pages and the lists that lead to them. */
	articles: defineCollection({
		loader: glob({
			base: contentFolder(),
			pattern: ['**/*.mdx', '!**/node_modules/**', ...trainingFiles.map((path) => `!${path}`)],
			generateId: ({ data }) => String(data.id),
		}),
		schema: articleSchema,
	}),
	/** The texts of training, by their path below the folder without extension; what they ask is in `siteTraining`. */
	training: defineCollection({ loader: trainingLoader, schema: z.union([trainingPathSchema, trainingModuleSchema]) }),
	/** What is known of each article's past, by the article's id: its versions, newest first, without their bodies. None for partners. */
	histories: defineCollection({
		loader: async () => (await readHistories()).map((history) => ({ id: history.article, ...history })),
		schema: z.custom<ArticleHistory>(),
	}),
	/** The bodies of those earlier versions that passed the gate, by `versionFileFolder`. Read by the pages of single versions. */
	versions: defineCollection({ loader: versionLoader, schema: z.object({ title: z.string() }) }),
};
