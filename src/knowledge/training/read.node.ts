import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Root } from 'mdast';
import type { z } from 'zod';
import { parseBody } from '../article.ts';
import { decodeText, isFolder, listFiles } from '../files.node.ts';
import type { Finding } from '../finding.ts';
import { checkFields, splitFrontMatter } from '../front-matter.ts';
import { trainingComponents } from '../markup.ts';
import { type TrainingPathFields, trainingModuleSchema, trainingPathSchema } from '../schemas/training.ts';
import { databaseFile, listPracticeFiles, readDatabase, readTickets } from './practice.node.ts';
import { readQuestions } from './questions.ts';
import type { PracticeDatabase, Training, TrainingModule, TrainingPath } from './training.ts';

/** Below the folder of a knowledge base. */
export const trainingFolder = 'training';
const pathFile = 'path.mdx';
/** Pages of training that are no path's. */
const takenFolders: ReadonlySet<string> = new Set(['practice', 'repeat', 'trainer']);
/** The field of a path's front matter, closed or not; what an article's body says of training makes no path. */
const saysPath = /^\uFEFF?---[ \t]*\r?\n(?:(?!---).*\r?\n)*?kind:[ \t]*["']?training-path\b/;

/**
 * Paths of all files that training is made of. A folder below `training/` is a path where its `path.mdx` says so: imported
 * pages may lie in a folder of that name, and stay articles.
 */
export async function listTrainingFiles(folder: string): Promise<string[]> {
	const parent = join(folder, trainingFolder);
	if (!(await isFolder(parent))) return [];
	const files: string[] = [];
	for (const entry of await readdir(parent, { withFileTypes: true })) {
		if (!entry.isDirectory()) continue;
		const own = join(parent, entry.name, pathFile);
		if (!existsSync(own) || !saysPath.test(await readFile(own, 'utf8'))) continue;
		const names = await listFiles(join(parent, entry.name), (name) => name.endsWith('.mdx'));
		files.push(...names.map((name) => `${trainingFolder}/${entry.name}/${name}`));
	}
	return files.sort();
}

/** All that a knowledge base holds for training: `listTrainingFiles`, the practice tickets and the practice database. */
export async function listTrainingSources(folder: string): Promise<string[]> {
	return [...(await listTrainingFiles(folder)), ...listPracticeFiles(folder)];
}

/** Reads the training of a folder. What cannot be read is a finding, and the rest goes on. */
export async function readTraining(folder: string): Promise<Training> {
	const findings: Finding[] = [];
	const heads: { fields: TrainingPathFields; path: string; folder: string }[] = [];
	const modules: TrainingModule[] = [];
	for (const path of await listTrainingFiles(folder)) {
		const text = decodeText(await readFile(join(folder, path)), path);
		if (typeof text !== 'string') {
			findings.push(text);
			continue;
		}
		const isHead = path.endsWith(`/${pathFile}`);
		const read = isHead ? readPart(text, path, trainingPathSchema) : readPart(text, path, trainingModuleSchema);
		if ('findings' in read) {
			findings.push(...read.findings);
		} else if (read.fields.kind === 'training-path') {
			heads.push({ fields: read.fields, path, folder: path.split('/')[1] ?? '' });
		} else {
			const { questions, findings: wrong } = readQuestions(read.tree, path);
			findings.push(...wrong);
			modules.push({ ...read.fields, path, slug: (path.split('/').at(-1) ?? '').replace(/\.mdx$/, ''), questions, tree: read.tree });
		}
	}
	const paths = heads
		.map(({ fields, path, folder: name }): TrainingPath => {
			const own = modules.filter((module) => module.path.startsWith(`${trainingFolder}/${name}/`));
			return { ...fields, path, folder: name, modules: fields.modules.flatMap((id) => own.find((module) => module.id === id) ?? []) };
		})
		.sort((a, b) => a.order - b.order || a.id.localeCompare(b.id));
	const database = await readDatabase(folder, findings);
	if (findings.length === 0) findings.push(...checkPlaces(heads, modules, database));
	return { paths, tickets: await readTickets(folder, findings), database, findings };
}

function readPart<Fields>(text: string, path: string, schema: z.ZodType<Fields>): { fields: Fields; tree: Root } | { findings: Finding[] } {
	const split = splitFrontMatter(text, path);
	if ('rule' in split) return { findings: [split] };
	const checked = checkFields(schema, split.data, text, path);
	const parsed = parseBody(split.body, split.bodyLine, path, trainingComponents);
	const findings = [...('findings' in checked ? checked.findings : []), ...('findings' in parsed ? parsed.findings : [])];
	return 'findings' in checked || 'findings' in parsed ? { findings } : { fields: checked.fields, tree: parsed.tree };
}

/**
 * Every module stands in the path of its folder, once; prerequisites are paths that are there, and lead back to none; what
 * is to be run has a database.
 */
function checkPlaces(
	heads: readonly { fields: TrainingPathFields; path: string; folder: string }[],
	modules: readonly TrainingModule[],
	database: PracticeDatabase | null,
): Finding[] {
	const findings: Finding[] = [];
	const report = (path: string, message: string, remedy: string): void => {
		findings.push({ path, rule: 'reference', message, remedy });
	};
	const seen = new Map<string, string>();
	for (const { id, path } of [...heads.map(({ fields, path }) => ({ id: fields.id, path })), ...modules]) {
		const first = seen.get(id.toLowerCase());
		if (first !== undefined) report(path, `the id ${id} is taken by ${first}.`, 'Give the newer one another id.');
		seen.set(id.toLowerCase(), first ?? path);
	}
	const after = new Map(heads.map(({ fields }) => [fields.id, fields.prerequisites]));
	for (const { fields, path, folder } of heads) {
		if (takenFolders.has(folder)) report(path, `a path cannot lie in "${folder}": the site has a page there.`, 'Rename the folder.');
		const own = modules.filter((module) => module.path.startsWith(`${trainingFolder}/${folder}/`));
		for (const id of fields.modules) {
			if (!own.some((module) => module.id === id))
				report(path, `modules names ${id}, which is no module of this folder.`, 'Correct the id, or remove it.');
		}
		for (const module of own) {
			if (!fields.modules.includes(module.id)) report(module.path, `${module.id} is in no path.`, `Add it to "modules" of ${path}.`);
		}
		for (const id of fields.prerequisites) {
			if (!after.has(id)) report(path, `prerequisites names ${id}, which is no path here.`, 'Correct the id, or remove it.');
			else if (leadsTo(id, fields.id, after))
				report(path, `prerequisites names ${id}, which itself comes after ${fields.id}.`, 'Remove one of the two.');
		}
	}
	const run = database === null ? modules.flatMap(({ path, questions }) => questions.map((question) => ({ path, ...question }))) : [];
	for (const { path, id, ask, line } of run) {
		if (ask !== 'sql' && ask !== 'http') continue;
		const message = `the question "${id}" is answered on the practice database, which is not there.`;
		findings.push({ path, line, rule: 'reference', message, remedy: `Write ${databaseFile}, or ask in another way.` });
	}
	return findings;
}

function leadsTo(from: string, wanted: string, after: ReadonlyMap<string, readonly string[]>, met: Set<string> = new Set()): boolean {
	if (from === wanted) return true;
	if (met.has(from)) return false;
	met.add(from);
	return (after.get(from) ?? []).some((next) => leadsTo(next, wanted, after, met));
}
