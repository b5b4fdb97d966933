import { beforeAll, describe, test } from 'vitest';
import { ShippedArticles } from '../setup/shipped-articles.ts';
import { expectFound } from './seeds/expect-found.ts';
import { readingSeeds } from './seeds/reading.ts';

let shipped: ShippedArticles;
beforeAll(async () => {
	shipped = await ShippedArticles.read();
});

describe('broken edits of the shipped articles, found while they are read', () => {
	test.each(readingSeeds)('$rule finds in $id: $what', (seed) => expectFound(shipped, seed));
});
