/** A file that is no ticket; `message` says why and what to do. */
export class TicketFileError extends Error {}

/** Larger files are archives or logs, not tickets. */
const maxBytes = 10 * 1024 * 1024;

/** The text of a ticket in a dropped file: a mail (.eml), a text (.txt) or one ticket as JSON. Throws TicketFileError. */
export async function readTicketFile(file: File): Promise<string> {
	const extension = /\.([a-z]+)$/i.exec(file.name)?.[1]?.toLowerCase() ?? '';
	if (!['eml', 'txt', 'json'].includes(extension))
		throw new TicketFileError(`${file.name} is neither .eml, .txt nor .json. Open it and paste its text.`);
	if (file.size > maxBytes)
		throw new TicketFileError(`${file.name} has ${Math.round(file.size / 1e6)} MB. Paste the part that describes the problem.`);
	const bytes = new Uint8Array(await file.arrayBuffer());
	const text =
		extension === 'eml' ? await readMail(bytes, file.name) : extension === 'json' ? readJson(decode(bytes), file.name) : decode(bytes);
	if (text.trim() === '') throw new TicketFileError(`${file.name} holds no text.`);
	return text.trim();
}

/** UTF-8 or, by its mark, UTF-16; else the Western encoding that old mail programs write. */
function decode(bytes: Uint8Array): string {
	const encoding = bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : 'utf-8';
	try {
		return new TextDecoder(encoding, { fatal: true }).decode(bytes);
	} catch {
		return new TextDecoder('windows-1252').decode(bytes);
	}
}

async function readMail(bytes: Uint8Array, name: string): Promise<string> {
	const { default: PostalMime } = await import('postal-mime');
	const mail = await PostalMime.parse(bytes).catch(() => {
		throw new TicketFileError(`${name} is no mail that can be read. Open it and paste its text.`);
	});
	const body = mail.text?.trim() || textOfHtml(mail.html ?? '');
	return [mail.subject, body].filter(Boolean).join('\n');
}

/** Parsed, never shown: scripts in it do not run, pictures are not fetched. */
function textOfHtml(html: string): string {
	const { body } = new DOMParser().parseFromString(html, 'text/html');
	for (const hidden of body.querySelectorAll('script, style, template')) hidden.remove();
	for (const block of body.querySelectorAll('p, div, li, tr, br, h1, h2, h3, h4')) block.append('\n');
	return (body.textContent ?? '').replace(/\n{3,}/g, '\n\n').trim();
}

function readJson(text: string, name: string): string {
	let value: unknown;
	try {
		value = JSON.parse(text);
	} catch {
		throw new TicketFileError(`${name} is not JSON. One ticket is {"text": "…"} or {"subject": "…", "body": "…"}.`);
	}
	const tickets = Array.isArray(value) ? value : [value];
	if (tickets.length !== 1)
		throw new TicketFileError(
			`${name} holds ${tickets.length} tickets. Paste them one by one, or match them with npm run match -- --tickets.`,
		);
	const field = (key: string): string => {
		const found = typeof tickets[0] === 'object' && tickets[0] !== null ? (tickets[0] as Record<string, unknown>)[key] : undefined;
		return typeof found === 'string' ? found.trim() : '';
	};
	const found = field('text') || [field('subject'), field('body')].filter(Boolean).join('\n');
	if (found === '') throw new TicketFileError(`${name} holds no ticket. One is {"text": "…"} or {"subject": "…", "body": "…"}.`);
	return found;
}
