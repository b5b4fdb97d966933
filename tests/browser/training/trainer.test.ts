import { describe, expect, test } from 'vitest';
import { ProgressFiles } from '../../../src/browser/training/trainer/people.ts';
import { shareOf } from '../../../src/browser/training/trainer/share.ts';
import { summarise } from '../../../src/browser/training/trainer/summary.ts';
import { tablesOf, writeCsv } from '../../../src/browser/training/trainer/tables.ts';
import type { CatalogueModule, CataloguePath } from '../../../src/knowledge/training/catalogue.ts';
import { progressFile, takeModule } from '../../setup/progress-files.ts';

const asked = (id: string, about: string) => ({ id, ask: 'single' as const, about, label: `=${id}?` });
const module: CatalogueModule = {
	...{ id: 'TM-1', address: 'one', title: 'One', version: '1.0.0', minutes: 30, goals: ['Look.'] },
	questions: [asked('first', 'KI-1#check'), asked('second', 'KI-1#reply'), asked('third', 'KI-1#reply')],
	taught: [
		{
			...{ article: 'KI-1', title: 'A lock', version: '1.0.0' },
			sections: [
				{ anchor: 'check', heading: 'Check', text: '' },
				{ anchor: 'reply', heading: 'Reply', text: '' },
			],
		},
	],
};
const path: CataloguePath = {
	...{ id: 'TP-1', folder: 'one', title: 'One', for: 'All.', order: 1, prerequisites: [], passMark: 60, version: '1.0.0' },
	modules: [module],
};
const catalogue = { paths: [path] };

const read = (...texts: string[]) => {
	const files = new ProgressFiles();
	for (const [at, text] of texts.entries()) files.add(`${at}.json`, text);
	return files.get();
};
const people = (count: number, wrong: readonly string[]) =>
	Array.from({ length: count }, (_, at) => progressFile(`p${at}`, takeModule(`p${at}`, path, module, { wrong })));

describe('files of progress', () => {
	test('of one person are one, whatever they share; the newest name holds', () => {
		const events = takeModule('p', path, module);
		const { people: found, files } = read(
			progressFile('p', events, '2026-11-20T10:00:00Z', 'Ada Example'),
			progressFile('p', events.slice(0, 2), '2026-11-18T10:00:00Z', 'Adda'),
		);
		expect(found.map(({ name, events: own }) => [name, own.length])).toEqual([['Ada Example', 4]]);
		expect(files).toBe(2);
	});

	test('that are broken are named with the reason, and the rest is counted', () => {
		const good = progressFile('p', takeModule('p', path, module));
		const { people: found, broken } = read(good.slice(0, 200), good, '{"format":"other"}');
		expect(found).toHaveLength(1);
		expect(broken.map(({ problem }) => problem)).toEqual([
			expect.stringContaining('0.json is not JSON'),
			expect.stringContaining('2.json is no file of progress'),
		]);
	});

	test('leave entries of another edition uncounted, and say so', () => {
		const text = progressFile('p', takeModule('p', path, module)).replace('"kind": "pass"', '"kind": "handstand"');
		expect(read(text)).toMatchObject({ strange: 1, people: [{ strange: 1 }] });
	});
});

describe('the summary', () => {
	test('counts the first answer of each person, and no later one', () => {
		const again = takeModule('p', path, module, { at: 50_000 }).map((event) => ({ ...event, id: `${event.id}-2`, attempt: 'second' }));
		const { people: found } = read(progressFile('p', [...takeModule('p', path, module, { wrong: ['first', 'second'] }), ...again]));
		const { questions, modules } = summarise(found, catalogue);
		expect(questions.map(({ question, right }) => [question.id, right.count, right.of])).toEqual([
			['first', 0, 1],
			['second', 0, 1],
			['third', 1, 1],
		]);
		expect(modules[0]).toMatchObject({ begun: 1, passedFirst: { count: 0, of: 1 }, passed: { count: 1, of: 1 }, minutes: 0.3 });
	});

	test('suggests a section that is missed more than the rest, and not for a few answers', () => {
		expect(
			summarise(read(...people(20, ['first'])).people, catalogue).sections.map(({ about, isCandidate }) => [about, isCandidate]),
		).toEqual([
			['KI-1#check', true],
			['KI-1#reply', false],
		]);
		expect(summarise(read(...people(3, ['first'])).people, catalogue).sections.some(({ isCandidate }) => isCandidate)).toBe(false);
	});

	test('leaves out answers to questions that are asked no more, and counts them', () => {
		const { people: found } = read(...people(2, []));
		const shorter = { paths: [{ ...path, modules: [{ ...module, questions: module.questions.slice(1) }] }] };
		expect(summarise(found, shorter)).toMatchObject({ elsewhere: 2, missed: { of: 4 } });
	});
});

describe('a share', () => {
	test('has the interval of Wilson, within 0 and 1', () => {
		const half = shareOf(10, 20);
		expect([half.low, half.high].map((bound) => Number(bound.toFixed(4)))).toEqual([0.2993, 0.7007]);
		expect(shareOf(0, 0)).toMatchObject({ share: null, low: 0, high: 1 });
		expect(shareOf(5, 5).high).toBeLessThanOrEqual(1);
	});
});

describe('a table as CSV', () => {
	test('quotes what must be, holds no formula, and gives shares as numbers', () => {
		const summary = summarise(read(progressFile('p', takeModule('p', path, module), undefined, '=HYPERLINK("x"), Ada')).people, catalogue);
		const csv = (name: string): string =>
			writeCsv(tablesOf(summary).find((table) => table.name === name) ?? { name, title: '', columns: [], rows: [] });
		expect(csv('people')).toContain(`"'=HYPERLINK(""x""), Ada"`);
		expect(csv('questions')).toContain(`'=first?`);
		expect(csv('questions').split('\n')[0]).toBe(
			'\ufeffModule,Question,Asked,About,Right at first,"Right at first, of","Right at first, %",Seconds (median)',
		);
		expect(csv('questions')).toMatch(/KI-1#check,1,1,100.0,6/);
	});
});
