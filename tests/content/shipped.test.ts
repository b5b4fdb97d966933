import { describe, expect, test } from 'vitest';
import { type Corpus, readCorpus } from '../../src/knowledge/corpus.node.ts';
import { readPartnerEdition } from '../../src/knowledge/edition.node.ts';
import { formatFinding } from '../../src/knowledge/finding.ts';

let corpus: Promise<Corpus> | undefined;
function shipped(): Promise<Corpus> {
	corpus ??= readCorpus('content');
	return corpus;
}

describe('the shipped knowledge base', () => {
	test('has nothing to mend', async () => {
		expect((await shipped()).findings.map(formatFinding)).toEqual([]);
	});

	test('is large enough to work with', async () => {
		const { articles } = await shipped();
		const count = (kind: string): number => articles.filter((article) => article.kind === kind).length;
		expect(count('known-issue')).toBeGreaterThanOrEqual(40);
		expect(count('sop')).toBeGreaterThanOrEqual(20);
		expect(count('escalation')).toBeGreaterThanOrEqual(8);
	});

	test('has teams on shift in Singapore, San Jose, Dublin and London', async () => {
		const sites = (await shipped()).articles.flatMap(({ frontMatter }) =>
			frontMatter?.kind === 'escalation' ? frontMatter.coverage.map(({ site }) => site) : [],
		);
		expect([...new Set(sites)]).toEqual(expect.arrayContaining(['SG', 'SJ', 'DUB', 'LDN']));
	});

	test('has one team for each audience that takes what no other owns', async () => {
		const fallbacks = (await shipped()).articles.flatMap(({ frontMatter }) =>
			frontMatter?.kind === 'escalation' && frontMatter.fallback ? [frontMatter.audience] : [],
		);
		expect(fallbacks.sort()).toEqual(['internal', 'partner']);
	});

	test('has checks with branches as decision trees', async () => {
		const walked = (await shipped()).articles.filter(({ tree }) => tree.children.some((node) => 'name' in node && node.name === 'Decide'));
		expect(walked.length).toBeGreaterThanOrEqual(8);
	});

	test('has an edition for partners that names nothing internal', async () => {
		const { findings, texts } = await readPartnerEdition(await shipped());
		expect(findings.map(formatFinding)).toEqual([]);
		expect(texts.size).toBeGreaterThanOrEqual(8);
	});

	test('examines every article with at least two tickets', async () => {
		const unexamined = (await shipped()).articles.filter(({ tests }) => new Set(tests).size < 2).map(({ path }) => path);
		expect(unexamined).toEqual([]);
	});
});
