import { type Line, type NoiseSpan, paragraphsOf, wordsOf } from './lines.ts';

/*
 * A sentence is courtesy only if every word of it is: a single word from outside these lists, such as the name of a
 * system, and it stays. So a list may be generous.
 */
const list = (words: string): Set<string> => new Set(words.split(/\s+/));

const thankingWords = list(`
	thanks thank thx thnx tks ty tia cheers appreciated appreciate appreciates grateful danke dank vielen merci gracias muchas obrigado obrigada
	bedankt dankjewel grazie tack sincerely faithfully truly respectfully regards regard rgds brgds brgs br wishes forward know hear hearing
	grüße grüßen grüsse grüssen gruesse gruessen gruß gruss mfg vg lg cordialement salutations saludos saludo atentamente atenciosamente atte
	abraços abraço cumprimentos groet groeten groetjes mvg saluti hälsningar hilsen`);
const closingWords = list(`
	regards regard rgds brgds brgs br wishes sincerely faithfully truly respectfully cheers best
	grüße grüßen grüsse grüssen gruesse gruessen gruß gruss mfg vg lg cordialement salutations saludos saludo atentamente atenciosamente atte
	abraços abraço cumprimentos groet groeten groetjes mvg saluti hälsningar hilsen`);
const besideThanks = list(`
	a all an and any are as at attention be best both can care could cooperation day do everyone everybody for from further great greatly guys have
	having help helping hope i i'd i'll if in info information input into is it kind kindest kindly kindness let look looking lot lots lovely many may me
	more most much must my need nice of on or our ours patience please prompt quick re regarding reply response require resolution resolving
	advance soon so some speedy support swift team that the there these this time to tons truly u understanding us very warm warmest we we'd we'll
	well will with wonderful would you your yours assistance assisting again ahead always anything back consideration details question questions
	matter issue request advice efforts effort folks bunch million week weekend ahead once sir madam additional should feel free contact hesitate
	not don't other else concerns having pm hard work extremely really super high highly asap possible earliest convenience
	mit freundlichen freundlichem freundliche viele liebe beste schöne besten herzliche im voraus für ihre hilfe deine euch ihnen
	bien à vous d'avance par pour votre aide de tout cœur beaucoup sincères sentiments distinguées por su ayuda antemano un cordial muito pela ajuda
	com os melhores met vriendelijke alvast voor uw hulp cordiali distinti mille med vänliga venlig vennlig`);
const hopeWords = list(`
	i we hope hopes hoping trust this that my the email e mail message note letter finds find found you your you're youre re u all both everyone everybody
	everything is are am was doing going well good great fine ok okay had have having a an nice lovely wonderful weekend week day morning evening
	afternoon safe healthy health in best and team guys today there family keeping been how are things it's it spirits rested holiday holidays`);

/** Whether the words thank, close, or offer to be asked, and do nothing else. */
export function isThanks(words: readonly string[]): boolean {
	if (words.length === 1 && words[0] === 'best') return true;
	if (words.length > 30 || !words.every((word) => thankingWords.has(word) || besideThanks.has(word))) return false;
	const text = words.join(' ');
	// "Know", "hear" and "forward" thank nobody by themselves.
	return (
		words.some((word) => thankingWords.has(word) && !/^(?:know|hear|hearing|forward)$/.test(word)) ||
		/\b(?:let me know if|let us know if|look(?:ing)? forward|hope to hear|hear (?:back )?from you|feel free|hesitate)\b/.test(text)
	);
}

/** Whether the words close a letter, so that a name may follow: "Kind regards", or a short "Many thanks". */
export function isClosing(words: readonly string[]): boolean {
	return isThanks(words) && (words.length <= 4 || isLetterEnd(words));
}

/** Whether the words close a letter and can do nothing else: "Kind regards", not "Thanks". */
export function isLetterEnd(words: readonly string[]): boolean {
	return isThanks(words) && words.some((word) => closingWords.has(word));
}

/** Whether the words only wish the reader well. */
function isPleasantry(words: readonly string[]): boolean {
	if (words.length < 2 || words.length > 16 || !words.every((word) => hopeWords.has(word))) return false;
	const text = words.join(' ');
	if (/^(?:hi |hello )?how (?:are|is) (?:you|u|everyone|everything|things|it going)\b/.test(text)) return true;
	return (
		/\b(?:hope|hopes|hoping|trust)\b/.test(text) &&
		/\b(?:well|good|great|fine|ok|okay|nice|lovely|wonderful|safe|best|healthy)\b/.test(text)
	);
}

