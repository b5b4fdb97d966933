import { describe, expect, test } from 'vitest';
import { fieldsOf, hasSteps } from '../../src/layouts/fields.ts';

describe('fieldsOf', () => {
	test("gives what code and replies ask for, each once, the ticket's first", () => {
		const body =
			'```sql\nselect :item_id\n```\n\n`:no` and [no].\n\n<Reply>\n\nHi [name], [item id] of [ticket].\n\n</Reply>\n\n```yaml\na: :no\n```\n';
		expect(fieldsOf(body)).toEqual(['ticket_id', 'item_id', 'name']);
	});
});

describe('hasSteps', () => {
	test.each([
		['## Workaround\n\nFirst:\n\n1. Do it.\n', true],
		['## Roll back\n\n### In short\n\n1. Do it.\n', true],
		['## Workaround\n\n- Do it.\n\n## Escalate\n\n1. Call.\n', false],
		['1. Do it.\n\n## Symptoms\n\n1. See it.\n', false],
	])('%j: %s', (body, expected) => {
		expect(hasSteps(body)).toBe(expected);
	});
});
