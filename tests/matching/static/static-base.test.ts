import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { type Answer, answerTicket, type Filter } from '../../../src/matching/match-ticket.ts';
import { parseStaticManifest } from '../../../src/matching/static/static-base.ts';
import { encodeJson } from '../../../src/search/bytes.ts';
import { pick, seededRandom } from '../../../src/search/random.ts';
import { fileOf, type StaticManifest, staticFormat } from '../../../src/search/static/static-files.ts';
import { article, team } from '../../setup/articles.ts';
import { type Distiller, type Made, type Opened, openDistiller, openMade } from '../../setup/distilled.ts';
import { temporaryFolder } from '../../setup/temporary.ts';

const temporary = temporaryFolder();
const filler = ['salaries', 'parking', 'canteen', 'holidays', 'desks', 'lamps', 'chairs', 'phones', 'keys', 'plants', 'windows'];
const corpus = {
	articles: [
		article(
			{
				id: 'KI-1',
				title: 'Printer jams',
				systems: ['Print room'],
				phrases: ['the printer eats my paper'],
				signatures: ['PRN-0451', 'tray * is blocked'],
				escalation: 'ESC-print',
				audience: 'partner',
			},
			'The feed roller is worn.\n\n## Clear the jam\n\nOpen the front tray and take the stuck paper out.\n\n## Order a roller\n\nAsk the supplier.',
		),
		article(
			{ id: 'KI-2', title: 'Tunnel drops every hour', systems: ['Remote access'], phrases: ['vpn kicks me out all the time'] },
			'Restart the tunnel client. The log shows ERR-77120, and LOG-5510 before it.',
		),
		article({ id: 'KI-3', title: 'Badge is not read' }, 'Hold it flat. LOG-5510 may be shown.'),
		...filler.map((word, at) =>
			article({ id: `KI-${at + 4}`, title: `Request about ${word}` }, `Ask the office for ${word} by mail, and name ${word} in it.`),
		),
		team('ESC-print', ['Print room']),
	],
	links: [{ text: 'linkcanary sheets come out of it torn at the edge', article: 'KI-1', outcome: 'resolved' as const }],
};

let distiller: Distiller;
let made: Made;

beforeAll(async () => {
	distiller = await openDistiller(join(temporary, 'cache'));
	made = await distiller.make(corpus);
});

async function ask(text: string, filter: Filter = {}, opened?: Opened): Promise<Answer> {
	const { base, embedder } = opened ?? (await openMade(made));
	return answerTicket(base, embedder, { text }, filter);
}

function idsOf({ result }: Answer): string[] {
	return result.candidates.map((candidate) => candidate.article);
}

const questions = [
	'pages get crumpled inside the copier',
	'PRN-0451',
	'where do I get a new chair',
	'how do I take stuck paper out of the front tray',
	'my door card does nothing at the gate',
];

