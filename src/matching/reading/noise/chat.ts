import type { Line, NoiseSpan } from './lines.ts';

const time = String.raw`(?:\d{1,4}[-./]\d{1,2}[-./]\d{1,4},? (?:at )?)?\d{1,2}:\d{2}(?::\d{2})?(?: ?[AaPp]\.?[Mm]\.?)?`;
const speaker = String.raw`(?:@?\p{L}[\p{L}\p{M}.'’_-]{0,30}(?: \(?\p{L}[\p{L}\p{M}.'’_-]{0,30}\)?){0,3})`;
const leads = [
	new RegExp(`^[[(]?${time}[\\])]? ?[-–]? ?<?${speaker}(?: \\([\\p{L} ]{1,30}\\))?>?:\\s*`, 'u'),
	new RegExp(`^<?${speaker}>? ?[[(]${time}[\\])]:?\\s*`, 'u'),
	new RegExp(`^${speaker} {1,4}${time}$`, 'u'),
	new RegExp(`^[[(]${time}[\\])] ?${speaker}$`, 'u'),
];
/** One line that begins so may be anything; two are a conversation. */
const linesOfChat = 2;

/** Who said it and when, before the lines of a pasted chat. */
export function findChatLeads(lines: readonly Line[]): NoiseSpan[] {
	const found = lines.flatMap(({ start, text }): NoiseSpan[] => {
		const head = text.slice(0, 160);
		const length = leads.map((lead) => lead.exec(head)?.[0].length ?? 0).find((each) => each > 0);
		if (length === undefined || /\b(?:error|warn(?:ing)?|info|debug|fatal|critical)\b/i.test(head.slice(0, length))) return [];
		return [{ kind: 'header', start, end: start + Math.min(length, text.length) }];
	});
	return found.length >= linesOfChat ? found : [];
}
