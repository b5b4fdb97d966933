import { z } from 'zod';
import type { ChangeReport } from './check-change.node.ts';
import { toJson } from './format.ts';
import { formatMarkdown } from './format-markdown.ts';

/**
 * The report on a change as it travels from the run that may not write to the one that may: data, not Markdown, so that
 * whatever a pull request makes of it, our own code says it. Names of rules stand outside code there, and are held to their form.
 */
export const changeJsonSchema = z.object({
	findings: z.array(
		z.object({
			id: z.string().regex(/^SP\d{3}$/),
			rule: z.string().regex(/^[a-z0-9-]+$/),
			severity: z.enum(['error', 'warning']),
			path: z.string(),
			line: z.int().positive().optional(),
			found: z.string(),
			expected: z.string(),
			remedy: z.string(),
			passages: z.array(z.object({ own: z.string(), other: z.string() })).optional(),
		}),
	),
	notes: z.array(z.string()),
	changed: z.array(z.object({ id: z.string(), isNew: z.boolean() })),
	gone: z.array(z.string()),
});
export type ChangeJson = z.infer<typeof changeJsonSchema>;

export function toChangeJson({ findings, notes, changes }: Pick<ChangeReport, 'findings' | 'notes' | 'changes'>): ChangeJson {
	return {
		findings: findings.map(toJson),
		notes,
		changed: [...changes.changed].map(([id, { isNew }]) => ({ id, isNew })),
		gone: changes.gone,
	};
}

/** As `--format markdown` shows it. */
export function formatChange({ findings, notes, changed, gone }: ChangeJson): string {
	const named = new Map(changed.map(({ id, isNew }) => [id, { article: { id }, isNew }]));
	return formatMarkdown(findings, notes, { changed: named, gone });
}
