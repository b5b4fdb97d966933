import { describe, expect, test } from 'vitest';
import { parseMarkdown, parseMdx, parseReadings } from '../../src/knowledge/mdx.ts';

describe('parseMdx', () => {
	test('reads tables, task lists and footnotes as GitHub does', () => {
		const types = parseMdx('|a|\n|-|\n|b|\n\n- [x] c\n\nd[^1]\n\n[^1]: e').children.map(({ type }) => type);
		expect(types).toEqual(['table', 'list', 'paragraph', 'footnoteDefinition']);
	});

	test('throws with line and reason on what is not MDX', () => {
		expect(() => parseMdx('a\n\n<b !>')).toThrow(
			expect.objectContaining({ line: 3, reason: expect.stringContaining('Unexpected character') }),
		);
	});
});

describe('parseReadings', () => {
	test('adds the reading with directives where there could be one', () => {
		expect(parseReadings(':::note\na\n:::').map((tree) => tree.children[0]?.type)).toEqual(['paragraph', 'containerDirective']);
		expect(parseReadings('10:30')).toHaveLength(2);
	});

	test('reads once what has no directive', () => {
		expect(parseReadings('See https://x.example : a: b')).toHaveLength(1);
	});
});

describe('parseMarkdown', () => {
	test('never fails', () => {
		expect(parseMarkdown('<b> { <!-- import x').children).toHaveLength(1);
	});
});
