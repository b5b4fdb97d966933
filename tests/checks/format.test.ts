import fc from 'fast-check';
import type { InlineCode, Nodes } from 'mdast';
import { visit } from 'unist-util-visit';
import { describe, expect, test } from 'vitest';
import { formatAnnotation, formatText, toJson } from '../../src/checks/format.ts';
import { formatMarkdown } from '../../src/checks/format-markdown.ts';
import type { ReportedFinding } from '../../src/checks/report.ts';
import { parseMarkdown } from '../../src/knowledge/mdx.ts';

const finding: ReportedFinding = {
	id: 'SP021',
	rule: 'heading-levels',
	severity: 'error',
	path: 'sops/a.mdx',
	line: 7,
	found: 'the heading "A" is of level 1.',
	expected: 'Headings from level 2 on.',
	remedy: 'Write "##" before it.',
};

/** Texts with what is markup, a command or a line's end somewhere. */
const hostile = fc.string({
	unit: fc.oneof(
		fc.constantFrom(
			'`',
			'``',
			'\n',
			'\r',
			'\r\n',
			'::error::',
			'%0A',
			'%',
			',',
			':',
			'<script>',
			'[a](javascript:b)',
			'\\',
			'|',
			' ',
			'*',
			'@org/team',
		),
		fc.string({ unit: 'grapheme', minLength: 1, maxLength: 3 }),
	),
	maxLength: 12,
});

describe('formatText', () => {
	test('says the place, what is there, what is expected and what mends it', () => {
		expect(formatText(finding)).toBe(
			'sops/a.mdx:7  error  heading-levels (SP021)\n    there:     the heading "A" is of level 1.\n    expected:  Headings from level 2 on.\n    to mend:   Write "##" before it.',
		);
	});
});

describe('toJson', () => {
	test('says whether it can be mended, without the edits', () => {
		expect(toJson({ ...finding, fix: [{ start: 0, end: 1, text: '' }] })).toEqual({ ...finding, fixable: true });
	});
});

describe('formatAnnotation', () => {
	test('names the file within the repository, and the line', () => {
		expect(formatAnnotation(finding, 'content')).toBe(
			'::error file=content/sops/a.mdx,line=7,title=SP021 heading-levels::the heading "A" is of level 1.%0AExpected: Headings from level 2 on.%0ATo mend: Write "##" before it.',
		);
		expect(formatAnnotation({ ...finding, line: undefined, severity: 'warning' }, '')).toMatch(/^::warning file=sops\/a\.mdx,title=/);
	});

	test('is one line with one command and its own properties, whatever the texts hold', () => {
		fc.assert(
			fc.property(hostile, hostile, hostile, (path, found, remedy) => {
				const line = formatAnnotation({ ...finding, path, found, remedy }, 'content');
				expect(line).not.toMatch(/[\r\n]/);
				const [, properties = '', data = ''] = /^::error ([^:]*)::(.*)$/su.exec(line) ?? [];
				expect(properties.split(',').map((property) => property.split('=')[0])).toEqual(['file', 'line', 'title']);
				const unescaped = data.replaceAll('%0A', '\n').replaceAll('%0D', '\r').replaceAll('%25', '%');
				expect(unescaped).toBe(`${found}\nExpected: ${finding.expected}\nTo mend: ${remedy}`);
			}),
		);
	});
});

describe('formatMarkdown', () => {
	const changes = { changed: new Map(), gone: [] };
	const report = (texts: Partial<ReportedFinding>, notes: string[] = []): string =>
		formatMarkdown([{ ...finding, ...texts }], notes, changes);

	test('counts, and lists what stops before what only tells', () => {
		const text = formatMarkdown([{ ...finding, severity: 'warning', rule: 'told' }, finding], [], changes);
		expect(text).toMatch(/^### Signpost: ❌ 1 problem to mend, 1 warning\n/);
		expect(text.indexOf('heading-levels')).toBeLessThan(text.indexOf('told'));
		expect(formatMarkdown([], [], changes)).toContain('✅ Nothing to mend');
	});

	test('names the articles of the change', () => {
		const changed = new Map([['KI-0001', { article: { id: 'KI-0001' } as never, isNew: true }]]);
		expect(formatMarkdown([], [], { changed, gone: ['KI-0002'] })).toContain('Articles: `KI-0001` new, `KI-0002` gone.');
	});

	test('no text leaves its code, and none becomes markup', () => {
		const shapeOf = (markdown: string): { codes: string[]; shape: string[] } => {
			const codes: string[] = [];
			const shape: string[] = [];
			visit(parseMarkdown(markdown), (node: Nodes) => {
				shape.push(node.type);
				if (node.type === 'inlineCode') codes.push((node as InlineCode).value);
			});
			return { codes, shape };
		};
		const { shape } = shapeOf(report({}, ['a note']));
		fc.assert(
			fc.property(hostile, hostile, hostile, (found, remedy, note) => {
				const now = shapeOf(report({ found, remedy }, [note]));
				expect(now.shape).toEqual(shape);
				const plain = (text: string): string => text.replace(/\s+/g, ' ').trim();
				expect(now.codes.map(plain).filter((code) => code !== 'npm run check -- --changed')).toEqual(
					['sops/a.mdx:7', found, finding.expected, remedy, note].map(plain),
				);
			}),
			{ numRuns: 300 },
		);
	});
});
