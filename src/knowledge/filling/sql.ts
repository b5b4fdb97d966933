import { type Place, parameterPattern, type Written } from './places.ts';

/** Comments, dollar-quoted text and names in backticks: nothing is filled in there. */
const passedOver = /--[^\n]*|\/\*[\s\S]*?(?:\*\/|$)|(\$(?:[A-Za-z_]\w*)?\$)[\s\S]*?(?:\1|$)|`[^`]*(?:`|$)/y;
const escapeString = /(?<=(?<!\w)[eE])'(?:[^'\\]|''|\\[\s\S])*(?:'|$)/y;
const quoted = /'(?:[^']|'')*(?:'|$)|"(?:[^"]|"")*(?:"|$)/y;
/** A comment to MySQL; PostgreSQL has operators that begin so. */
const hashComment = /#(?![>#-])/y;

interface Stretch {
	kind: 'code' | 'escape-string' | 'quoted';
	from: number;
	to: number;
}

/**
 * The parameters of SQL (PostgreSQL). Written as a number or a literal; within quotes, as a part of what is quoted. From
 * where another database would read the query differently on, none is found.
 */
export function findSqlPlaces(sql: string): Place[] {
	return [...splitSql(sql)].flatMap(({ kind, from, to }) =>
		[...sql.slice(from, to).matchAll(parameterPattern)].flatMap(({ 0: whole, 1: name = '', index }): Place[] => {
			const place = { name, from: from + index, to: from + index + whole.length };
			// The slice hides what stands before it.
			if (index === 0 && /[:\w]/.test(sql[from - 1] ?? '')) return [];
			if (kind === 'code') return [{ ...place, write: (value) => writeInCode(value, sql, place) }];
			return [{ ...place, write: (value) => writeInQuotes(value, sql[from] ?? "'", kind === 'escape-string') }];
		}),
	);
}

function* splitSql(sql: string): Generator<Stretch> {
	let codeFrom = 0;
	for (let at = 0; at < sql.length; ) {
		const kind = (['passedOver', 'escape-string', 'quoted', 'hash'] as const).find((name) => matchEnd(patterns[name], sql, at) !== null);
		if (kind === undefined) {
			at++;
			continue;
		}
		yield { kind: 'code', from: codeFrom, to: at };
		const to = matchEnd(patterns[kind], sql, at) ?? at;
		const text = sql.slice(at, to);
		// Comments in comments and backslashes before quotes end at different places in different databases.
		if (kind === 'hash' || text.lastIndexOf('/*') > 0 || (kind === 'quoted' && text.includes('\\'))) return;
		if (kind !== 'passedOver') yield { kind, from: at, to };
		at = to;
		codeFrom = to;
	}
	yield { kind: 'code', from: codeFrom, to: sql.length };
}

const patterns = { passedOver, 'escape-string': escapeString, quoted, hash: hashComment };

function matchEnd(pattern: RegExp, text: string, at: number): number | null {
	pattern.lastIndex = at;
	return pattern.test(text) ? pattern.lastIndex : null;
}

/** A value, or the values of a list where the query asks for one: `in (:ids)`, `any(:ids)`. */
function writeInCode(value: string, sql: string, { from, to }: { from: number; to: number }): Written {
	const [, list] = /^\s*\)/.test(sql.slice(to)) ? (/\b(in|any|all)\s*\(\s*$/i.exec(sql.slice(Math.max(0, from - 40), from)) ?? []) : [];
	const isArray = list !== undefined && !/^in$/i.test(list);
	if (list === undefined || (isArray && value.startsWith('{'))) return { text: writeLiteral(value, sql[from - 1] === '-') };
	const items = value.split(',').map((item) => item.trim());
	const written = items.filter((item) => item !== '').map((item) => writeLiteral(item, false));
	if (written.length === 0) return { refusal: 'A list needs at least one value.' };
	return { text: isArray ? `array[${written.join(', ')}]` : written.join(', ') };
}

function writeLiteral(value: string, isBehindMinus: boolean): string {
	if (/^-?(0|[1-9]\d*)(\.\d+)?$/.test(value)) {
		// Two hyphens would begin a comment.
		return isBehindMinus && value.startsWith('-') ? `(${value})` : value;
	}
	const doubled = value.replaceAll("'", "''");
	return doubled.includes('\\') ? `E'${doubled.replaceAll('\\', '\\\\')}'` : `'${doubled}'`;
}

function writeInQuotes(value: string, quote: string, isEscaped: boolean): Written {
	if (value.includes('\\') && !isEscaped) return { refusal: 'A backslash within quotes is read differently by different databases.' };
	return { text: value.replaceAll('\\', '\\\\').replaceAll(quote, quote + quote) };
}
