import { CORE_SCHEMA, load, type State, YAMLException } from 'js-yaml';
import type { z } from 'zod';
import type { Finding } from './finding.ts';
import { articleSchema, type FrontMatter } from './schemas/index.ts';

/** An article's file, its front matter still unchecked. `body` starts at `bodyLine` of the file, its line ends as `\n`. */
export interface SplitFile {
	data: Record<string, unknown>;
	body: string;
	bodyLine: number;
}

/** More schema findings than this say that the file is something else; each costs a search for its line. */
const maxSchemaFindings = 20;

/**
 * Separates front matter from body. Gives a finding instead where the front matter is absent, unclosed or not YAML.
 * Windows line ends and a byte-order mark are taken.
 *
 * The body must begin where Astro lets it begin, or code could hide in what only one of the two takes for fields. Astro
 * ends the front matter at the first line that starts with `---` or `+++`, whatever follows
 * (@astrojs/internal-helpers/frontmatter), and knows no line that ends in a bare carriage return.
 */
export function splitFrontMatter(text: string, path: string): SplitFile | Finding {
	const plain = text.replace(/^\uFEFF/, '');
	const opening = /^---[ \t]*\r?\n/.exec(plain)?.[0];
	const closing = opening === undefined ? null : /\n(---|\+\+\+)([^\n]*)(\n|$)/.exec(plain.slice(opening.length - 1));
	if (opening === undefined || closing === null) {
		const message =
			plain.trim() === '' ? 'the file is empty.' : opening === undefined ? 'has no front matter.' : 'its front matter is never closed.';
		return {
			path,
			line: 1,
			rule: 'front-matter',
			message,
			remedy: 'Start the file with "---", the fields (id, kind, title, version, state), and "---" on a line of its own.',
		};
	}
	// What stands behind the opening dashes, up to the closing ones: the very text that Astro reads.
	const yaml = plain.slice('---'.length, opening.length + closing.index);
	const [, marker = '', rest = ''] = closing;
	if (marker !== '---' || !/^[ \t]*\r?$/.test(rest)) {
		return {
			path,
			line: countLines(yaml) + 1,
			rule: 'front-matter',
			message: `the line "${`${marker}${rest}`.trim().slice(0, 40)}" would end the front matter there.`,
			remedy: 'Close it with a line that holds nothing but "---"; indent any other line that starts with --- or +++.',
		};
	}
	const bodyStart = opening.length - 1 + closing.index + closing[0].length;
	const body = plain.slice(bodyStart).replace(/\r\n?/g, '\n');
	const bodyLine = countLines(plain.slice(0, bodyStart)) + 1;
	try {
		// CORE_SCHEMA leaves days as they are written: as dates, 2026-02-30 would silently become 2026-03-02.
		const data = load(yaml, { schema: CORE_SCHEMA, listener: refuseAnchor }) ?? {};
		if (!isFields(data)) {
			return {
				path,
				line: 1,
				rule: 'front-matter',
				message: 'its front matter is not a list of fields.',
				remedy: 'Write each field as "name: value".',
			};
		}
		return { data, body, bodyLine };
	} catch (error) {
		return yamlFinding(error, path);
	}
}

function countLines(text: string): number {
	return text.match(/\r\n?|\n/g)?.length ?? 0;
}

function isFields(data: unknown): data is Record<string, unknown> {
	return typeof data === 'object' && data !== null && !Array.isArray(data);
}

/** A few lines of anchors that repeat each other unfold into more than any memory holds. */
function refuseAnchor(event: string, state: State): void {
	if (event === 'close' && 'anchor' in state && state.anchor !== null) {
		const mark = { line: state.line, position: state.position, column: 0, name: '', buffer: '', snippet: '' };
		throw new YAMLException('anchors and aliases are not read, write the text out', mark);
	}
}

function yamlFinding(error: unknown, path: string): Finding {
	const { line, reason } =
		error instanceof YAMLException
			? { line: error.mark?.line ?? 0, reason: error.reason }
			: { line: 0, reason: error instanceof Error ? error.message : String(error) };
	return {
		path,
		line: line + 1,
		rule: 'front-matter',
		message: `its front matter is not valid YAML: ${reason}.`,
		remedy: 'Mend that line; text with ": ", "#" or a leading quote, bracket or "*" goes in double quotes.',
	};
}

/** Checks an article's front matter against the schema of its kind; `text` is the whole file, to find each field's line. */
export function checkFrontMatter(
	data: Record<string, unknown>,
	text: string,
	path: string,
): { frontMatter: FrontMatter } | { findings: Finding[] } {
	const checked = checkFields(articleSchema, data, text, path);
	return 'findings' in checked ? checked : { frontMatter: checked.fields };
}

