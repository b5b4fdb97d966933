import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { openDesk } from '../../src/desk/desk.node.ts';
import type { Feedback } from '../../src/desk/feedback.ts';
import { feedbackFile, UnknownFlaggedArticleError } from '../../src/desk/feedback-store.node.ts';
import { SearchGapError, searchGapsFile } from '../../src/desk/gap-store.node.ts';
import { temporaryFolder } from '../setup/temporary.ts';

const temporary = temporaryFolder();
let corpora = 0;

/** A corpus with these settings. */
async function makeCorpus(settings: unknown): Promise<string> {
	const corpus = join(temporary, `corpus-${corpora++}`);
	await mkdir(corpus);
	await writeFile(join(corpus, 'signpost.json'), JSON.stringify(settings));
	return corpus;
}

beforeEach(() => void vi.stubEnv('SIGNPOST_HOME', join(temporary, 'home')));
afterEach(() => void vi.unstubAllEnvs());

const flag: Feedback = { article: 'KI-1', version: '1.0.0', section: '', kind: 'unclear', text: '' };

test('a flag is kept with the corpus, one on an article that is not there is refused', async () => {
	const corpus = await makeCorpus({});
	const desk = await openDesk(corpus, [{ id: 'KI-1' }]);
	await desk.report(flag);
	await expect(desk.report({ ...flag, article: 'KI-404' })).rejects.toThrow(UnknownFlaggedArticleError);
	expect((await readFile(feedbackFile(corpus), 'utf8')).trim().split('\n')).toHaveLength(1);
});

test('a search that found nothing is kept without personal data, where the team has agreed to it', async () => {
	const corpus = await makeCorpus({ recordSearchGaps: true });
	const { recordGap } = await openDesk(corpus, []);
	await recordGap?.(' printer of jane@corp.example smokes ');
	await expect(recordGap?.('jane@corp.example')).rejects.toThrow(SearchGapError);
	expect(
		(await readFile(searchGapsFile(corpus), 'utf8'))
			.trim()
			.split('\n')
			.map((line) => JSON.parse(line)),
	).toEqual([{ query: 'printer of [email] smokes', created: expect.stringMatching(/Z$/) }]);
});

test.each([[{}], [{ recordSearchGaps: false }]])('no search is kept by a team that has not agreed: %j', async (settings) => {
	expect((await openDesk(await makeCorpus(settings), [])).recordGap).toBeNull();
});
