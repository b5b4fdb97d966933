import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Feedback } from '../../src/desk/feedback.ts';
import { appendFeedback, FeedbackError, feedbackFile, feedbackSchema } from '../../src/desk/feedback-store.node.ts';
import { temporaryFolder } from '../setup/temporary.ts';

const temporary = temporaryFolder();
let files = 0;
const newFile = (): string => join(temporary, `${files++}`, 'feedback.jsonl');

const flag = (fields: Partial<Feedback> = {}): Feedback => ({
	article: 'KI-1',
	version: '1.2.0',
	section: 'workaround',
	kind: 'wrong',
	text: 'step 2 answers 404',
	...fields,
});

describe('appendFeedback', () => {
	test('adds a line with the time and without personal data', async () => {
		const file = newFile();
		await appendFeedback(file, flag({ text: ' ask jane@corp.example, password: hunter2\n' }));
		const stored = await appendFeedback(file, flag({ kind: 'outdated', text: '' }));
		const lines = (await readFile(file, 'utf8')).trim().split('\n');
		expect(JSON.parse(lines[0] ?? '')).toEqual({
			...flag({ text: 'ask [email], password: [password]' }),
			created: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
		});
		expect(lines.slice(1)).toEqual([JSON.stringify(stored)]);
	});

	test.each([
		['"missing" without a word on what', flag({ kind: 'missing', text: ' \n' }), /^Say what is missing\.$/],
		['"missing" with personal data alone', flag({ kind: 'missing', text: 'jane@corp.example' }), /nothing but personal data/],
		['a text that is too long', flag({ text: 'a'.repeat(4_001) }), /has 4001 characters; at most 4000/],
	])('refuses %s and writes nothing', async (_name, feedback, message) => {
		const file = newFile();
		const failure = await appendFeedback(file, feedback).catch((error: unknown) => error);
		expect(failure).toBeInstanceOf(FeedbackError);
		expect((failure as Error).message).toMatch(message);
		await expect(readFile(file)).rejects.toThrow(/ENOENT/);
	});
});

describe('feedbackSchema', () => {
	test('takes anchors in any script, and nothing else as a section', () => {
		for (const section of ['', 'roll-back', 'übersicht', 'क्या-करें', '回滚-1', 'a_b'])
			expect(feedbackSchema.safeParse(flag({ section })).success).toBe(true);
		for (const section of ['a b', '<script>', 'a"b', 'a\nb', '../x'])
			expect(feedbackSchema.safeParse(flag({ section })).success).toBe(false);
	});
});

describe('feedbackFile', () => {
	test('is among what people wrote about that corpus', () => {
		expect(feedbackFile('content')).toMatch(/[\\/]data[\\/]content-[0-9a-f]{8}[\\/]feedback\.jsonl$/);
	});
});
