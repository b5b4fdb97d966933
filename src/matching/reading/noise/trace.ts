import type { Line, NoiseSpan } from './lines.ts';

/** Lines around the frames that say nothing by themselves. */
const around = [
	/^Traceback \(most recent call last\):?$/,
	/^(?:During handling of the above exception, another|The above exception was the direct cause)/,
	/^\.{3} \d+ (?:more|common frames omitted|frames? truncated)/,
	/^-+ ?(?:End of (?:inner exception )?stack trace|Ende der)/i,
	/^\[?(?:stack ?trace|stack backtrace|call stack|stack)\]?:?$/i,
	/^goroutine \d+ \[[^\]]{1,60}\]:$/,
	/^created by \S+(?: in goroutine \d+)?$/,
	/^note: run with `?RUST_BACKTRACE/,
	/^thrown in \S+ on line \d+$/,
	/^[\^~]{1,200}$/,
];

const frames = [
	/^at (?:async |new )?[^\s()]{1,300}[.$/][^\s()]{1,300} ?\(/,
	/^at (?:async |new )?[^\s()]{1,300} \((?:[^()]{0,300}:\d+|native|<anonymous>|node:)/,
	/^(?:at|in|bei|à|в) (?:async |file:\/\/|https?:|webpack|node:|[A-Z]:\\|\/)\S{1,300}:\d+/,
	/^at \S{1,300}<anonymous>/,
	/^(?:bei|à|en) [^\s()]{1,300}\.[^\s()]{1,300}\([^()]{0,300}\)/,
	/^File "[^"]{1,300}", line \d+/,
	/^#\d+ +(?:0x[\da-f]+ |\S{1,300}\(\d+\): |\{main\}|\[internal function\])/i,
	/^(?:from )?\S{1,300}\.rb:\d+:in [`'][^'`]{1,200}'$/,
	/^\/\S{1,300}\.go:\d+(?: \+0x[\da-f]+)?$/,
	/^[\w.$<>/*]{0,200}@(?:https?|file|webpack[\w-]*|moz-extension|resource):\S{1,300}:\d+:\d+$/,
	/^\d+: +(?:0x[\da-f]+ - )?[\w<>$]{1,100}::\S/,
	/^[\w.-]+![\w.:<>~]+(?:\([^)]{0,200}\))? ?\+ ?0x[\da-f]+/i,
];

/**
 * The frames of stack traces. What was thrown stays, with its message (`java.lang.NullPointerException: lease is null`),
 * wherever in the trace it stands.
 */
export function findTraces(lines: readonly Line[]): NoiseSpan[] {
	const spans: NoiseSpan[] = [];
	for (const [position, line] of lines.entries()) {
		if (isTraceLine(lines, position)) spans.push({ kind: 'trace', start: line.start, end: line.end });
	}
	return spans;
}

function isTraceLine(lines: readonly Line[], position: number): boolean {
	const text = lines[position]?.text ?? '';
	if (text === '') return false;
	if (isFrame(text) || around.some((pattern) => pattern.test(text)) || isBlob(text)) return true;
	const [before, after] = [lines[position - 1]?.text ?? '', lines[position + 1]?.text ?? ''];
	// Python prints the source under each frame, Go the call above the place.
	if (/^File "/.test(before) && isFrame(before)) return !isThrown(text);
	return /^[\w./*()-]+\([^)]{0,300}\)$/.test(text) && /^\/\S{1,300}\.go:\d+/.test(after);
}

function isFrame(text: string): boolean {
	return frames.some((frame) => frame.test(text));
}

/** `SomeError: words`, `some.package.Exception` and the like at the start of a line. */
export function isThrown(text: string): boolean {
	return /^(?:Caused by: )?[\w.$]{0,200}(?:Error|Exception|Warning|Failure|Fault|Interrupt|Exit)\b/.test(text);
}

/** A certificate, a key or a dump: one long word. */
function isBlob(text: string): boolean {
	return text.length >= 100 && /^[\w+/=-]+$/.test(text);
}
