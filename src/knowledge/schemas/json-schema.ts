import { z } from 'zod';
import { articleSchema } from './index.ts';

/**
 * The front matter as JSON Schema (draft 2020-12), for editors. What an editor writes is YAML text, so days are
 * strings here; rules that span fields (what `validated` requires) are left to `npm run check`.
 */
export function articleJsonSchema(): Record<string, unknown> {
	const schema = z.toJSONSchema(articleSchema, {
		io: 'input',
		unrepresentable: 'any',
		override: ({ jsonSchema }) => {
			// A day is a string or, once YAML has read it, a Date: an editor sees only the string.
			if (jsonSchema.anyOf?.some((option) => option.format === 'date')) {
				Object.assign(jsonSchema, { type: 'string', format: 'date' });
				delete jsonSchema.anyOf;
			}
		},
	});
	return { ...schema, title: 'Front matter of a Signpost article' };
}
