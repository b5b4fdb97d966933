import { type Dirent, existsSync } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { maxArticleBytes } from './article.ts';
import type { Finding } from './finding.ts';

export async function isFolder(path: string): Promise<boolean> {
	return existsSync(path) && (await stat(path)).isDirectory();
}

/** Path of an entry below the folder that was listed, `/` between parts. */
export function pathWithin(folder: string, entry: Dirent): string {
	return relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/');
}

/** Paths of all files below a folder that `wanted` takes, sorted, `/` between parts; dot-folders and node_modules apart. */
export async function listFiles(folder: string, wanted: (name: string) => boolean): Promise<string[]> {
	const entries = await readdir(folder, { recursive: true, withFileTypes: true });
	return entries
		.filter((entry) => entry.isFile() && wanted(entry.name))
		.map((entry) => pathWithin(folder, entry))
		.filter((path) => !isApart(path))
		.sort();
}

/**
 * Paths of what `wanted` takes and `listFiles` passes over: behind a symbolic link, or in a dot-folder. Not what git and
 * npm keep for themselves.
 */
export async function listPassedOver(folder: string, wanted: (name: string) => boolean): Promise<string[]> {
	const entries = await readdir(folder, { recursive: true, withFileTypes: true });
	const paths: string[] = [];
	for (const entry of entries) {
		const path = pathWithin(folder, entry);
		if (path.split('/').some((part) => part === '.git' || part === 'node_modules')) continue;
		const linkedFolder = entry.isSymbolicLink() && (await isFolder(join(folder, path)));
		if (linkedFolder || (wanted(entry.name) && !entry.isDirectory() && (entry.isSymbolicLink() || isApart(path)))) paths.push(path);
	}
	return paths.sort();
}

/** Whether a path lies in a dot-folder or node_modules, or is a dot-file: never part of a corpus. */
export function isApart(path: string): boolean {
	return path.split('/').some((part) => part === 'node_modules' || part.startsWith('.'));
}

/** Text of a file, or the finding that says why it has none: too large, or not UTF-8. */
export function decodeText(bytes: Uint8Array, path: string): string | Finding {
	if (bytes.length > maxArticleBytes) {
		return {
			path,
			rule: 'size',
			message: `is ${(bytes.length / 1e6).toFixed(1)} MB; an article has at most ${maxArticleBytes / 1e6} MB.`,
			remedy: 'Split it into articles that each solve one problem, and link what is data.',
		};
	}
	return decodeUtf8(bytes, path);
}

/** Text of a file of any size, or the finding that says from where on it is not UTF-8. */
export function decodeUtf8(bytes: Uint8Array, path: string): string | Finding {
	try {
		return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
	} catch {
		const encoding = bytes[0] === 0xff || bytes[0] === 0xfe ? 'UTF-16' : 'WINDOWS-1252';
		return {
			path,
			line: firstLineNotUtf8(bytes),
			rule: 'encoding',
			message: 'is not UTF-8 from this line on.',
			remedy: `Save it as UTF-8, for example: iconv -f ${encoding} -t UTF-8 ${path}`,
		};
	}
}

/** A line feed is never part of another character, so each line can be tried by itself. */
function firstLineNotUtf8(bytes: Uint8Array): number {
	const decoder = new TextDecoder('utf-8', { fatal: true });
	let line = 1;
	for (let from = 0; from < bytes.length; line++) {
		const end = bytes.indexOf(0x0a, from);
		const to = end === -1 ? bytes.length : end + 1;
		try {
			decoder.decode(bytes.subarray(from, to));
		} catch {
			return line;
		}
		from = to;
	}
	return line;
}
