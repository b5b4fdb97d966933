import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compareVersions, nextPatch } from '../../src/knowledge/version-order.ts';

const numbers = fc.tuple(fc.nat(30), fc.nat(30), fc.nat(30));
const version = numbers.map((parts) => parts.join('.'));

describe('compareVersions', () => {
	test.each([
		['1.9.0', '1.10.0'],
		['1.99.99', '2.0.0'],
		['0.0.9', '0.0.10'],
	])('%s is lower than %s', (lower, higher) => {
		expect(compareVersions(lower, higher)).toBeLessThan(0);
		expect(compareVersions(higher, lower)).toBeGreaterThan(0);
	});

	test('is an order: the same for itself, opposite the other way round, and it carries over', () => {
		fc.assert(
			fc.property(version, version, version, (a, b, c) => {
				expect(compareVersions(a, a)).toBe(0);
				expect(Math.sign(compareVersions(a, b))).toBe(-Math.sign(compareVersions(b, a)) || 0);
				const [low, middle, high] = [a, b, c].sort(compareVersions) as [string, string, string];
				expect(compareVersions(low, middle)).toBeLessThanOrEqual(0);
				expect(compareVersions(low, high)).toBeLessThanOrEqual(0);
			}),
		);
	});

	test('orders as the numbers do', () => {
		const weight = ([major, minor, patch]: number[]): number => (major ?? 0) * 10_000 + (minor ?? 0) * 100 + (patch ?? 0);
		fc.assert(
			fc.property(numbers, numbers, (one, other) => {
				expect(Math.sign(compareVersions(one.join('.'), other.join('.')))).toBe(Math.sign(weight(one) - weight(other)));
			}),
		);
	});
});

describe('nextPatch', () => {
	test('is higher, and by nothing but the last number', () => {
		expect(nextPatch('1.2.9')).toBe('1.2.10');
		fc.assert(fc.property(version, (before) => compareVersions(nextPatch(before), before) === 1));
	});
});
