import { describe, expect, test } from 'vitest';
import { openKnowledgeBase } from '../../src/matching/knowledge-base.ts';
import { learnCorpus } from '../../src/matching/learning/learn.ts';
import { type Answer, answerTicket, type Filter, matchTicket } from '../../src/matching/match-ticket.ts';
import { type Ticket, ticketText } from '../../src/matching/ticket.ts';
import { loadEmbedder } from '../../src/search/embedder.ts';
import { buildIndex } from '../../src/search/search-index.ts';
import { article, team } from '../setup/articles.ts';
import { modelFolder } from '../setup/commands.ts';
import { mails } from './reading/noise-mails.ts';

/** What the mails of `noise-mails.ts` are about, by the name of the mail. */
const problems = {
	'an Outlook thread': 'Queue export stops halfway and leaves an empty file',
	'a Gmail reply above quoted lines': 'VPN disconnects with code 809',
	'a mail from a phone': 'Shared calendar does not open on mobile phones',
	'a forwarded mail with few own words and a disclaimer': 'Appeal form stays white after sending',
	'an answer that only points at the mail below': 'Badge reader blinks red',
	'answers between quoted lines': 'Review panel stays grey in Chrome and Edge',
	'a Java trace': 'Nightly import dies because the lease is null',
	'a Python trace in the middle': 'Classifier job stops with a missing threshold',
	'a log': 'Sync worker restarts when the hub rejects its token',
	'a signature in two languages': 'Two-factor codes do not reach phones in Canada',
	'a form': 'Case is locked because somebody else edits it',
	'a form that lost its lines': 'Label printer prints blank labels',
	'a chat with times and names': 'Glossary page logs people out',
	'a mail in capitals': 'Reviewers cannot see their queue',
	'a mail in one line': 'Invoice archive shows a single year to Finance',
	'a thread in one line': 'Mailbox quota is zero',
	'a warning about outside mail above the text': 'Attachments of a case do not open for reviewers',
	'a subject with tags above the text': 'Dashboard totals differ from the report',
	'raw headers of a mail': 'Kiosk tablet reboots in a loop',
	'a signature behind two dashes': 'Transcript viewer shows the wrong language',
	'contact lines without a closing formula': 'Shared drive is read only',
	'a postscript under the signature': 'Roster page is empty',
};

/** What signatures, disclaimers and quoted mails talk about. */
const decoys = [
	'Laptop has left the warehouse',
	'Renew a certificate in the portal',
	'Which browser to use, and how to restart it',
	'Telephone numbers of the Dublin, London and Lisbon offices',
	'Confidential e-mail sent to the wrong recipient',
	'Print fewer e-mails to save paper',
	'How to contact the support desk',
	'Change the name or job title in the directory',
	'Set up an iPhone, iPad or Android phone for work mail',
];

const embedder = await loadEmbedder(modelFolder);
const titles = [...Object.values(problems), ...decoys];
const signature = 'ticket of * is stuck';
const corpus = {
	articles: [
		...titles.map((title, at) => article({ id: `KI-${at}`, title }, 'Ask the desk.')),
		article(
			{ id: 'KI-stuck-1', title: 'Queue is stuck', signatures: [signature], systems: ['Review queue'], audience: 'partner' },
			'Wait.',
		),
		article({ id: 'KI-stuck-2', title: 'Queue is stuck for good', systems: ['Media player'], audience: 'internal' }, 'Wait longer.'),
		team('ESC-desk', ['Review queue']),
	],
	links: [{ text: 'linkcanary the queue has been stuck since Monday', article: 'KI-stuck-2', outcome: 'resolved' as const }],
};
const index = await buildIndex(corpus, embedder);
const base = openKnowledgeBase(index, learnCorpus(index), embedder);

function answer(ticket: Ticket, filter?: Filter): Promise<Answer> {
	return answerTicket(base, embedder, ticket, filter);
}

const found = ({ result }: Answer): string[] => result.candidates.map(({ article: id }) => id);
const firstTitle = ({ result }: Answer): string | undefined => result.candidates[0]?.title;

describe('a long mail', () => {
	const told = mails.filter((mail): mail is typeof mail & { name: keyof typeof problems } => mail.name in problems);

	test.each(told.map(({ name, text, stays }) => [name, text, stays] as const))(
		'%s finds what its bare problem finds',
		async (name, text, stays) => {
			const [mail, bare] = [await answer({ text }), await answer({ text: stays.join('\n') })];
			expect([firstTitle(mail), firstTitle(bare)]).toEqual([problems[name], problems[name]]);
		},
	);

	test('is as sure of a problem in it as of the bare one', async () => {
		const bare = 'Since Monday the queue export stops at 40 percent and leaves an empty file.';
		const mail = `Dear team,\n\nI hope this e-mail finds you well.\n\n${bare}\n\nMany thanks in advance and kind regards,\nMaria Lindqvist\nSenior Policy Analyst\nTel: +353 1 555 0199\n\nThis e-mail is confidential and intended solely for the addressee. If you have received it in error, please delete it.\n\nFrom: Desk <desk@example.com>\nSent: Friday, 3 May 2024 16:12\nTo: Maria Lindqvist\nSubject: Laptop\n\nThe new laptop has left the warehouse.`;
		const [long, short] = [await answer({ text: mail }), await answer({ text: bare })];
		expect(long.result.decision).toBe(short.result.decision);
		expect(long.result.confidence).toBeCloseTo(short.result.confidence, 2);
	});

	test('is taken as subject and body too', async () => {
		expect(firstTitle(await answer({ subject: 'RE: [EXT] Kiosk tablet', body: 'Hi all,\nit reboots every hour.\n\nBest,\nKim' }))).toBe(
			problems['raw headers of a mail'],
		);
	});
});

