import { type Answer, answerTicket, type Filter } from '../../matching/match-ticket.ts';
import { isPlainlyEnglish } from '../../matching/reading/plain-english.ts';
import { type Reading, readSearch, readTicket } from '../../matching/reading/read-ticket.ts';
import { openStaticBase, parseStaticManifest, type StaticBase } from '../../matching/static/static-base.ts';
import { refuseTicket, type Ticket, ticketText } from '../../matching/ticket.ts';
import { fileOf } from '../../search/static/static-files.ts';
import { fetchFile } from './fetch-file.ts';

/** What a page may ask: to open the index at a path of the site, and to answer tickets. */
export type StaticQuestion = { open: string } | { ticket: Ticket; filter: Filter; isTicket: boolean };

export type StaticReply = { id: number } & ({ opened: true } | { answer: Answer } | { problem: string });

let place = '';
let opening: Promise<StaticBase> | null = null;
let read: (ticket: Ticket) => Reading = readSearch;

addEventListener('message', async ({ data }: MessageEvent<{ id: number } & StaticQuestion>) => {
	const { id } = data;
	const reply = (content: StaticReply): void => postMessage(content);
	try {
		if ('open' in data) {
			place = data.open;
			await openBase();
			reply({ id, opened: true });
		} else reply({ id, answer: await answer(data) });
	} catch (error) {
		reply({ id, problem: error instanceof Error ? error.message : String(error) });
	}
});

async function answer({ ticket, filter, isTicket }: Extract<StaticQuestion, { ticket: Ticket }>): Promise<Answer> {
	const refused = refuseTicket(ticket);
	if (refused !== null) throw new Error(refused);
	const isReadable =
		!isTicket || isPlainlyEnglish(ticketText(ticket)) ? () => true : (await import('../../matching/reading/language.ts')).isReadable;
	const ask = async ({ base, embedder }: StaticBase): Promise<Answer> => {
		// Called before anything else is waited for, so that it holds for this question alone.
		read = isTicket ? (asked) => readTicket(asked, isReadable) : readSearch;
		return answerTicket(base, embedder, ticket, filter);
	};
	try {
		return await ask(await openBase());
	} catch {
		// The site may have been built anew, and the files of the one that was opened be gone.
		opening = null;
		return ask(await openBase());
	}
}

function openBase(): Promise<StaticBase> {
	if (opening !== null) return opening;
	const opened = open();
	opening = opened;
	opened.catch(() => {
		if (opening === opened) opening = null;
	});
	return opened;
}

async function open(): Promise<StaticBase> {
	const manifest = parseStaticManifest(await fetchFile(`${place}/${fileOf.manifest}`, 'no-cache'));
	// Named by their bytes, they are what they were.
	return openStaticBase(
		(name) => fetchFile(`${place}/${manifest.folder}/${name}`, 'force-cache'),
		(ticket) => read(ticket),
	);
}
