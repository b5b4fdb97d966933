import { pick, shuffle } from '../../search/random.ts';

/** Words of a mail, ticket and all; a ticket that leaves no room for the rest makes a longer one. */
const mailWords = { least: 150, most: 300 } as const;

const greetings = ['Hello,', 'Hi team,', 'Good morning,', 'Dear colleagues,', 'Hi there,', 'Good afternoon everyone,'];
const closings = ['Kind regards,', 'Best,', 'Many thanks,', 'Cheers,', 'With best wishes,', 'Thanks in advance,'];
const people = [
	'Dana Whitfield\nRegional Operations\nNorthgate Group',
	'Tomasz Lindqvist\nSenior Associate, Second Floor\nNorthgate Group',
	'Priya Okafor\nOffice of the Director\nNorthgate Group',
	'Sam Beaumont\nField Staff, Evening Rota\nNorthgate Group\n\nWritten on the move, please excuse brevity',
];
const quotedHeads = [
	'On Tuesday morning the service desk wrote:',
	'-----Original Message-----\nFrom: Service Desk\nSubject: Re: your message',
	'Am Donnerstag schrieb Service Desk:',
];

/** What stands around the problem in a mail, none of which says what it is. The first of each list is always there. */
const sentences = {
	opening: [
		'I hope this finds you well and that the week has been kind to you so far.',
		'Sorry to bother you again, I know how busy all of you are at the moment.',
		'A colleague gave me this address and said that you were the right people to ask.',
		'I tried to find somebody on the second floor first, but everyone seemed to be out.',
		'I am writing on behalf of a few of us here who share the same desk.',
	],
	afterwards: [
		'It would be lovely if somebody could have a look whenever there is a quiet moment.',
		'I was away for most of the afternoon, so I may be a little slow to answer.',
		'Please tell me if you need anything else from my side and I will get it to you.',
		'I have already asked around in the team, and nobody could tell me what to do.',
		'It is not the end of the world, but it does keep me from finishing what I promised.',
		'You were so helpful the last time that I thought it best to come straight to you.',
	],
	quoted: [
		'thank you for getting in touch, we have received your message and will come back to you.',
		'our colleagues work through the queue in the order in which messages come in.',
		'if you have something to add, simply reply and leave the subject line as it is.',
		'we are sorry for the wait and are grateful for your patience.',
		'have you had the chance to look at what we sent you the other day?',
	],
	disclaimer: [
		'This message and anything attached to it is meant only for the person it is addressed to.',
		'If it reached you by mistake, please tell the sender and delete every copy of it.',
		'Views given here are those of the writer and need not be those of the company.',
		'Please think of the trees before you print this page.',
		'Although this message has been scanned, we cannot promise that it arrived unchanged.',
		'Registered office and names of the directors are available on request.',
	],
} as const;
type Part = keyof typeof sentences;

/** The text as people mail it: greeted, thanked for, signed, disclaimed and above the reply that it answers; 150 to 300 words. */
export function wrapInMail(text: string, random: () => number): string {
	const chosen: Record<Part, string[]> = { opening: [], afterwards: [], quoted: [], disclaimer: [] };
	const write = (): string => writeMail(frame, text, chosen);
	const frame = {
		greeting: pick(greetings, random),
		closing: pick(closings, random),
		person: pick(people, random),
		head: pick(quotedHeads, random),
	};
	const aim = mailWords.least + random() * (mailWords.most - mailWords.least);
	const parts: Part[] = ['opening', 'afterwards', 'quoted', 'disclaimer'];
	for (const part of parts) chosen[part].push(sentences[part][0]);
	const rest = parts.flatMap((part) => sentences[part].slice(1).map((sentence) => ({ part, sentence })));
	for (const { part, sentence } of shuffle(rest, random)) {
		if (countWords(write()) >= aim) break;
		chosen[part].push(sentence);
		if (countWords(write()) > mailWords.most) chosen[part].pop();
	}
	return write();
}

function writeMail(
	{ greeting, closing, person, head }: Record<'greeting' | 'closing' | 'person' | 'head', string>,
	text: string,
	chosen: Record<Part, readonly string[]>,
): string {
	const quoted = ['Hello,', ...chosen.quoted].map((line) => `> ${line}`).join('\n');
	return [
		greeting,
		chosen.opening.join(' '),
		text,
		chosen.afterwards.join(' '),
		`${closing}\n${person}`,
		chosen.disclaimer.join(' '),
		`${head}\n${quoted}`,
	].join('\n\n');
}

/** Words of a text, parted by white space. */
export function countWords(text: string): number {
	return text.split(/\s+/).filter((word) => word !== '').length;
}
