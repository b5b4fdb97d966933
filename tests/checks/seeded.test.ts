import { beforeAll, describe, expect, test } from 'vitest';
import type { ReportedFinding } from '../../src/checks/report.ts';
import { comparingRules } from '../../src/checks/rules/comparing.ts';
import { knownRules } from '../../src/checks/rules.ts';
import { baseOf } from '../setup/check-articles.ts';
import { ShippedArticles } from '../setup/shipped-articles.ts';
import { contentSeeds } from './seeds/content.ts';
import { checkDisk, diskSeeds } from './seeds/disk.ts';
import { readingSeeds } from './seeds/reading.ts';
import type { Seed } from './seeds/seed.ts';
import { timeSeeds } from './seeds/time.ts';

const seeds = [...readingSeeds, ...contentSeeds, ...timeSeeds];
let shipped: ShippedArticles;
beforeAll(async () => {
	shipped = await ShippedArticles.read();
});

/** The files that a seed changes, as they are afterwards. */
function textsOf({ id, edit, elsewhere = {}, files }: Seed): Map<string, string | null> {
	const edits = Object.entries(edit === undefined ? elsewhere : { ...elsewhere, [id]: edit });
	const edited = edits.map(([of, make]): [string, string] => [shipped.get(of).path, make(shipped.get(of).text)]);
	return new Map([...edited, ...(files?.(shipped) ?? [])]);
}

const placed = ({ rule, path }: Pick<ReportedFinding, 'rule' | 'path'>): string => `${rule} in ${path}`;

describe('broken edits of the shipped articles', () => {
	test('are sixty and more, one at least for every rule', () => {
		// Rules that compare two states need the engine: what they find is tested with it, in retrieval.node.test.ts.
		const seeded = knownRules.filter((rule) => !comparingRules.includes(rule)).map(({ name }) => name);
		const rules = new Set([...seeds, ...diskSeeds].map(({ rule }) => rule));
		expect([...rules].toSorted()).toEqual(seeded.toSorted());
		expect(seeds.length + diskSeeds.length).toBeGreaterThanOrEqual(60);
	});

	test('without an edit nothing is found, not even a warning', () => {
		expect(shipped.check({ edition: true, past: baseOf(shipped.articles) })).toEqual([]);
	});

	test.each(seeds)('$rule finds in $id: $what', (seed) => {
		const texts = textsOf(seed);
		const path = seed.path ?? shipped.get(seed.id).path;
		const settings = seed.settings?.(shipped.settings);
		const findings = shipped.check({ texts, past: seed.past?.(shipped), settings, today: seed.today, edition: seed.edition });
		const also = (seed.also ?? []).map(({ rule, id }) => placed({ rule, path: shipped.get(id).path }));
		expect([...new Set(findings.map(placed))].toSorted()).toEqual([placed({ rule: seed.rule, path }), ...also].toSorted());
		const found = findings.filter((finding) => finding.rule === seed.rule && finding.path === path);
		expect(found).toHaveLength(1);
		expect(found).toMatchObject([
			{ found: expect.stringMatching(/\.$|retired: /), remedy: expect.stringMatching(/\w/), expected: expect.stringMatching(/\w/) },
		]);
		if (seed.line === undefined) return;
		const lines = (texts.get(path) ?? shipped.get(seed.id).text).split('\n');
		expect(lines[(found[0]?.line ?? 0) - 1]).toContain(seed.line);
	});

	test.each(diskSeeds)('$rule finds on the disk: $what', async (seed) => {
		const findings = await checkDisk(seed);
		expect(findings.map(({ rule, path, line }) => ({ rule, path, line }))).toEqual([{ rule: seed.rule, path: seed.path, line: seed.line }]);
	});
});
