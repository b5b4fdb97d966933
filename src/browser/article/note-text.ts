import type { Values } from '../../knowledge/filling/fill-in.ts';
import { type LinkedArticle, nameVersion } from './about.ts';

/** What came of an article, in the words of the note. */
export const results = { resolved: 'Resolved', failed: 'Did not help', 'handed-over': 'Handed over' } as const;
export type Result = keyof typeof results;

export interface NoteFacts {
	about: LinkedArticle;
	/** Null where nothing was chosen yet. */
	result: Result | null;
	steps: { count: number; done: readonly { section: string; number: number; text: string }[] };
	values: Values;
}

/** The note for the ticket: which article in which version, what was done with which values, and what came of it. */
export function composeNote({ about, result, steps, values }: NoteFacts): string {
	const { ticket_id: ticket, ...others } = Object.fromEntries([...values].map(([name, value]) => [name, oneLine(value)]));
	const filled = Object.entries(others).filter(([, value]) => value !== '');
	return [
		nameVersion(about),
		about.address,
		...(ticket ? [`Ticket: ${ticket}`] : []),
		`Result: ${result === null ? 'open' : results[result].toLowerCase()}`,
		...(steps.count === 0 ? [] : [`Steps done: ${steps.done.length} of ${steps.count}`]),
		...steps.done.map(({ section, number, text }) => `- ${section} ${number}: ${text}`),
		...(filled.length === 0 ? [] : [`Values: ${filled.map(([name, value]) => `${name} = ${value}`).join('; ')}`]),
	].join('\n');
}

function oneLine(text: string): string {
	return text.replace(/\s+/g, ' ').trim();
}
