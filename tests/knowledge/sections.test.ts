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

	test('reads a decision tree in its order, with its questions and answers', () => {
		const body = `## Check

<Decide question="Whose lock?">
<Answer is="Theirs">

Ask how old.

<Decide question="How old?">
<Answer is="Old">

Release it.

</Answer>
<Answer is="New">

- Wait.

</Answer>
</Decide>
</Answer>
<Answer is="Nobody's">

Reload.

</Answer>
</Decide>
`;
		expect(splitSections(parseMdx(body), 'Title')[0]?.text.split('\n')).toEqual([
			...['Whose lock?', 'Theirs', 'Ask how old.', 'How old?', 'Old', 'Release it.', 'New', 'Wait.', "Nobody's", 'Reload.'],
		]);
	});

	test('headings of an internal part begin sections, others of the same name count on', () => {
		const sections = splitSections(
			parseMdx('## Check\n\nOne.\n\n<Internal>\n\nTwo.\n\n## Check\n\nThree.\n\n</Internal>\n\nFour.\n'),
			'Title',
		);
		expect(sections.map(({ anchor, text }) => [anchor, text])).toEqual([
			['check', 'One.\nTwo.'],
			['check-1', 'Three.\nFour.'],
		]);
	});
});
