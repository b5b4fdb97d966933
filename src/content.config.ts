import { defineCollection } from 'astro:content';
import { glob } from 'astro/loaders';
import { articleSchema } from './knowledge/schemas/index.ts';
import { contentFolder } from './knowledge/working-files.node.ts';

export const collections = {
	/** Every article of the knowledge base, by its id. Read by the article pages and the lists that lead to them. */
	articles: defineCollection({
		loader: glob({ base: contentFolder(), pattern: ['**/*.mdx', '!**/node_modules/**'], generateId: ({ data }) => String(data.id) }),
		schema: articleSchema,
	}),
};
