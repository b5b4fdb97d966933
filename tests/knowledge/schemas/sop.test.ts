import { describe, expect, test } from 'vitest';
import { sopSchema } from '../../../src/knowledge/schemas/sop.ts';

const sop = { id: 'SOP-1', kind: 'sop', title: 'Give access back', version: '1.0.0', state: 'not-validated' };

describe('sopSchema', () => {
	test('asks for owner, escalation, verification and purpose once it is validated', () => {
		expect(sopSchema.safeParse(sop).success).toBe(true);
		const issues = sopSchema.safeParse({ ...sop, state: 'validated' }).error?.issues ?? [];
		expect(issues.map(({ path }) => path.join('.'))).toEqual(['owner', 'escalation', 'verification', 'purpose']);
	});

	test('refuses the fields of a known issue', () => {
		expect(sopSchema.safeParse({ ...sop, cause: 'x' }).success).toBe(false);
	});

	test('refuses a procedure that takes no time', () => {
		expect(sopSchema.safeParse({ ...sop, minutes: 0 }).success).toBe(false);
	});
});