const opener =
	/^(?:hi+|hey+|hello+|hallo|hola|bonjour|bonsoir|salut|dear|greetings|howdy|good ?(?:morning|afternoon|evening|day)|gm|morning|afternoon|evening|guten (?:morgen|tag|abend)|sehr geehrter?|liebe[rs]?|moin|servus|buenos d[ií]as|buenas(?: tardes| noches)?|estimad[oa]s?|ol[áa]|bom dia|boa tarde|boa noite|prezad[oa]s?|beste|geachte|goedemorgen|goedemiddag|goedenavond|goedendag|ch[eè]re?s?|ciao|buongiorno|gentili?|hej|to whom it may concern)(?![\p{L}\p{N}'’/-])/iu;
const addressees = list(`
	team teams all there everyone everybody folks guys gents colleague colleagues sir sirs madam madame ma'am sir/madam sir/madame mr mrs ms dr customer
	client care support service services help helpdesk desk servicedesk it the tech technical admin admins administrator agent again friend friends
	mate and or & und et y e to whom whomever operations ops team, valued dear hi hello group both good morning afternoon evening day damen herren
	und herr frau zusammen monsieur madame messieurs à tous equipo equipe équipe señor señora señores collega's heer mevrouw`);
const starters = list(`
	i i'm im i've ive i'd we we're we've my our please pls plz can could would is are this the there's when since after while having a an what how why
	where who which does do did it's may need just`);

/**
 * Greetings, thanks and closing formulas that stand alone: a greeting before the text of a line, and whole sentences.
 * What is grammatically part of a sentence about something stays ("Thanks to the update I cannot log in").
 */
export function findCourtesy(lines: readonly Line[]): NoiseSpan[] {
	const spans: NoiseSpan[] = [];
	const rest: Line[] = [];
	for (const line of lines) {
		const length = greetingLength(line.text);
		if (length > 0) spans.push({ kind: 'greeting', start: line.start, end: line.start + length });
		const text = line.text.slice(length);
		const start = line.start + length + text.length - text.trimStart().length;
		rest.push({ ...line, start: text.trim() === '' ? line.end : start, text: text.trim() });
	}
	for (const sentence of paragraphsOf(rest).flat()) {
		const kind = courtesyKind(sentence.text);
		if (kind !== null) {
			spans.push({ kind, start: sentence.start, end: sentence.end });
			continue;
		}
		if (sentence.parts.length === 1) continue;
		// Lines without a full stop make one sentence with the next: "Thanks" above a name.
		for (const { start, end, text } of sentence.parts) {
			const kindOfPart = courtesyKind(text);
			if (kindOfPart !== null) spans.push({ kind: kindOfPart, start, end });
		}
	}
	return spans.sort((a, b) => a.start - b.start);
}

function courtesyKind(text: string): 'greeting' | 'thanks' | null {
	if (text.length > 300) return null;
	const words = wordsOf(text);
	if (isPleasantry(words)) return 'greeting';
	return isThanks(words) ? 'thanks' : null;
}

/** How many characters at the start of a line greet, with the comma and the good wishes that follow; 0 for none. */
function greetingLength(line: string): number {
	let length = openingLength(line);
	if (length === 0) return 0;
	for (let more = 0; more < 3; more++) {
		const clause = /^\s*[^.!?,;]{1,120}[.!?,;]+/.exec(line.slice(length, length + 130))?.[0];
		if (clause === undefined) break;
		const again = openingLength(clause.trimStart());
		if (again > 0 && again === clause.trimStart().length) length += clause.length;
		else if (isPleasantry(wordsOf(clause))) length += clause.length;
		else break;
	}
	return length;
}

function openingLength(line: string): number {
	const greeting = opener.exec(line)?.[0];
	if (greeting === undefined) return 0;
	let length = greeting.length;
	let known = length;
	let names = 0;
	const token = /[ \t]*[,/&]?[ \t]*@?([\p{L}&][\p{L}\p{M}.'’/&-]{0,30})/uy;
	while (names <= 3) {
		token.lastIndex = length;
		const found = token.exec(line);
		const word = found?.[1];
		if (found === null || word === undefined) break;
		const bare = word.toLowerCase().replace(/[.’'-]+$/, '');
		const comma = /^[ \t]*,/.test(found[0]);
		const isKnown = addressees.has(bare);
		// After a comma only "Hi, all" and its like go on: a name there would be the first word of the problem.
		if (starters.has(bare) || (!isKnown && (comma || !/^\p{Lu}\p{Ll}/u.test(word)))) break;
		if (comma && !/^,? ?(?:all|team|everyone|folks|guys|there)\s*(?:[,.!:;]|$)/i.test(line.slice(length).trimStart())) break;
		length += found[0].length;
		if (isKnown && names === 0) known = length;
		if (!isKnown) names++;
		if (/[.]$/.test(word) && !/^(?:mr|mrs|ms|dr)$/.test(bare)) return names <= 3 ? length : 0;
	}
	const ending = /^\s*(?:$|[,;:!.…]+|[-–—]+(?=\s|$))/.exec(line.slice(length))?.[0];
	if (ending !== undefined && names <= 3) return length + ending.length;
	const last = /^\s+\p{Ll}+\s*[,!]$/u.exec(line.slice(length))?.[0];
	if (last !== undefined && names === 0) return length + last.length;
	const next = wordsOf(line.slice(known, known + 40))[0];
	return next !== undefined && starters.has(next) ? known : 0;
}
