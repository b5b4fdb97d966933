import { describe, expect, test } from 'vitest';
import { parseMdx } from '../../src/knowledge/mdx.ts';
import { splitSections } from '../../src/knowledge/sections.ts';

describe('splitSections', () => {
	test('gives each heading its text and the anchor that the site gives it', () => {
		const sections = splitSections(
			parseMdx('Lead.\n\n## Check the *lease*\n\nOne.\n\n- a\n- b\n\n### `SELECT` it\n\n```sql\nselect 1\n```\n'),
			'Title',
		);
		expect(sections.map(({ heading, anchor, text }) => ({ heading, anchor, text }))).toEqual([
			{ heading: 'Title', anchor: '', text: 'Lead.' },
			{ heading: 'Check the lease', anchor: 'check-the-lease', text: 'One.\na\nb' },
			{ heading: 'SELECT it', anchor: 'select-it', text: 'select 1' },
		]);
	});

	test('counts on where a heading repeats', () => {
		const sections = splitSections(parseMdx('## Check\n\na\n\n## Check\n\nb\n'), 'Title');
		expect(sections.map(({ anchor }) => anchor)).toEqual(['check', 'check-1']);
	});

	test('keeps an article without text findable by its title', () => {
		expect(splitSections(parseMdx(''), 'Title')).toMatchObject([{ heading: 'Title', anchor: '', text: '' }]);
	});
});