describe('personal data', () => {
	const personal = {
		address: 'jane.doe@corp.example',
		telephone: '+44 20 7946 0958',
		link: 'https://video.example/@jane/7301982374',
		machine: '10.20.30.40',
		token: 'ghp_x7Yq2LmN8vR4tK1sW9zB3cD6fG5hJ0pA',
		card: '4111 1111 1111 1111',
		password: 'password: hunter2canary',
	};

	test.each(Object.entries(personal))('is in no result: %s', async (_, secret) => {
		for (const text of [
			`the queue of ${secret} is stuck since Monday`,
			`the queue is stuck since Monday\n\nKind regards,\nJane Doe\n${secret}`,
			`On Mon, 6 May 2024 at 10:00, ${secret} wrote:\n> the queue is stuck`,
			secret,
		]) {
			const { result } = await answer({ text });
			const shown = JSON.stringify(result);
			for (const part of secret.split(/[\s/]+/).filter((word) => /\d{3}|@|canary/.test(word))) expect(shown).not.toContain(part);
			expect(shown).not.toMatch(/jane|hunter2/i);
		}
	});

	const recognisable = Object.entries(personal).filter(([kind]) => kind !== 'password');

	test.each(recognisable)('is not shown though a signature has caught it: %s', async (_, secret) => {
		const caught = secret.replaceAll(' ', '-');
		const { result } = await answer({ text: `ticket of ${caught} is stuck` });
		expect(result.candidates[0]?.evidence[0]?.text).toMatch(/^ticket of \[\w+\] is stuck$/);
		expect(JSON.stringify(result)).not.toContain(caught);
	});

	test('is not shown though only the words before the signature tell that it is personal', async () => {
		const loose = await buildIndex(
			{ articles: [article({ id: 'KI-1', title: 'Locked', signatures: ['* is locked out'] })], links: [] },
			null,
		);
		const open = openKnowledgeBase(loose, learnCorpus(loose), null);
		for (const text of [
			'my password: hunter2canary is locked out',
			'username: janecanary is locked out',
			'user id jcanary7 is locked out',
		]) {
			const { result } = await answerTicket(open, null, { text });
			expect(result.candidates[0]?.evidence[0]).toMatchObject({ kind: 'error', text: expect.stringMatching(/is locked out$/) });
			expect(JSON.stringify(result)).not.toContain('canary');
		}
	});

	test("is in no answer of a requester's whose ticket was linked", async () => {
		const all = await answer({ text: 'the queue has been stuck since Monday' });
		expect(all.explained.flat()).toContainEqual(expect.objectContaining({ kind: 'ticket', text: 'resolved 1 ticket like this one' }));
		expect(JSON.stringify(all)).not.toContain('linkcanary');
	});
});

describe('answerTicket', () => {
	test('gives the result of matchTicket, and explains each candidate by the evidence that it shows', async () => {
		for (const text of ['the queue is stuck', 'ticket of 7 is stuck', '', 'die Warteschlange ist seit gestern ganz leer, bitte helfen']) {
			const { result, explained } = await answer({ id: 'T-1', text });
			expect(result).toEqual(await matchTicket(base, embedder, { id: 'T-1', text }));
			expect(explained.map((all) => all.map(({ kind, text: quoted, source }) => ({ kind, text: quoted, source })))).toEqual(
				result.candidates.map(({ evidence }) => evidence),
			);
		}
	});

	test('marks words of the ticket as typed, each stretch once and in order, whatever the mail around them', async () => {
		for (const ticket of [...mails.map(({ text }) => ({ text })), { subject: 'the Queue', body: '\u0007is \tSTUCK  again' }]) {
			const typed = ticketText(ticket);
			const { explained } = await answer(ticket);
			for (const { spans } of explained.flat()) {
				for (const [at, { start, end }] of spans.entries()) {
					expect(start).toBeGreaterThanOrEqual(spans[at - 1]?.end ?? 0);
					expect(typed.slice(start, end)).toMatch(/^[\p{L}\p{N}].*[\p{L}\p{N}]$/u);
				}
			}
		}
	});
});

describe('a filter', () => {
	const text = 'the queue is stuck';

	test('lets only the articles of a system be found', async () => {
		expect(found(await answer({ text }, { system: 'Review queue' }))).toEqual(['KI-stuck-1', 'ESC-desk']);
		expect(found(await answer({ text }, { system: 'media PLAYER' }))).toEqual(['KI-stuck-2']);
	});

	test('lets a partner find what partners may read, and staff everything', async () => {
		expect(found(await answer({ text }, { audience: 'partner' }))).toEqual(['KI-stuck-1']);
		expect(found(await answer({ text }, { audience: 'internal' }))).toEqual(found(await answer({ text })));
		expect(found(await answer({ text }))).toEqual(expect.arrayContaining(['KI-stuck-1', 'KI-stuck-2']));
	});

	test('holds for exact texts too', async () => {
		const ticket = { text: 'ticket of 7 is stuck' };
		expect((await answer(ticket, { audience: 'partner' })).result.decision).toBe('match');
		const other = await answer(ticket, { system: 'Media player' });
		expect(found(other)).toEqual(['KI-stuck-2']);
		expect(other.result.decision).not.toBe('match');
	});

	test('that nothing passes gives none', async () => {
		const { result, explained } = await answer({ text }, { system: 'Unheard of' });
		expect(result).toMatchObject({ decision: 'none', confidence: 0, reason: 'no-article', candidates: [] });
		expect(explained).toEqual([]);
	});
});
