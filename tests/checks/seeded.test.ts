import { beforeAll, describe, expect, test } from 'vitest';
import { comparingRules } from '../../src/checks/rules/comparing.ts';
import { knownRules, trainingRules } from '../../src/checks/rules.ts';
import { baseOf } from '../setup/check-articles.ts';
import { ShippedArticles } from '../setup/shipped-articles.ts';
import { contentSeeds } from './seeds/content.ts';
import { checkDisk, diskSeeds } from './seeds/disk.ts';
import { expectFound } from './seeds/expect-found.ts';
import { readingSeeds } from './seeds/reading.ts';
import { timeSeeds } from './seeds/time.ts';

// Those that are found while articles are read are made in seeded-reading.test.ts, at the same time.
const seeds = [...contentSeeds, ...timeSeeds];
let shipped: ShippedArticles;
beforeAll(async () => {
	shipped = await ShippedArticles.read();
});

describe('broken edits of the shipped articles', () => {
	test('are sixty and more, one at least for every rule', () => {
		// Rules that compare two states need the engine, those of training its modules: tested in retrieval.node.test.ts and rules/training.test.ts.
		const elsewhere = [...comparingRules, ...trainingRules].map(({ name }) => name).concat('question');
		const seeded = knownRules.filter((rule) => !elsewhere.includes(rule.name)).map(({ name }) => name);
		const rules = new Set([...readingSeeds, ...seeds, ...diskSeeds].map(({ rule }) => rule));
		expect([...rules].toSorted()).toEqual(seeded.toSorted());
		expect(readingSeeds.length + seeds.length + diskSeeds.length).toBeGreaterThanOrEqual(60);
	});

	test('without an edit nothing is found, not even a warning', () => {
		expect(shipped.check({ edition: true, past: baseOf(shipped.articles) })).toEqual([]);
	});

	test.each(seeds)('$rule finds in $id: $what', (seed) => expectFound(shipped, seed));

	test.each(diskSeeds)('$rule finds on the disk: $what', async (seed) => {
		const findings = await checkDisk(seed);
		expect(findings.map(({ rule, path, line }) => ({ rule, path, line }))).toEqual([{ rule: seed.rule, path: seed.path, line: seed.line }]);
	});
});
