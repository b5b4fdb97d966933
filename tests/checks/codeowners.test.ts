import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { codeowners } from '../../src/checks/codeowners.ts';
import { readCheckSettings } from '../../src/checks/settings.node.ts';
import { readCorpus } from '../../src/knowledge/corpus.node.ts';
import { article, articleText } from '../setup/articles.ts';
import { runScript } from '../setup/commands.ts';
import { temporaryFolder } from '../setup/temporary.ts';

const folder = temporaryFolder();
const owned = (path: string, owner?: string) => ({ ...article({ id: path.replace(/[^\w]/g, '-'), ...(owner && { owner }) }), path });
const owners = { Print: '@team/print', Fax: '@team/fax', Leads: '@team/leads' };
const linesOf = (...articles: ReturnType<typeof owned>[]) => {
	const written = codeowners(articles, { owners, leads: 'Leads' }, 'kb');
	return 'unknown' in written ? written.unknown : written.text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
};
const leads = ['/kb/checks.json', '/kb/accepted-moves.jsonl', '/src/checks/', '/.github/'].map((path) => `${path} @team/leads`);

describe('codeowners', () => {
	test('gives a folder to its owner, and files of a shared one to theirs', () => {
		expect(
			linesOf(owned('sops/b/2.mdx', 'Fax'), owned('sops/a/1.mdx', 'Print'), owned('sops/a/2.mdx', 'Print'), owned('sops/b/1.mdx', 'Print')),
		).toEqual(['/kb/ @team/leads', '/kb/sops/a/ @team/print', '/kb/sops/b/1.mdx @team/print', '/kb/sops/b/2.mdx @team/fax', ...leads]);
	});

	test('puts what is deeper later, for the last line counts, and never gives away the whole folder', () => {
		expect(linesOf(owned('a/b/1.mdx', 'Fax'), owned('a/1.mdx', 'Print'), owned('1.mdx', 'Print'))).toEqual([
			'/kb/ @team/leads',
			'/kb/1.mdx @team/print',
			'/kb/a/ @team/print',
			'/kb/a/b/ @team/fax',
			...leads,
		]);
	});

	test('leaves what has no owner to its folder or to the leads, and escapes spaces', () => {
		expect(linesOf(owned('a b/1.mdx', 'Fax'), owned('a b/2.mdx'), owned('c/1.mdx'))).toEqual([
			'/kb/ @team/leads',
			'/kb/a\\ b/ @team/fax',
			...leads,
		]);
	});

	test('names owners without a reviewer instead, and the articles that name them', () => {
		expect(linesOf(owned('a/1.mdx', 'Typing'), owned('a/2.mdx', 'constructor'), owned('a/3.mdx', 'Typing'))).toEqual([
			{ owner: 'Typing', namedBy: ['a-1-mdx', 'a-3-mdx'] },
			{ owner: 'constructor', namedBy: ['a-2-mdx'] },
		]);
	});
});

describe('npm run codeowners', () => {
	test('has been run on the shipped articles: its file is up to date', async () => {
		const written = codeowners((await readCorpus('content')).articles, await readCheckSettings('content'), 'content');
		expect(written).toEqual({ text: readFileSync('.github/CODEOWNERS', 'utf8') });
	});

	test('says where an owner is missing, and writes nothing', async () => {
		const corpus = join(folder, 'corpus');
		mkdirSync(corpus);
		writeFileSync(join(corpus, 'KI-1.mdx'), articleText({ id: 'KI-1', owner: 'Typing' }, 'Text.'));
		const { code, stderr } = await runScript('codeowners', [], { SIGNPOST_CONTENT: corpus });
		expect([code, stderr]).toEqual([
			1,
			`${corpus}/checks.json: owners: nobody is named for "Typing" (KI-1). Add its account or team, such as "@org/team".\n`,
		]);
	});
});
