import matter from 'gray-matter';
import type { z } from 'zod';
import type { Finding } from './finding.ts';
import { articleSchema, type FrontMatter } from './schemas/index.ts';

/** gray-matter would evaluate `---js`: only YAML is read. */
const yamlOnly = {
	engines: {
		javascript: () => {
			throw new Error('only YAML front matter is read');
		},
	},
};

/** An article's file, its front matter still unchecked. `body` starts at `bodyLine` of the file. */
export interface SplitFile {
	data: Record<string, unknown>;
	body: string;
	bodyLine: number;
}

/**
 * Separates front matter from body. Gives a finding instead where the front matter is absent, unclosed or not YAML.
 * Windows line ends and a byte-order mark are taken.
 */
export function splitFrontMatter(text: string, path: string): SplitFile | Finding {
	const plain = text.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n');
	const opening = /^---[ \t]*\n/.exec(plain);
	const closing = opening === null ? -1 : plain.slice(3).search(/\n---[ \t]*(\n|$)/);
	if (opening === null || closing === -1) {
		const message =
			plain.trim() === '' ? 'the file is empty.' : opening === null ? 'has no front matter.' : 'its front matter is never closed.';
		return {
			path,
			line: 1,
			rule: 'front-matter',
			message,
			remedy: 'Start the file with "---", the fields (id, kind, title, version, state), and "---" on a line of its own.',
		};
	}
	// The closing line must be bare for gray-matter; ours may carry trailing blanks.
	const yaml = plain.slice(opening[0].length, closing + 4);
	const body = plain.slice(closing + 3).replace(/^\n---[ \t]*\n?/, '');
	const bodyLine = plain.slice(0, plain.length - body.length).split('\n').length;
	try {
		const { data } = matter(`---\n${yaml}---\n`, yamlOnly);
		if (typeof data !== 'object' || data === null || Array.isArray(data)) {
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

function yamlFinding(error: unknown, path: string): Finding {
	const mark = (error as { mark?: { line?: number } }).mark;
	const reason = (error as { reason?: string }).reason ?? (error instanceof Error ? error.message : String(error));
	return {
		path,
		line: (mark?.line ?? 0) + 2,
		rule: 'front-matter',
		message: `its front matter is not valid YAML: ${reason}.`,
		remedy: 'Mend that line; text with ": ", "#" or a leading quote, bracket or "*" goes in double quotes.',
	};
}

/** Checks front matter against the schema of its kind; `text` is the whole file, to find each field's line. */
export function checkFrontMatter(
	data: Record<string, unknown>,
	text: string,
	path: string,
): { frontMatter: FrontMatter } | { findings: Finding[] } {
	const result = articleSchema.safeParse(data);
	if (result.success) return { frontMatter: result.data };
	return { findings: result.error.issues.map((issue) => schemaFinding(issue, text, path)) };
}

function schemaFinding(issue: z.core.$ZodIssue, text: string, path: string): Finding {
	if (issue.code === 'unrecognized_keys') {
		const line = fieldLine(text, [...issue.path, issue.keys[0] ?? '']);
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
	return { path, line: fieldLine(text, issue.path), rule: 'schema', message: `${name} ${message}.`, remedy };
}

function inField(path: PropertyKey[]): string {
	return path.length === 0 ? '' : ` in ${path.join('.')}`;
}

/** Line of a (nested) field in the front matter; that of its nearest parent where it is not written; else 1. */
function fieldLine(text: string, fieldPath: PropertyKey[]): number {
	const lines = text.split(/\r\n?|\n/);
	let line = 1;
	let from = 1;
	for (const part of fieldPath) {
		if (typeof part === 'number') {
			const items = lines.flatMap((content, index) => (index >= from && /^\s*-\s/.test(content) ? [index] : []));
			const item = items[part];
			if (item === undefined) return line;
			line = item + 1;
			from = item;
			continue;
		}
		const pattern = new RegExp(`^[\\s-]*["']?${String(part).replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}["']?\\s*:`);
		const found = lines.findIndex((content, index) => index >= from && pattern.test(content));
		if (found === -1) return line;
		line = found + 1;
		from = found;
	}
	return line;
}
