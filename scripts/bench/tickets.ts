import { countWords } from '../../src/matching/evaluation/mail.ts';
import { pick, seededRandom, shuffle } from '../../src/search/random.ts';

/** Words of a ticket. */
export const ticketWords = 100;

const greetings = ['Hello,', 'Hi team,', 'Good morning,', 'Hi all,'];
const closings = ['Kind regards, Dana', 'Best, Tomasz', 'Many thanks, Priya', 'Cheers, Sam'];
/** What people add who have told all there is to tell. */
const fillers = [
	'Sorry if this has been asked before, I looked around and could not find anything that helped.',
	'Two of my colleagues next to me see the same and they have not found a way around it either.',
	'It worked without any trouble until yesterday afternoon and nothing was changed on my side that I know of.',
	'I have already signed out and in again, tried the other browser and restarted the machine, to no effect.',
	'Could somebody please have a look today, because my lead is asking and the queue behind me keeps growing.',
	'I can share my screen or send a picture of what it says if that makes it any easier for you.',
];

/** Tickets of exactly 100 words: what the articles' `tests` tell, told as a mail. `tests` is one list an article. */
export function writeTickets(tests: readonly (readonly string[])[]): string[] {
	const random = seededRandom('bench tickets');
	return tests.flatMap((own) =>
		own.map((test, at) => {
			const [greeting, closing] = [pick(greetings, random), pick(closings, random)];
			const room = ticketWords - countWords(greeting) - countWords(closing);
			// The article's other tests come first: they go on about the same problem.
			const story = [test, ...own.slice(at + 1), ...own.slice(0, at), ...shuffle(fillers, random)].join(' ');
			return `${greeting}\n\n${story.split(/\s+/).slice(0, room).join(' ')}\n\n${closing}`;
		}),
	);
}
