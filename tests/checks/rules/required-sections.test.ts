import { describe, expect, test } from 'vitest';
import { requiredSections } from '../../../src/checks/rules/required-sections.ts';
import { ask, lineOf, written } from '../../setup/check-articles.ts';

const short = '## Symptoms\n\nIt hums.\n\n## Check\n\nListen.\n\n## Workaround\n\nWait.\n\n## Verify\n\nIt is quiet.';
const severe = `${short}\n\n## Roll back\n\nNothing to do.\n\n## Escalate\n\nESC-sound.`;

describe('required-sections', () => {
	test.each([
		['a known issue of severity 3', { severity: 3 }, short],
		['one of severity 2 that says how to go back and whom to call', { severity: 2 }, severe],
		['headings in another case and spelling', { severity: 1 }, severe.replace('Roll back', 'ROLLBACK').replace('## Verify', '## verify')],
		['a section with nothing but code, or a table', {}, short.replace('Listen.', '```sh\nlisten\n```')],
		['a section whose text stands below a deeper heading', {}, short.replace('Wait.', '### At night\n\nWait.')],
		['a section in an internal part', {}, short.replace('## Verify', '<Internal>\n\n## Verify').concat('\n\n</Internal>')],
		[
			'a team that does something and owns nothing',
			{ kind: 'escalation', team: 'T', tiers: [{ tier: 1, contact: 'c', responds: 5, when: 'w' }] },
			'## What this team does\n\na\n\n## Before you escalate\n\na\n\n## How to escalate\n\na\n\n## Out of hours\n\na',
		],
	])('takes %s', (_, fields, body) => {
		expect(ask(requiredSections, written(fields, body))).toEqual([]);
	});

	test('names each section that is not there, and the heading to add', () => {
		expect(ask(requiredSections, written({ severity: 2 }, short))).toMatchObject([
			{
				found: 'a known issue of severity 2 has no section "Roll back".',
				expected: 'The sections Symptoms, Check, Workaround, Verify, Roll back, Escalate.',
				remedy: 'Add "## Roll back" and what belongs there.',
			},
			{ found: expect.stringContaining('no section "Escalate"') },
		]);
		expect(ask(requiredSections, written({ kind: 'sop' }, '## Steps\n\n1. Go.'))).toHaveLength(3);
	});

	test.each(['', '{/* Say how they see that it worked. */}', '---', '### At night'])(
		'takes no heading for a section with %j alone',
		(left) => {
			const article = written({}, short.replace('It is quiet.', left));
			expect(ask(requiredSections, article)).toMatchObject([
				{
					line: lineOf(article, '## Verify'),
					found: 'a known issue of severity 3 has nothing in its section "Verify".',
					remedy: 'Write what belongs under "## Verify".',
				},
			]);
		},
	);

	test('does not take a heading of another level for the section', () => {
		expect(ask(requiredSections, written({}, short.replace('## Verify', '### Verify')))).toHaveLength(1);
	});
});
