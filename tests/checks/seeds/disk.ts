import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readContext } from '../../../src/checks/context.node.ts';
import { checkContent, type ReportedFinding } from '../../../src/checks/report.ts';
import { readCorpus } from '../../../src/knowledge/corpus.node.ts';
import { today } from '../../setup/check-articles.ts';
import { goodFiles, newFile } from '../../setup/good-articles.ts';

/** A mistake that is in bytes, names or links of files, made in a small knowledge base on the disk. */
export interface DiskSeed {
	what: string;
	rule: string;
	path: string;
	line?: number;
	make(folder: string): Promise<void>;
}

/** A file with an article that the rules take. */
const put = (name: string, content: string | Uint8Array) => (folder: string) => writeFile(join(folder, name), content);
const article = newFile('KI-0003');
const lineOfOwner = article.slice(0, article.indexOf('owner:')).split('\n').length;

export const diskSeeds: readonly DiskSeed[] = [
	{ what: 'nothing but a dump', rule: 'size', path: 'KI-0003.mdx', make: put('KI-0003.mdx', `${article}${'Line.\n'.repeat(180_000)}`) },
	{
		what: 'an umlaut as Windows-1252 has it',
		rule: 'encoding',
		path: 'KI-0003.mdx',
		line: lineOfOwner,
		make: put('KI-0003.mdx', Buffer.from(article.replace('Print desk', 'B\u00fcro'), 'latin1')),
	},
	{
		what: 'a file saved as UTF-16',
		rule: 'encoding',
		path: 'KI-0003.mdx',
		line: 1,
		make: put('KI-0003.mdx', Buffer.from(`\uFEFF${article}`, 'utf16le')),
	},
	{ what: 'a number sign in a name', rule: 'path', path: 'KI-0003 #2.mdx', make: put('KI-0003 #2.mdx', article) },
	{
		what: 'a symbolic link to an article',
		rule: 'corpus',
		path: 'again.mdx',
		make: (folder) => symlink(join(folder, 'KI-0001.mdx'), join(folder, 'again.mdx')),
	},
	{
		what: 'a symbolic link to a folder of articles',
		rule: 'corpus',
		path: 'shared',
		async make(folder) {
			await mkdir(join(folder, '.apart'));
			await symlink(join(folder, '.apart'), join(folder, 'shared'));
		},
	},
	{
		what: 'a comma behind a linked ticket',
		rule: 'json',
		path: 'links.jsonl',
		line: 2,
		make: put('links.jsonl', '{"text": "jam", "article": "KI-0001"}\n{"text": "jam", "article": "KI-0001"},\n'),
	},
	{
		what: 'a ticket linked to no article',
		rule: 'reference',
		path: 'links.jsonl',
		line: 1,
		make: put('links.jsonl', '{"text": "jam", "article": "KI-0100"}\n'),
	},
];

/** What is found in a small knowledge base after a mistake. */
export async function checkDisk({ make }: Pick<DiskSeed, 'make'>): Promise<ReportedFinding[]> {
	const folder = await mkdtemp(join(tmpdir(), 'signpost-seed-'));
	try {
		for (const [path, text] of goodFiles()) await writeFile(join(folder, path), text);
		await make(folder);
		const corpus = await readCorpus(folder);
		return checkContent(corpus.findings, await readContext(corpus, { today }));
	} finally {
		await rm(folder, { recursive: true, force: true });
	}
}
