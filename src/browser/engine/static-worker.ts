import { type Answer, answerTicket, type Filter } from '../../matching/match-ticket.ts';
import { openStaticBase, parseStaticManifest, type StaticBase } from '../../matching/static/static-base.ts';
import { refuseTicket, type Ticket } from '../../matching/ticket.ts';
import { fileOf } from '../../search/static/static-files.ts';
import { fetchFile } from './fetch-file.ts';

/** What a page may ask: to open the index at a path of the site, and to answer tickets. */
export type StaticQuestion = { open: string } | { ticket: Ticket; filter: Filter; checkLanguage: boolean };

export type StaticReply = { id: number } & ({ opened: true } | { answer: Answer } | { problem: string });

let place = '';
let opening: Promise<StaticBase> | null = null;
let isReadable: (text: string) => boolean = () => true;

addEventListener('message', async ({ data }: MessageEvent<{ id: number } & StaticQuestion>) => {
	const { id } = data;
	const reply = (content: StaticReply): void => postMessage(content);
	try {
		if ('open' in data) {
			place = data.open;
			const opened = await openBase();
			reply({ id, opened: true });
			// The first question takes three times as long as the next: it is asked before anybody waits for it.
			await answerTicket(opened.base, null, { text: 'warm up' });
		} else reply({ id, answer: await answer(data) });
	} catch (error) {
		reply({ id, problem: error instanceof Error ? error.message : String(error) });
	}
});

async function answer({ ticket, filter, checkLanguage }: Extract<StaticQuestion, { ticket: Ticket }>): Promise<Answer> {
	const refused = refuseTicket(ticket);
	if (refused !== null) throw new Error(refused);
	const language = checkLanguage ? await import('../../matching/reading/language.ts') : null;
	const ask = async ({ base, embedder }: StaticBase): Promise<Answer> => {
		// Read before anything else is waited for, so that it holds for this ticket alone.
		isReadable = language?.isReadable ?? (() => true);
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
		(text) => isReadable(text),
	);
}