/** Checks the fields at the head of a file against a schema; `text` is the whole file, to find each field's line. */
export function checkFields<Fields>(
	schema: z.ZodType<Fields>,
	data: Record<string, unknown>,
	text: string,
	path: string,
): { fields: Fields } | { findings: Finding[] } {
	const result = schema.safeParse(data);
	if (result.success) return { fields: result.data };
	const { issues } = result.error;
	const lines = frontMatterLines(text);
	const findings = issues.slice(0, maxSchemaFindings).map((issue) => schemaFinding(issue, lines, path));
	if (issues.length > maxSchemaFindings) {
		findings.push({
			path,
			rule: 'schema',
			message: `${issues.length - maxSchemaFindings} more fields are wrong.`,
			remedy: 'Mend the ones above, then look again.',
		});
	}
	return { findings };
}

function schemaFinding(issue: z.core.$ZodIssue, lines: readonly string[], path: string): Finding {
	if (issue.code === 'unrecognized_keys') {
		const line = fieldLine(lines, [...issue.path, issue.keys[0] ?? '']);
		return {
			path,
			line,
			rule: 'schema',
			message: `${issue.keys.join(', ')}: no such field${inField(issue.path)}.`,
			remedy: 'Remove it or correct its name.',
		};
	}
	const name = issue.path.join('.') || 'front matter';
	const missing = issue.code === 'invalid_type' && /received undefined/.test(issue.message);
	const message = missing ? 'is missing' : issue.message.replace(/^Invalid (input|option): /, '');
	const remedy = missing ? `Add the line "${String(issue.path.at(-1) ?? 'kind')}: …".` : 'Correct that field.';
	return { path, line: fieldLine(lines, issue.path), rule: 'schema', message: `${name} ${message}.`, remedy };
}

function inField(path: PropertyKey[]): string {
	return path.length === 0 ? '' : ` in ${path.join('.')}`;
}

/** Line of a (nested) field of a file's front matter, such as `['tests', 2]`; that of its nearest parent where it is not written; else 1. */
export function lineOfField(text: string, fieldPath: readonly PropertyKey[]): number {
	return fieldLine(frontMatterLines(text), fieldPath);
}

/** The lines of a file down to the end of its front matter; the first is the opening `---`. */
function frontMatterLines(text: string): string[] {
	const lines = text.split(/\r\n?|\n/);
	const end = lines.findIndex((line, index) => index > 0 && line.startsWith('---'));
	return end === -1 ? lines : lines.slice(0, end);
}

/** Line of a (nested) field in the front matter; that of its nearest parent where it is not written; else 1. */
function fieldLine(lines: readonly string[], fieldPath: readonly PropertyKey[]): number {
	let line = 1;
	let from = 1;
	let to = lines.length;
	for (const part of fieldPath) {
		const found = typeof part === 'number' ? findItem(lines, from, to, part) : findField(lines, from, to, String(part));
		if (found === null) return line;
		line = found + 1;
		to = endOfBlock(lines, found, to, typeof part === 'number');
		// The first field of an item stands behind its dash.
		from = typeof part === 'number' ? found : found + 1;
	}
	return line;
}

function findField(lines: readonly string[], from: number, to: number, name: string): number | null {
	const pattern = new RegExp(`^["']?${name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}["']?\\s*:`);
	let indent: number | null = null;
	for (let index = from; index < to; index++) {
		const content = lines[index]?.replace(/^[\s-]*/, '') ?? '';
		if (content === '' || content.startsWith('#')) continue;
		const depth = (lines[index]?.length ?? 0) - content.length;
		indent ??= depth;
		if (depth === indent && pattern.test(content)) return index;
	}
	return null;
}

function findItem(lines: readonly string[], from: number, to: number, position: number): number | null {
	let indent: number | null = null;
	let seen = 0;
	for (let index = from; index < to; index++) {
		const depth = /^\s*(?=-(\s|$))/.exec(lines[index] ?? '')?.[0].length;
		if (depth === undefined) continue;
		indent ??= depth;
		if (depth === indent && seen++ === position) return index;
	}
	return null;
}

/** The first line behind a field or item that belongs to it no more. A field's items may stand as far left as the field. */
function endOfBlock(lines: readonly string[], start: number, to: number, isItem: boolean): number {
	const indentOf = (line: string): number => (/^\s*/.exec(line)?.[0] ?? '').length;
	const first = lines[start] ?? '';
	const indent = isItem ? indentOf(first) : first.length - first.replace(/^[\s-]*/, '').length;
	for (let index = start + 1; index < to; index++) {
		const line = lines[index] ?? '';
		if (line.trim() === '' || line.trimStart().startsWith('#')) continue;
		if (indentOf(line) < indent || (indentOf(line) === indent && (isItem || !/^\s*-(\s|$)/.test(line)))) return index;
	}
	return to;
}
