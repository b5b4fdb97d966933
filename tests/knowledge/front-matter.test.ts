import { parseFrontmatter } from '@astrojs/internal-helpers/frontmatter';
import fc from 'fast-check';
import { dump } from 'js-yaml';
import { describe, expect, test } from 'vitest';
import { checkFrontMatter, type SplitFile, splitFrontMatter } from '../../src/knowledge/front-matter.ts';
import { validatedKnownIssue } from './article-text.ts';

function split(text: string): SplitFile {
	const result = splitFrontMatter(text, 'a.mdx');
	if ('rule' in result) throw new Error(result.message);
	return result;
}

/** The findings of a file with these fields, written as YAML. */
function findingsFor(fields: Record<string, unknown>): { line?: number; message: string; remedy: string }[] {
	return findingsIn(`---\n${dump(fields)}---\n`);
}

function findingsIn(text: string): { line?: number; message: string; remedy: string }[] {
	const checked = checkFrontMatter(split(text).data, text, 'a.mdx');
	return 'findings' in checked ? checked.findings.map(({ line, message, remedy }) => ({ line, message, remedy })) : [];
}

describe('splitFrontMatter', () => {
	test('gives the fields, the body and the line where it begins', () => {
		expect(split('---\nid: A\ntests:\n  - b\n---\n\nBody.\n')).toEqual({ data: { id: 'A', tests: ['b'] }, body: '\nBody.\n', bodyLine: 6 });
	});

	test('takes Windows line ends and a byte-order mark', () => {
		expect(split('\uFEFF---\r\nid: A\r\n---\r\nOne.\r\nTwo.\r\n')).toEqual({ data: { id: 'A' }, body: 'One.\nTwo.\n', bodyLine: 4 });
	});

	test('takes blanks behind the dashes, an empty body and empty front matter', () => {
		expect(split('--- \nid: A\n---\t')).toEqual({ data: { id: 'A' }, body: '', bodyLine: 3 });
		expect(split('---\n---\nBody')).toEqual({ data: {}, body: 'Body', bodyLine: 3 });
	});

	test('leaves days as they are written', () => {
		expect(split('---\non: 2026-02-30\n---\n').data).toEqual({ on: '2026-02-30' });
	});

	test('keeps rules and dashes in the body', () => {
		expect(split('---\nid: A\n---\na\n\n---\n\n+++\nb').body).toBe('a\n\n---\n\n+++\nb');
	});

	test.each([
		['', 'the file is empty.'],
		[' \n\n', 'the file is empty.'],
		['# Title\n', 'has no front matter.'],
		['\n---\nid: A\n---\n', 'has no front matter.'],
		['----\nid: A\n---\n', 'has no front matter.'],
		['---\nid: A\n', 'its front matter is never closed.'],
		['---\nid: A\n --- \nb', 'its front matter is never closed.'],
	])('says of %j: %s', (text, message) => {
		expect(splitFrontMatter(text, 'a.mdx')).toMatchObject({ path: 'a.mdx', line: 1, message, remedy: expect.stringContaining('"---"') });
	});

	test('refuses ---js without running it', () => {
		expect(splitFrontMatter('---js\n{ id: globalThis.ranFrontMatter = true }\n---\n', 'a.mdx')).toMatchObject({
			message: 'has no front matter.',
		});
		expect(globalThis).not.toHaveProperty('ranFrontMatter');
	});

	test.each([
		['---\nid: A\n---x\n\nexport const x = 1\n\n---\nBody', 3],
		['---\nid: A\ntitle: a\n+++\nb: c\n---\n', 4],
		['---\nid: A\n----\n', 3],
		['---\n--- # closed\n', 2],
	])('refuses a line that ends the front matter for Astro but not for a reader: %j', (text, line) => {
		expect(splitFrontMatter(text, 'a.mdx')).toMatchObject({ line, message: expect.stringContaining('would end the front matter') });
	});

	test.each([
		['a value with a colon', '---\nid: A\ntitle: a: b\n---\n', 3],
		['a bracket that is never closed', '---\nid: A\ntests: [a\nb: c\n---\n', 4],
		['a tab as indentation', '---\nid: A\nfix:\n\tstate: fixed\n---\n', 4],
		['a field that stands twice', '---\nid: A\n\nid: B\n---\n', 4],
		['a tag that would make an object', '---\nid: !!js/function "function () {}"\n---\n', 2],
		['an unknown alias', '---\nid: A\ntitle: *a\n---\n', 3],
		['on Windows', '---\r\nid: A\r\ntitle: a: b\r\n---\r\n', 3],
	])('names the line of bad YAML: %s', (_, text, line) => {
		expect(splitFrontMatter(text, 'a.mdx')).toMatchObject({
			line,
			rule: 'front-matter',
			message: expect.stringContaining('not valid YAML'),
		});
	});

	test('refuses anchors, so that no file unfolds into more than it holds', () => {
		const bomb = Array.from(
			{ length: 30 },
			(_, level) => `  a${level}: &a${level} [${level === 0 ? 'x' : `*a${level - 1}, *a${level - 1}`}]`,
		);
		expect(splitFrontMatter(`---\nsource:\n${bomb.join('\n')}\n---\n`, 'a.mdx')).toMatchObject({
			line: 3,
			message: expect.stringContaining('anchors'),
		});
	});

	test.each(['- a\n- b', 'just text', '42'])('refuses front matter that is not a list of fields: %j', (yaml) => {
		expect(splitFrontMatter(`---\n${yaml}\n---\n`, 'a.mdx')).toMatchObject({ message: expect.stringContaining('not a list of fields') });
	});

	test('survives nesting that would exhaust the stack', () => {
		expect(splitFrontMatter(`---\na: ${'['.repeat(50_000)}\n---\n`, 'a.mdx')).toMatchObject({ rule: 'front-matter' });
	});

	const lineEnd = fc.constantFrom('\n', '\r\n');
	const bodies = fc
		.array(fc.oneof(fc.string(), fc.constantFrom('---', '+++', '\n', '\r\n', '\r', '\uFEFF', '\u2028', ' ', '\t', '$&', "$'")))
		.map((pieces) => pieces.join(''));

	test('never loses a character of the body', () => {
		fc.assert(
			fc.property(bodies, lineEnd, fc.constantFrom('', '\uFEFF'), (body, end, start) => {
				const result = split(`${start}---${end}id: A${end}---${end}${body}`);
				expect(result.body).toBe(body.replace(/\r\n?/g, '\n'));
				expect(result.bodyLine).toBe(4);
				expect(result.data).toEqual({ id: 'A' });
			}),
			{ numRuns: 1000 },
		);
	});

	test('lets the body begin where Astro lets it begin', () => {
		const pieces = fc.constantFrom(
			'---',
			'+++',
			'--',
			'-',
			' ',
			'\t',
			'\n',
			'\n',
			'\r\n',
			'\r',
			'\uFEFF',
			'\u2028',
			'\u000b',
			'id: A',
			'#',
			'x',
		);
		let agreed = 0;
		fc.assert(
			fc.property(fc.array(pieces, { maxLength: 14 }), (parts) => {
				const text = `---\n${parts.join('')}\n---\nbody`;
				const result = splitFrontMatter(text, 'a.mdx');
				if ('rule' in result) return;
				agreed++;
				const compiled = parseFrontmatter(text, { frontmatter: 'empty-with-spaces' }).content.replace(/\r\n?/g, '\n');
				expect(compiled.endsWith(result.body)).toBe(true);
				expect(compiled.slice(0, compiled.length - result.body.length).trim()).toBe('');
				expect(compiled.split('\n').length - result.body.split('\n').length).toBe(result.bodyLine - 1);
			}),
			{ numRuns: 3000 },
		);
		expect(agreed).toBeGreaterThan(20);
	});
});

