import { readFile, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { CorpusError } from '../corpus.node.ts';
import { decodeUtf8, isFolder, listFiles } from '../files.node.ts';
import type { Finding } from '../finding.ts';
import { expectOtherFolder, isOwnPath } from './import-pages.node.ts';

/** A folder that holds what another system gave out, or the one file that was named. */
export interface ExportFolder {
	folder: string;
	/** Paths of all files within the folder, sorted, `/` between parts; without those of the corpus that is written. */
	paths: string[];
}

/** Lists an export. Throws a CorpusError where nothing is there, or a thing that cannot be read. */
export async function openExport(path: string, corpus: string): Promise<ExportFolder> {
	expectOtherFolder(path, corpus);
	if (await isFolder(path)) {
		const isOwn = isOwnPath(path, corpus);
		return { folder: path, paths: (await listFiles(path, () => true)).filter((file) => !isOwn(file)) };
	}
	const found = await stat(path).catch(() => null);
	if (found === null) throw new CorpusError(`${path}: no such file or folder. Name the export: a .json file, or its folder.`);
	if (/\.zip$/i.test(path)) throw new CorpusError(`${path}: is packed. Unpack it, and name the folder.`);
	if (!/\.json$/i.test(path)) throw new CorpusError(`${path}: is no .json file. Name a .json file, or the folder of the export.`);
	return { folder: dirname(path), paths: [basename(path)] };
}

/** Reads every .json file of an export. What is no JSON becomes a finding, and the rest goes on. */
export async function readJsonFiles(source: ExportFolder, findings: Finding[]): Promise<{ path: string; value: unknown }[]> {
	const files: { path: string; value: unknown }[] = [];
	for (const path of source.paths.filter((name) => /\.json$/i.test(name))) {
		const text = decodeUtf8(await readFile(join(source.folder, path)), path);
		if (typeof text !== 'string') {
			findings.push(text);
			continue;
		}
		try {
			files.push({ path, value: JSON.parse(text.replace(/^\uFEFF/, '')) });
		} catch (error) {
			findings.push(jsonFinding(error, path, text));
		}
	}
	return files;
}

function jsonFinding(error: unknown, path: string, text: string): Finding {
	const reason = error instanceof Error ? error.message : String(error);
	// "Expected ',' or '}' after property value in JSON at position 42 (line 3 column 5)"
	const line = /\(line (\d+) column/.exec(reason)?.[1] ?? text.split('\n').length;
	return {
		path,
		line: Number(line),
		rule: 'json',
		message: `is not JSON (${reason
			.replace(/ in JSON at position.*$/, '')
			.replace(/\s+/g, ' ')
			.slice(0, 80)}), and was not read.`,
		remedy: 'Export it again; a file that was cut off ends in the middle.',
	};
}
