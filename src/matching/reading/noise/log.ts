import type { Line, NoiseSpan } from './lines.ts';

/** Fewer are an excerpt that somebody chose, and stay as they are. */
const linesOfDump = 3;
/** Complaints of a log that are kept: the first different ones say what went wrong. */
const complaintsKept = 5;

const date = String.raw`(?:\d{4}[-/.]\d{2}[-/.]\d{2}|\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}|(?:[A-Z][a-z]{2},? )?[A-Z][a-z]{2} {1,2}\d{1,2}(?: \d{4})?|\d{1,2}[/ ][A-Z][a-z]{2}[/ ]\d{4})`;
const stamp = new RegExp(
	String.raw`^[[("]?(?:${date}[T ,:]{1,2})?\d{2}:\d{2}:\d{2}(?:[.,]\d{1,9})?(?:Z| ?[+-]\d{2}:?\d{2}| UTC)?[\])"]?[ \t]{0,8}`,
);
const level =
	/\b(?:TRACE|DEBUG|INFO|INFORMATION|NOTICE|WARN|WARNING|ERROR|ERR|FATAL|SEVERE|CRITICAL|VERBOSE|info|debug|warn|warning|error|fatal)\b/;
const complaint =
	/\b(?:error|err|fatal|severe|critical|crit|emerg|panic|\w{0,60}exception|fail(?:ed|ure|s)?|denied|refused|timed out|timeout|unable|cannot|could not)\b|" (?:4|5)\d\d\b/i;

/**
 * What a pasted log says beside its complaints: the other lines, the time before each complaint, and the complaints that
 * say the same again. One or two lines are no log.
 */
export function findLogs(lines: readonly Line[]): NoiseSpan[] {
	const logged = lines.flatMap((line) => {
		const lead = logLead(line.text);
		return lead === null ? [] : [{ line, lead }];
	});
	if (logged.length < linesOfDump) return [];
	const seen = new Set<string>();
	return logged.flatMap(({ line, lead }): NoiseSpan[] => {
		const message = line.text.slice(lead);
		const shape = message.replace(/[\da-f]*\d[\da-f]*/gi, '0').slice(0, 200);
		const kept = complaint.test(message.slice(0, 2_000)) && !seen.has(shape) && seen.size < complaintsKept;
		if (kept) seen.add(shape);
		const end = kept ? line.start + lead : line.end;
		return end > line.start ? [{ kind: 'trace', start: line.start, end }] : [];
	});
}

/** Characters of a log line before its message; null where a person may have written the line, in a chat for instance. */
function logLead(text: string): number | null {
	const time = stamp.exec(text)?.[0];
	if (time !== undefined) {
		const rest = text.slice(time.length, time.length + 100);
		if (level.test(rest) || /^\S{0,64}(?: \S{1,64})?\[[\w.:/ -]{1,60}\]/.test(rest)) return time.length;
		return null;
	}
	if (/^[IWEF]\d{4} \d{2}:\d{2}:\d{2}/.test(text)) return 5 + (/^[\d:.]+ +\d* ?/.exec(text.slice(6))?.[0].length ?? 0);
	if (/^\{".{0,400}"(?:level|severity)" ?:/.test(text) || /^(?:time|ts|timestamp)=\S.{0,100}\blevel=/.test(text)) return 0;
	if (/^\[(?:TRACE|DEBUG|INFO|WARN|WARNING|ERROR|FATAL)\]/.test(text)) return 0;
	return /^[\d.:a-f]{3,45} \S{1,40} \S{1,40} \[[^\]]{1,40}\] "/.test(text) ? 0 : null;
}