describe('checkFrontMatter', () => {
	test('takes a validated known issue and fills in what may be left out', () => {
		const checked = checkFrontMatter(validatedKnownIssue, '', 'a.mdx');
		expect(checked).toMatchObject({ frontMatter: { id: 'KI-0001', audience: 'internal', tests: [], severity: 3 } });
	});

	test('names a missing field and the line to add', () => {
		const { title: _, ...fields } = validatedKnownIssue;
		expect(findingsFor(fields)).toEqual([{ line: 1, message: 'title is missing.', remedy: 'Add the line "title: …".' }]);
	});

	test('names an unknown field on its line', () => {
		expect(findingsFor({ ...validatedKnownIssue, ownr: 'x' })).toEqual([
			{ line: 16, message: 'ownr: no such field.', remedy: 'Remove it or correct its name.' },
		]);
		expect(findingsFor({ ...validatedKnownIssue, fix: { state: 'planned', eta: 'soon' } })).toMatchObject([
			{ line: 16, message: 'eta: no such field in fix.' },
		]);
	});

	test('refuses the names that every object has', () => {
		expect(
			findingsIn('---\n__proto__: {x: 1}\nconstructor: 1\nkind: sop\nid: A\ntitle: t\nversion: 1.0.0\nstate: archived\n---\n'),
		).toMatchObject([{ message: '__proto__, constructor: no such field.' }]);
	});

	test.each([
		['2026-02-30', '2026-02-30'],
		['02/03/2026', '02/03/2026'],
		['soon', 'soon'],
		['2026-03-02T10:00:00Z', '2026-03-02T10:00:00Z'],
	])('refuses the day %s, on the line of the day', (_, on) => {
		const text = `---\nid: KI-1\nkind: known-issue\ntitle: t\nversion: 1.0.0\nstate: not-validated\nverification:\n  by: me\n  on: ${on}\n  every: 90\n---\n`;
		expect(findingsIn(text)).toEqual([
			{ line: 9, message: 'verification.on must be a day written YYYY-MM-DD.', remedy: 'Correct that field.' },
		]);
	});

	test.each(['owner', 'escalation', 'verification', 'cause', 'fix'] as const)('refuses a validated known issue without %s', (field) => {
		const { [field]: _, ...fields } = validatedKnownIssue;
		expect(findingsFor(fields)).toMatchObject([{ message: expect.stringMatching(`^${field} is required once the state is "validated"`) }]);
		expect(findingsFor({ ...fields, state: 'not-validated' })).toEqual([]);
	});

	test('refuses a fix without the release that carries it', () => {
		expect(findingsFor({ ...validatedKnownIssue, fix: { state: 'fixed' } })).toMatchObject([
			{ line: 14, message: expect.stringContaining('fix.release') },
		]);
		expect(findingsFor({ ...validatedKnownIssue, fix: { state: 'fixed', release: '2026.3' } })).toEqual([]);
	});

	test('says which kinds there are', () => {
		expect(findingsFor({ ...validatedKnownIssue, kind: 'known-isue' })).toMatchObject([
			{ line: 3, message: expect.stringMatching(/^kind must be one of known-issue, sop, .*"kind: known-issue" is missing or misspelt/) },
		]);
	});

	test('finds the line of an item of a list, wherever its dashes stand', () => {
		const head = '---\nid: KI-1\nkind: known-issue\ntitle: t\nversion: 1.0.0\nstate: not-validated\n';
		expect(findingsIn(`${head}phrases:\n- a\n- ""\ntests:\n- b\n---\n`)).toMatchObject([
			{ line: 9, message: 'phrases.1 must not be empty.' },
		]);
		expect(findingsIn(`${head}phrases:\n  - a\ntests:\n  # none yet\n  - b\n  - ""\n---\n`)).toMatchObject([
			{ line: 12, message: 'tests.1 must not be empty.' },
		]);
		expect(findingsIn(`${head}tests: [a, ""]\n---\n`)).toMatchObject([{ line: 7 }]);
	});

	test('counts the items of a list, not those within its items', () => {
		const head = '---\nid: ESC-1\nkind: escalation\ntitle: t\nversion: 1.0.0\nstate: archived\nteam: t\n';
		const shift = (site: string): string =>
			`  - site: ${site}\n    timezone: Asia/Singapore\n    days:\n      - mon\n      - tue\n    from: "09:00"\n    to: "17:00"\n`;
		const text = `${head}tiers:\n  - { tier: 1, contact: x, responds: 5, when: x }\ncoverage:\n${shift('SG')}${shift('""')}---\n`;
		expect(findingsIn(text)).toMatchObject([{ line: 18, message: expect.stringContaining('coverage.1.site') }]);
	});

	test('tells a field from one of the same name elsewhere', () => {
		const head =
			'---\nchangelog:\n  - version: 1.0.0\n    date: 2026-01-01\n    note: first\n  - version: one\n    date: 2026-01-01\n    note: x\n';
		const text = `${head}version: 1\nid: KI-1\nkind: known-issue\ntitle: t\nstate: not-validated\n---\ncause: not a field\n`;
		expect(findingsIn(text).map(({ line, message }) => `${line} ${message.split(' ')[0]}`)).toEqual(['9 version', '6 changelog.1.version']);
		expect(findingsIn('---\nid: KI-1\nkind: known-issue\nversion: 1.0.0\nstate: archived\n---\ntitle: in the body\n')).toMatchObject([
			{ line: 1 },
		]);
	});

	test('names what is wrong a few times, not a hundred thousand times', () => {
		const text = `---\nid: KI-1\nkind: known-issue\ntitle: t\nversion: 1.0.0\nstate: archived\ntests:\n${'- 1\n'.repeat(50_000)}---\n`;
		const findings = findingsIn(text);
		expect(findings).toHaveLength(21);
		expect(findings.at(-1)).toMatchObject({ message: '49980 more fields are wrong.' });
	});
});
