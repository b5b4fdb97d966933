import type { PracticeService } from '../../../knowledge/schemas/training.ts';

/** A request as it is written in an article. */
export interface WrittenRequest {
	method: string;
	address: URL;
	/** By name in lower case. */
	headers: Map<string, string>;
	body: string;
}

/** Reads a request: a line with method and address, headers, an empty line, a body. Gives a sentence where it is none. */
export function readRequest(text: string): WrittenRequest | string {
	const lines = text.replaceAll('\r', '').trim().split('\n');
	const [, method = '', start = ''] = /^([A-Za-z]+)\s+(\S+)(?:\s+HTTP\/[\d.]+)?$/.exec(lines.shift()?.trim() ?? '') ?? [];
	if (method === '') return 'The first line must be a method and an address, such as GET https://…';
	let whole = start;
	while (/^\s+[?&/]/.test(lines[0] ?? '')) whole += lines.shift()?.trim() ?? '';
	if (!URL.canParse(whole)) return `“${whole}” is no whole address: write it with https:// and the host.`;
	const headers = new Map<string, string>();
	while (lines.length > 0) {
		const line = lines.shift() ?? '';
		if (line.trim() === '') break;
		const [, name, value = ''] = /^([\w-]+):\s*(.*)$/.exec(line.trim()) ?? [];
		if (name === undefined) return `“${line.trim()}” is no header: write Name: value, and an empty line before the body.`;
		headers.set(name.toLowerCase(), value);
	}
	return { method: method.toUpperCase(), address: new URL(whole), headers, body: lines.join('\n').trim() };
}

/** The service that takes a request, and the values of the parameters in its path; null where there is none. */
export function findService(
	services: readonly PracticeService[],
	{ method, address }: WrittenRequest,
): { service: PracticeService; values: Map<string, string> } | null {
	for (const service of services) {
		if (service.method !== method) continue;
		const wanted = service.path.split('/');
		const given = address.pathname.split('/');
		const fits =
			wanted.length === given.length && wanted.every((part, at) => part === given[at] || (part.startsWith(':') && given[at] !== ''));
		if (!fits) continue;
		const values = wanted.flatMap((part, at): [string, string][] =>
			part.startsWith(':') ? [[part.slice(1), decodeURIComponent(given[at] ?? '')]] : [],
		);
		return { service, values: new Map([...values, ...address.searchParams]) };
	}
	return null;
}

/** The fields of a JSON body as values of parameters; a sentence where it is no JSON object. */
export function readBody(body: string): Map<string, string> | string {
	if (body === '') return new Map();
	try {
		const fields: unknown = JSON.parse(body);
		if (typeof fields !== 'object' || fields === null || Array.isArray(fields)) return 'the body must be a JSON object';
		return new Map(Object.entries(fields).map(([name, value]) => [name, typeof value === 'string' ? value : JSON.stringify(value)]));
	} catch {
		return 'the body is not JSON';
	}
}
