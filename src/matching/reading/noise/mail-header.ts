import type { Line, NoiseSpan } from './lines.ts';

const senderKeys = 'from|von|de|van|da|från|fra';
const dateKeys = 'sent|date|gesendet|datum|envoyé|enviado(?: el| em)?|fecha|data|verzonden|inviato|skickat|sendt';
const receiverKeys = 'to|an|à|para|aan|a|till|til|cc|bcc|kopie|reply-to|importance|attachments?|anlagen|priorität|wichtigkeit';
const subjectKeys = 'subject|betreff|objet|asunto|assunto|onderwerp|oggetto|ämne|emne';

const startOf = (keys: string): RegExp => new RegExp(`^\\**(?:${keys})\\**\\s?:\\**(?:\\s|$)`, 'i');
const sender = startOf(senderKeys);
const subject = startOf(subjectKeys);
const date = startOf(dateKeys);
const any = startOf(`${senderKeys}|${dateKeys}|${receiverKeys}|${subjectKeys}`);
/** Headers that nobody types. */
const technical =
	/^(?:message-id|in-reply-to|references|return-path|delivered-to|mime-version|content-(?:type|transfer-encoding|language|disposition)|dkim-signature|authentication-results|received-spf|arc-[a-z-]{3,40}|thread-(?:topic|index)|user-agent|list-[a-z]{2,20}|x-[a-z][a-z0-9-]{1,60}|received)\s?:\s/i;

/** RE:, FW: and the like, and tags in brackets, before the words of a subject. */
const subjectMarks =
	/^(?:\s*(?:(?:re|fwd?|aw|wg|antw|tr|rv|rif|enc|res|sv|vs|doorst)(?:\[\d{1,3}\])?\s?:(?=\s|[A-Z[]|$)|\[\s?(?:ext(?:ernal)?(?: e-?mail| sender)?|external\W?|spam\??|caution|secure|encrypted|#?\d{3,}|(?:ticket|case|request|incident|ref|issue|support|jira|servicedesk|helpdesk)\W{0,3}[\w-]{0,30}|[a-z]{2,10}[-#:]?\d{3,})\s?\])[\s:–-]*)+/i;

/**
 * How many lines from here are the head of a mail: a sender, and close to it a subject or an address with a date, three
 * in all unless a blank line follows. 0 for none: "From: Dublin, To: Singapore" on a travel form and the conditions of a
 * mail rule stay.
 */
export function headLength(lines: readonly Line[], at: number): number {
	if (!sender.test(lines[at]?.text ?? '')) return 0;
	let end = at;
	let found = false;
	let keys = 0;
	for (let next = at; next < Math.min(at + 14, lines.length); next++) {
		const text = lines[next]?.text ?? '';
		if (lines[next]?.depth !== lines[at]?.depth) break;
		if (text === '') {
			if (found && !any.test(lines[next + 1]?.text ?? '')) break;
			continue;
		}
		if (any.test(text)) {
			end = next;
			keys++;
			if (next > at && (subject.test(text) || (date.test(text) && (lines[at]?.text ?? '').includes('@')))) found = true;
		}
		// The addresses of many receivers run over several lines.
		else if (!/[;,@<>]/.test(text) || text.length > 300 || subject.test(lines[next - 1]?.text ?? '')) break;
	}
	return found && (keys >= 3 || (lines[end + 1]?.text ?? '') === '') ? end - at + 1 : 0;
}

/** Header lines of mails outside a head, and the marks before the words of a subject; the words stay. */
export function findHeaders(lines: readonly Line[]): NoiseSpan[] {
	const first = lines.findIndex(({ text }) => text !== '');
	return lines.flatMap((line, at): NoiseSpan[] => {
		if (technical.test(line.text) || isContinued(lines, at) || (at === first && isSender(line.text)))
			return [{ kind: 'header', start: line.start, end: line.end }];
		const label = subject.exec(line.text)?.[0].length ?? 0;
		if (label === 0 && at !== first) return [];
		const marks = subjectMarks.exec(line.text.slice(label, label + 300))?.[0].length ?? 0;
		return label + marks === 0 ? [] : [{ kind: 'header', start: line.start, end: Math.min(line.start + label + marks, line.end) }];
	});
}

/** Whether a line of a head belongs to its subject, whose words stay. */
export function isSubject(line: Line): boolean {
	return subject.test(line.text);
}

/** Whether the words of the text or its subject were passed on: FW: before them. */
export function isForward(text: string): boolean {
	return /^(?:\s*(?:re|aw)\s?:)*\s*(?:fwd?|wg|tr|rv|enc|doorst)\s?:/i.test(text.replace(subject, ''));
}

function isSender(text: string): boolean {
	return /^(?:received )?from\s?: ?<?[\w.+-]{1,64}@[\w.-]{3,100}>?$/i.test(text);
}

/** Long headers go on in the next lines, indented. */
function isContinued(lines: readonly Line[], at: number): boolean {
	const [before, line] = [lines[at - 1], lines[at]];
	return before !== undefined && line !== undefined && line.start > line.from && line.text !== '' && technical.test(before.text);
}