describe('openStaticBase', () => {
	test('finds the article for a problem in words that it does not contain', async () => {
		expect(idsOf(await ask('pages get crumpled inside the copier'))[0]).toBe('KI-1');
		expect(idsOf(await ask('remote connection disconnects constantly'))[0]).toBe('KI-2');
	});

	test('points at the section that answers', async () => {
		const { result } = await ask('how do I take stuck paper out of the front tray');
		expect(result.candidates[0]).toMatchObject({ article: 'KI-1', section: { heading: 'Clear the jam', anchor: 'clear-the-jam' } });
	});

	test('quotes the section that is like the ticket', async () => {
		const { result } = await ask('Printer jams. Clear the jam: open the front tray, take the stuck paper out');
		expect(result.candidates[0]?.evidence).toContainEqual({
			kind: 'meaning',
			text: 'Open the front tray and take the stuck paper out.',
			source: 'Clear the jam',
		});
	});

	test('mends typing mistakes with the words of the corpus, and fetches them for nothing else', async () => {
		const opened = await openMade(made);
		await ask('somebody parked where I park', {}, opened);
		expect(opened.read.some((name) => name.startsWith('spelling/'))).toBe(false);
		const { result } = await ask('the suplpier of rollars', {}, opened);
		expect(result.candidates[0]).toMatchObject({ article: 'KI-1', section: { heading: 'Order a roller' } });
		expect(opened.read.filter((name) => name.startsWith('spelling/')).length).toBeGreaterThan(0);
	});

	test('looks up the first words of a log alone, and still knows the error text at its end', async () => {
		const opened = await openMade(made);
		const random = seededRandom('log');
		const letters = [...'abcdefghijklmnoprstuvwy'];
		const word = (): string => Array.from({ length: 6 }, () => pick(letters, random)).join('');
		const log = Array.from({ length: 3_000 }, word).join(' ');
		const { result } = await ask(`the printer eats my paper ${log} PRN-0451`, {}, opened);
		expect(result.candidates[0]?.article).toBe('KI-1');
		expect(opened.read.filter((name) => name.startsWith('words/')).length).toBeLessThan(400);
	});

	test('acts on an exact error text, and names whom to call', async () => {
		const answer = await ask('vpn kicks me out all the time, the screen says prn-0451');
		expect(answer.result).toMatchObject({ decision: 'match', confidence: 0.98, escalation: { team: 'Team ESC-print' } });
		expect(idsOf(answer).slice(0, 2)).toEqual(['KI-1', 'KI-2']);
	});

	test('finds the one article that mentions an error code, and none for a code that two mention', async () => {
		const first = async (text: string) => (await ask(text)).result.candidates[0]?.evidence.filter(({ kind }) => kind === 'error');
		expect(await first('it says ERR-77120 and stops')).toEqual([{ kind: 'error', text: 'ERR-77120', source: 'code' }]);
		expect(await first('it says LOG-5510 and stops')).toEqual([]);
	});

	test.each([
		'the printer eats my paper',
		'vpn kicks me out all the time',
		'Request about lamps',
		'sheets come out of it torn at the edge',
	])('never acts on likeness alone, though "%s" is word for word in the corpus', async (text) => {
		const { decision, confidence } = (await ask(text)).result;
		expect(decision).toBe('suggest');
		expect(confidence).toBeLessThanOrEqual(0.75);
	});

	test('lets nothing through that the filter does not, not even by an exact text', async () => {
		expect(idsOf(await ask('the printer eats my paper', { kind: 'escalation' }))).toEqual(['ESC-print']);
		expect(idsOf(await ask('vpn kicks me out all the time', { audience: 'partner' }))).toEqual(['KI-1']);
		expect(idsOf(await ask('PRN-0451', { system: 'Remote access' }))).toEqual(['KI-2']);
	});

	test('never shows the words of a linked ticket, though it counts it', async () => {
		const shown = JSON.stringify(await ask('sheets come out of it torn at the edge'));
		expect(shown).toContain('resolved 1 ticket like this one');
		expect(shown).not.toContain('linkcanary');
	});

	test('reads no file twice, and nothing for a question that it has answered', async () => {
		const opened = await openMade(made);
		for (const text of questions) await ask(text, {}, opened);
		expect(new Set(opened.read).size).toBe(opened.read.length);
		const before = opened.read.length;
		for (const text of questions) await ask(text, {}, opened);
		expect(opened.read.length).toBe(before);
		await ask('somebody parked where I park', {}, opened);
		expect(opened.read.length).toBeGreaterThan(before);
		expect(new Set(opened.read).size).toBe(opened.read.length);
	});

	test('reads a small part of the files for one question', async () => {
		const opened = await openMade(made);
		await ask('pages get crumpled inside the copier', {}, opened);
		const bytes = opened.read.reduce((sum, name) => sum + (made[name]?.length ?? 0), 0);
		const all = Object.values(made).reduce((sum, file) => sum + file.length, 0);
		expect(bytes).toBeLessThan(all / 20);
	});

	test('answers the same whatever was asked before, or is asked at the same time', async () => {
		const alone = await Promise.all(questions.map((text) => ask(text)));
		const opened = await openMade(made);
		for (const text of questions.toReversed()) await ask(text, {}, opened);
		for (const [at, text] of questions.entries()) expect(await ask(text, {}, opened)).toEqual(alone[at]);
		const together = await openMade(made);
		expect(await Promise.all(questions.map((text) => ask(text, {}, together)))).toEqual(alone);
	});

	test.each(['words/', 'spelling/', 'articles/'])('tells which file of %s could not be read, and answers the next time', async (folder) => {
		let isDown = true;
		const opened = await openMade(made, (name) => isDown && name.startsWith(folder));
		const text = 'pages get crumpled by the suplpier';
		await expect(ask(text, {}, opened)).rejects.toThrow(new RegExp(`^${folder}\\d+\\.bin cannot be read\\.$`));
		isDown = false;
		expect(await ask(text, {}, opened)).toEqual(await ask(text));
	});

	test('tells that the core could not be read', async () => {
		await expect(openMade(made, (name) => name === fileOf.core)).rejects.toThrow(`${fileOf.core} cannot be read.`);
	});

	test('tells an empty ticket and one in another language as such', async () => {
		const { base, embedder } = await openMade(made);
		expect((await answerTicket(base, embedder, { text: '?' })).result).toMatchObject({ reason: 'empty', candidates: [] });
		const foreign = { ...base, isReadable: () => false };
		const { result } = await answerTicket(foreign, embedder, { text: 'Der Drucker zeigt printer und frisst das Papier' });
		expect(result).toMatchObject({ decision: 'none', reason: 'language', candidates: [{ article: 'KI-1' }] });
	});

	test('knows the words of a corpus so small that one file holds them all', async () => {
		const small = await openMade(await distiller.make({ articles: corpus.articles.slice(2, 3), links: [] }));
		const { result } = await ask('badge', {}, small);
		expect(result.candidates[0]?.evidence.map(({ kind, text }) => [kind, text])).toContainEqual(['keyword', 'badge']);
	});

	test('answers from no article', async () => {
		const none = await openMade(await distiller.make({ articles: [], links: [] }));
		expect((await ask('the printer eats my paper', {}, none)).result).toMatchObject({ decision: 'none', candidates: [] });
	});
});

describe('parseStaticManifest', () => {
	test('refuses a manifest of another format with a sentence', () => {
		const manifest: StaticManifest = { format: staticFormat, folder: '0123456789abcdef' };
		const other = encodeJson({ ...manifest, format: staticFormat + 1 });
		expect(() => parseStaticManifest(other)).toThrow(
			`The index for pages has format ${staticFormat + 1}, this version reads ${staticFormat}.`,
		);
		expect(parseStaticManifest(encodeJson(manifest))).toEqual(manifest);
	});
});
