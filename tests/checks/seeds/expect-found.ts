import { expect } from 'vitest';
import type { ReportedFinding } from '../../../src/checks/report.ts';
import type { ShippedArticles } from '../../setup/shipped-articles.ts';
import type { Seed } from './seed.ts';

/** Makes the edit of a seed, and expects that its rule finds it, on its line, and that nothing else is found. */
export function expectFound(shipped: ShippedArticles, seed: Seed): void {
	const texts = textsOf(shipped, seed);
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
}

/** The files that a seed changes, as they are afterwards. */
function textsOf(shipped: ShippedArticles, { id, edit, elsewhere = {}, files }: Seed): Map<string, string | null> {
	const edits = Object.entries(edit === undefined ? elsewhere : { ...elsewhere, [id]: edit });
	const edited = edits.map(([of, make]): [string, string] => [shipped.get(of).path, make(shipped.get(of).text)]);
	return new Map([...edited, ...(files?.(shipped) ?? [])]);
}

const placed = ({ rule, path }: Pick<ReportedFinding, 'rule' | 'path'>): string => `${rule} in ${path}`;
