import { registerHooks } from 'node:module';
import { parse } from 'yaml';
import { z } from 'zod';

// The parser imports its schema without saying that it is JSON, which Node by itself refuses.
registerHooks({
	resolve(specifier, context, next) {
		const found = next(specifier, context);
		return specifier.endsWith('.min.json') ? { ...found, importAttributes: { type: 'json' } } : found;
	},
});
const { convertWorkflowTemplate, NoOperationTraceWriter, parseWorkflow } = await import('@actions/workflow-parser');

const permissions = z.union([z.string(), z.record(z.string(), z.string())]);
const step = z.object({
	uses: z.string().optional(),
	run: z.string().optional(),
	with: z.record(z.string(), z.unknown()).default({}),
});
const workflowSchema = z.object({
	on: z.union([z.string(), z.array(z.string()), z.record(z.string(), z.unknown())]),
	permissions: permissions.optional(),
	jobs: z.record(
		z.string(),
		z.object({ permissions: permissions.optional(), 'timeout-minutes': z.number().optional(), steps: z.array(step).default([]) }),
	),
});
type Workflow = z.infer<typeof workflowSchema>;

/** What is wrong with a workflow, a sentence each: first what GitHub's own parser says, then what we ask for. */
export async function lintWorkflow(text: string, commands: ReadonlySet<string>): Promise<string[]> {
	const parsed = parseWorkflow({ name: 'workflow.yml', content: text }, new NoOperationTraceWriter());
	const errors = parsed.context.errors.getErrors().map(({ message }) => message);
	if (parsed.value === undefined || errors.length > 0) return errors;
	const template = await convertWorkflowTemplate(parsed.context, parsed.value);
	if (template.errors !== undefined && template.errors.length > 0) return template.errors.map(({ Message }) => Message);
	const workflow = workflowSchema.parse(parse(text));
	return [
		...checkTriggers(workflow),
		...checkPermissions(workflow),
		...Object.entries(workflow.jobs).flatMap(([name, job]) => [
			...(job['timeout-minutes'] === undefined ? [`job ${name} has no timeout-minutes`] : []),
			...job.steps.flatMap((one) => [...checkAction(one), ...checkScript(one, commands)]),
		]),
	];
}

function triggersOf({ on }: Workflow): string[] {
	return typeof on === 'string' ? [on] : Array.isArray(on) ? on : Object.keys(on);
}

function checkTriggers(workflow: Workflow): string[] {
	return triggersOf(workflow).includes('pull_request_target')
		? ['pull_request_target gives code of a pull request a token that writes']
		: [];
}

function checkPermissions(workflow: Workflow): string[] {
	if (workflow.permissions === undefined) return ['no permissions at the top'];
	const all = [workflow.permissions, ...Object.values(workflow.jobs).map((job) => job.permissions ?? {})];
	if (!all.some((given) => (typeof given === 'string' ? given.includes('write') : Object.values(given).includes('write')))) return [];
	const steps = Object.values(workflow.jobs).flatMap((job) => job.steps);
	const takesOther = ({ uses = '', run = '', with: inputs }: z.infer<typeof step>): boolean =>
		(uses.startsWith('actions/checkout@') && ('ref' in inputs || 'repository' in inputs)) ||
		/\bgit\s+(fetch|checkout|pull|switch|clone)\b|\bgh\s+pr\s+checkout\b/.test(run);
	return [
		...(triggersOf(workflow).includes('pull_request') ? ['may write, and runs the code of a pull request'] : []),
		...(steps.some(takesOther) ? ['may write, and checks out something else than the main branch'] : []),
	];
}

function checkAction({ uses, with: inputs }: z.infer<typeof step>): string[] {
	if (uses === undefined) return [];
	return [
		...(/^actions\/[\w-]+@[0-9a-f]{40}$/.test(uses) ? [] : [`${uses} is no action of GitHub's own at a full commit`]),
		...(uses.startsWith('actions/checkout@') && inputs['persist-credentials'] !== false
			? ['checkout leaves the token in .git/config']
			: []),
	];
}

function checkScript({ run = '' }: z.infer<typeof step>, commands: ReadonlySet<string>): string[] {
	const called = [...run.matchAll(/\bnpm run (?:-\S+ )*([\w:-]+)/g)].map(([, name = '']) => name);
	return [
		// What a branch or a title is named would become shell: expressions go through env.
		...(run.includes('${{') ? [`an expression inside a script: ${run.trim()}`] : []),
		...called.filter((name) => !commands.has(name)).map((name) => `npm run ${name} is not in package.json`),
	];
}
