import { z } from 'zod';
import { articleId, semanticVersion } from './article.ts';

const sentence = z.string().trim().min(1, { error: 'must not be empty' });

/** Every question of a module right, in percent. */
export const fullMark = 100;

/** `path.mdx` of a folder below `training/`: the modules that somebody follows, in order. */
export const trainingPathSchema = z.strictObject({
	kind: z.literal('training-path'),
	id: articleId.describe('Stable id, such as TP-first-week. Progress is kept under it.'),
	title: sentence,
	version: semanticVersion,
	for: sentence.describe('For whom it is, a sentence.'),
	order: z.int().positive().describe('Place among the paths.'),
	modules: z.array(articleId).min(1).describe('Ids of its modules, in the order in which they are taken.'),
	prerequisites: z.array(articleId).default([]).describe('Ids of the paths that come before it.'),
	passMark: z
		.number()
		.positive()
		.describe('Share of a module’s questions, in percent, that must be right at the first answer of an attempt.'),
});
export type TrainingPathFields = z.infer<typeof trainingPathSchema>;

/** One module of a path: what to read in the articles, and questions about it. */
export const trainingModuleSchema = z.strictObject({
	kind: z.literal('training'),
	id: articleId.describe('Stable id, such as TM-0101. Progress is kept under it.'),
	title: sentence,
	version: semanticVersion,
	goals: z.array(sentence).min(1).describe('What one can do afterwards.'),
	minutes: z.int().positive().describe('How long it takes.'),
	teaches: z
		.array(z.strictObject({ article: articleId, version: semanticVersion.describe('The version that the module was written for.') }))
		.min(1)
		.describe('The articles that it teaches. Questions are about sections of these.'),
});
export type TrainingModuleFields = z.infer<typeof trainingModuleSchema>;

/** A line of `training/practice/tickets.jsonl`: a ticket to practise on, with its key. */
export const practiceTicketSchema = z
	.strictObject({
		id: articleId,
		written: z.literal('for training').describe('Nobody sent it: it was written for the purpose.'),
		case: z.enum(['known', 'none', 'two', 'tempting']),
		subject: sentence.optional(),
		text: sentence,
		minutes: z.number().positive().describe('A fair time for it, in the timed mode.'),
		articles: z.array(articleId).describe('All of these answer it; none where no article does.'),
		also: z.array(articleId).default([]).describe('Naming these beside costs nothing.'),
		wrong: z.array(z.strictObject({ article: articleId, why: sentence })).default([]),
		escalation: articleId.nullable().describe('The team to escalate to at once; null where the desk can solve it.'),
		escalationWhy: sentence,
		replies: z.array(z.strictObject({ text: sentence, right: z.boolean(), why: sentence })).min(2),
		reason: sentence.describe('Why these articles, or none.'),
	})
	.refine(({ replies }) => replies.filter(({ right }) => right).length === 1, { error: 'exactly one of the replies must be right' });
export type PracticeTicket = z.infer<typeof practiceTicketSchema>;

/** A service of `training/practice/services.json`: what a request to it does to the practice database. */
export const practiceServiceSchema = z.strictObject({
	method: z.enum(['GET', 'POST', 'PUT', 'PATCH', 'DELETE']),
	path: z
		.string()
		.regex(/^\/\S+$/, { error: 'must begin with a slash' })
		.describe('With parameters, such as /items/:item_id/lease.'),
	headers: z.array(sentence).describe('Headers without which it refuses.'),
	sql: sentence.describe('One statement; its :parameters come from the path, the query and the fields of a JSON body.'),
	state: sentence.describe('One query, with the same parameters: the rows that show what the request has done, in order.'),
	ok: z.int().min(200).max(299).describe('Status of the answer where the statement touched a row; with 200 and 201 the row comes with it.'),
	none: z.int().min(400).max(499).describe('Status where it touched none.'),
});
export type PracticeService = z.infer<typeof practiceServiceSchema>;

/** `training/practice/services.json`. */
export const practiceServicesSchema = z.array(practiceServiceSchema);
