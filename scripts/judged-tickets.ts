import { splitJsonLines } from '../src/knowledge/json-lines.ts';
import { halfOf } from '../src/matching/evaluation/halves.node.ts';
import { type Half, type JudgedTicket, judgedTicketSchema } from '../src/matching/evaluation/judged.ts';
import { refuseTicket } from '../src/matching/ticket.ts';
import { InputError } from './terminal.ts';

/**
 * The tickets of one half, or all, of a `tickets.jsonl`. One without an id of its own is known by its line. Throws
 * InputError with the line where one is no judged ticket, and where there is none.
 */
export function readJudgedTickets(bytes: Uint8Array, file: string, half: Half | 'all'): JudgedTicket[] {
	const ids = new Set<string>();
	const tickets = splitJsonLines(bytes).map(({ number, text }): JudgedTicket => {
		const { relevant, ...ticket } = readLine(text, `${file}:${number}`);
		const id = ticket.id === undefined || ids.has(ticket.id) ? `line ${number}` : ticket.id;
		ids.add(id);
		return { id, half: halfOf(id), ticket, relevant };
	});
	if (tickets.length === 0) throw new InputError(`${file}: holds no ticket. Write one {"id", "text", "relevant": [article ids]} a line.`);
	const taken = tickets.filter((ticket) => half === 'all' || ticket.half === half);
	if (taken.length === 0)
		throw new InputError(`${file}: none of its ${tickets.length} tickets is in the ${half} half. Add tickets, or use --half all.`);
	return taken;
}

function readLine(text: string | null, place: string): ReturnType<typeof judgedTicketSchema.parse> {
	const ticket = parseLine(text);
	if (ticket === null)
		throw new InputError(`${place}: is no judged ticket. Write {"id", "text", "relevant": [article ids]} on that line, in UTF-8.`);
	const refusal = refuseTicket(ticket);
	if (refusal !== null) throw new InputError(`${place}: ${refusal}`);
	return ticket;
}

function parseLine(text: string | null): ReturnType<typeof judgedTicketSchema.parse> | null {
	try {
		return judgedTicketSchema.parse(JSON.parse(text ?? ''));
	} catch {
		return null;
	}
}

/** What to tell where tickets name articles that the corpus has not: they count as not found. Null where all are there. */
export function describeUnknownArticles(
	tickets: readonly JudgedTicket[],
	articles: readonly { id: string }[],
	file: string,
): string | null {
	const known = new Set(articles.map(({ id }) => id));
	const astray = tickets.flatMap(({ id, relevant }) =>
		relevant.filter((article) => !known.has(article)).map((article) => ({ id, article })),
	);
	const [first] = astray;
	if (first === undefined) return null;
	return `${file}: ${astray.length} times a ticket names an article that the corpus has not, and no answer is right for that; first ticket ${first.id} with ${first.article}. Mend "relevant", or add the article.`;
}
