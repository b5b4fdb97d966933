import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { lintWorkflow } from './workflow-rules.ts';

const folder = '.github/workflows';
const commands = new Set(
	Object.keys(z.object({ scripts: z.record(z.string(), z.string()) }).parse(JSON.parse(readFileSync('package.json', 'utf8'))).scripts),
);
/** An expression as workflows write it. */
const expression = (text: string): string => `$${'{'}{ ${text} }}`;
const lint = (text: string): Promise<string[]> => lintWorkflow(text, commands);

describe('the workflows', () => {
	const files = readdirSync(folder);

	test('are the three that there are', () => {
		expect(files.toSorted()).toEqual(['due.yml', 'pull-request.yml', 'report.yml']);
	});

	test.each(files)('%s has nothing wrong', async (file) => {
		expect(await lint(readFileSync(join(folder, file), 'utf8'))).toEqual([]);
	});

	test('report.yml follows the workflow by the name that it has', () => {
		const name = parse(readFileSync(join(folder, 'pull-request.yml'), 'utf8')).name;
		expect(parse(readFileSync(join(folder, 'report.yml'), 'utf8')).on.workflow_run.workflows).toEqual([name]);
	});

	test('one commit stands for an action wherever it is used', () => {
		const used = new Map<string, Set<string>>();
		for (const file of files) {
			for (const [, action = '', commit = ''] of readFileSync(join(folder, file), 'utf8').matchAll(/uses: (\S+)@(.+)/g))
				used.set(action, (used.get(action) ?? new Set()).add(commit));
		}
		expect([...used].filter(([, commits]) => commits.size > 1)).toEqual([]);
	});
});

describe('lintWorkflow', () => {
	const checkout = `actions/checkout@${'a'.repeat(40)}`;
	/** A workflow with nothing wrong, and a part of it put in another way. */
	const workflow = (from = '', to = ''): string =>
		`on:\n  pull_request:\npermissions:\n  contents: read\njobs:\n  one:\n    runs-on: ubuntu-latest\n    timeout-minutes: 5\n    steps:\n      - uses: ${checkout}\n        with:\n          persist-credentials: false\n      - run: npm run -s check\n`.replace(
			from,
			to,
		);

	test('finds nothing where nothing is wrong', async () => {
		expect(await lint(workflow())).toEqual([]);
	});

	test.each([
		['what GitHub does not know', 'runs-on', 'runs-in', /Unexpected value 'runs-in'/],
		[
			'an expression that cannot be read',
			'runs-on: ubuntu-latest',
			`runs-on: ubuntu-latest\n    if: ${expression('nothing.at.all')}`,
			/Unrecognized named-value/,
		],
		['a command that is not there', 'run -s check', 'run -s chekc', /npm run chekc is not in package.json/],
		['pull_request_target', '  pull_request:', '  pull_request_target:', /^pull_request_target gives/],
		[
			'an expression in a script',
			'npm run -s check',
			`npm run -s check -- '${expression('github.head_ref')}'`,
			/^an expression inside a script/,
		],
		['no permissions', 'permissions:\n  contents: read\n', '', /^no permissions/],
		[
			'a token that writes beside code of a pull request',
			'contents: read',
			'contents: read\n  issues: write',
			/^may write, and runs the code/,
		],
		['all permissions', 'permissions:\n  contents: read', 'permissions: write-all', /^may write, and runs the code/],
		[
			'a job that writes',
			'timeout-minutes: 5',
			'timeout-minutes: 5\n    permissions:\n      issues: write',
			/^may write, and runs the code/,
		],
		['no time limit', '    timeout-minutes: 5\n', '', /^job one has no timeout-minutes/],
		['an action of somebody else', checkout, `someone/checkout@${'a'.repeat(40)}`, /^someone\/checkout@a+ is no action/],
		['an action at a tag', checkout, 'actions/checkout@v5', /^actions\/checkout@v5 is no action/],
		['a token that stays', '          persist-credentials: false\n', '          fetch-depth: 0\n', /^checkout leaves the token/],
	])('finds %s', async (_, from, to, problem) => {
		expect(workflow()).toContain(from);
		expect((await lint(workflow(from, to))).filter((one) => problem.test(one))).toHaveLength(1);
	});

	test.each([
		[
			'by checkout',
			'persist-credentials: false',
			`persist-credentials: false\n          ref: ${expression('github.event.workflow_run.head_sha')}`,
		],
		['by a script', 'npm run -s check', 'git fetch origin "$HEAD" && git checkout FETCH_HEAD'],
	])('finds code of a pull request, taken %s, where a token writes', async (_, from, to) => {
		const writing = workflow(from, to)
			.replace('  pull_request:', '  workflow_run:\n    workflows: [Pull request]')
			.replace('contents: read', 'contents: read\n  issues: write');
		expect(await lint(writing)).toEqual(['may write, and checks out something else than the main branch']);
	});
});

describe('issue forms and templates', () => {
	const forms = '.github/ISSUE_TEMPLATE';
	const label = z.string().min(1);
	const described = { label, description: label.optional(), placeholder: label.optional() };
	const asked = { id: z.string().regex(/^[\w-]+$/), validations: z.strictObject({ required: z.boolean() }).optional() };
	/** As GitHub documents the syntax of issue forms. */
	const formSchema = z.strictObject({
		name: label,
		description: label,
		title: label,
		labels: z.array(label),
		body: z
			.array(
				z.discriminatedUnion('type', [
					z.strictObject({ type: z.literal('markdown'), attributes: z.strictObject({ value: label }) }),
					z.strictObject({ type: z.literal('input'), ...asked, attributes: z.strictObject(described) }),
					z.strictObject({ type: z.literal('textarea'), ...asked, attributes: z.strictObject(described) }),
					z.strictObject({
						type: z.literal('dropdown'),
						...asked,
						attributes: z.strictObject({ label, description: label.optional(), options: z.array(label).min(1) }),
					}),
				]),
			)
			.refine((body) => body.some(({ type }) => type !== 'markdown'), { error: 'asks nothing' })
			.refine((body) => new Set(body.map((field) => ('id' in field ? field.id : field))).size === body.length, { error: 'an id twice' }),
	});

	test.each(readdirSync(forms).filter((file) => file !== 'config.yml'))('%s is a form', (file) => {
		expect(formSchema.safeParse(parse(readFileSync(join(forms, file), 'utf8'))).error).toBeUndefined();
	});

	test('a form that asks nothing, or the same twice, is none', () => {
		const form = { name: 'n', description: 'd', title: 't', labels: [] };
		const input = { type: 'input', id: 'a', attributes: { label: 'A' } };
		expect(formSchema.safeParse({ ...form, body: [input] }).success).toBe(true);
		expect(formSchema.safeParse({ ...form, body: [{ type: 'markdown', attributes: { value: 'v' } }] }).success).toBe(false);
		expect(formSchema.safeParse({ ...form, body: [input, input] }).success).toBe(false);
	});

	test('no issue is opened past the forms', () => {
		expect(parse(readFileSync(join(forms, 'config.yml'), 'utf8'))).toEqual({ blank_issues_enabled: false });
	});

	test('a pull request is asked for the report that anybody can have before pushing', () => {
		expect(readFileSync('.github/pull_request_template.md', 'utf8')).toContain('npm run check -- --changed');
	});
});
