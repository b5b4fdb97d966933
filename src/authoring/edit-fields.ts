import { isMap, isScalar, type Pair, parseDocument, type Scalar } from 'yaml';

/** Front matter as it stands in a file: from behind the first line of dashes to before the last. */
const frontMatter = /^(\uFEFF?---[ \t]*\r?\n)([\s\S]*?)(?=^---[ \t]*\r?$)/m;

/**
 * A file's text with a value of a block of its front matter set, such as `on` of `verification`, and nothing else touched:
 * comments, quotes and order stay. A block or a field that is not there is added at its end. Throws where the text has no
 * front matter or the block is written in one line.
 */
export function setField(text: string, [block, field]: readonly [string, string], value: string | number): string {
	const found = frontMatter.exec(text);
	if (found === null) throw new Error('the text has no front matter');
	const [, opening = '', yaml = ''] = found;
	const start = opening.length;
	const lineEnd = /\r\n/.test(opening) ? '\r\n' : '\n';
	const written = write(value);
	const document = parseDocument(yaml, { keepSourceTokens: true });
	const parent = document.get(block, true);
	if (parent === undefined) return insert(text, start + yaml.length, `${block}:${lineEnd}  ${field}: ${written}${lineEnd}`);
	if (!isMap(parent) || parent.flow === true) throw new Error(`"${block}" is not written as lines of its own`);
	const pair = parent.items.find(
		(item): item is Pair<Scalar, Scalar> => isScalar(item.key) && item.key.value === field && isScalar(item.value),
	);
	if (pair?.value?.range) {
		const [from, to] = pair.value.range;
		return `${text.slice(0, start + from)}${written}${text.slice(start + to)}`;
	}
	const last = parent.items.at(-1)?.value;
	const end = isScalar(last) && last.range ? last.range[1] : 0;
	const lineStart = yaml.indexOf('\n', end);
	return insert(text, start + (lineStart === -1 ? yaml.length : lineStart + 1), `  ${field}: ${written}${lineEnd}`);
}

function insert(text: string, at: number, added: string): string {
	return text.slice(0, at) + added + text.slice(at);
}

/** A day or plain words stand as they are; what YAML could read as something else is quoted. */
function write(value: string | number): string {
	if (typeof value === 'number' || /^(\d{4}-\d{2}-\d{2}|[A-Za-z][\w /&.'-]*)$/.test(value)) return String(value).trim();
	return JSON.stringify(value);
}
