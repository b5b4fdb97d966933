import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { builtSite } from '../setup/built-site.ts';
import { searchFor } from '../setup/search-box.ts';
import { type StaticSite, serveStatic } from '../setup/static-site.ts';
import { visitSite } from '../setup/visited-site.ts';

/** Bytes as sent that the first and every next query of ten words may cost beyond the page. */
const budget = { first: 300_000, next: 60_000 } as const;

const queries = [
	'approvals by push never arrive on phones of colleagues in Singapore',
	'numbers at the end of exported ids turn into zeros',
	'the bulk job says completed although some clips were skipped',
	'half of the team has no shortcuts while typing Japanese',
	// The same once more.
	'hlaf of the teem has no shorctuts while typng Japanese',
];

const visited = visitSite();
let host: StaticSite;

beforeAll(async () => {
	host = await serveStatic(await builtSite(), '/', { compressed: true });
}, 300_000);
afterAll(() => host?.close());

const total = (sent: StaticSite['sent']): number => sent.reduce((sum, { bytes }) => sum + bytes, 0);
const list = (sent: StaticSite['sent']): string => sent.map(({ path, bytes }) => `${bytes}\t${path}`).join('\n');

describe('what a search costs on a plain web host', () => {
	test('is paid in small files, by words and meaning, without the model', async () => {
		const context = await visited.browser.newContext({ serviceWorkers: 'block' });
		const page = await context.newPage();
		await page.goto(`${host.address}articles/esc-media/`, { waitUntil: 'networkidle' });
		const costs: number[] = [];
		const found: (string | undefined)[] = [];
		const paid: StaticSite['sent'] = [];
		for (const query of queries) {
			const before = host.sent.length;
			if (costs.length === 0) await page.locator('[data-open-palette]:enabled').click();
			const [first] = await searchFor(page, query);
			await page.waitForLoadState('networkidle');
			expect(first, query).toBeDefined();
			found.push(first);
			const sent = host.sent.slice(before);
			costs.push(total(sent));
			paid.push(...sent);
			expect(total(sent), list(sent)).toBeLessThan(costs.length === 1 ? budget.first : budget.next);
		}
		expect(found.at(-1)).toBe(found.at(-2));
		expect(paid.some(({ path }) => path.includes('/engine/static/'))).toBe(true);
		expect(list(paid.filter(({ path }) => /\.wasm|\/engine\/index\/|onnx/.test(path)))).toBe('');

		// The same question with the whole model, in the same browser.
		const before = host.sent.length;
		await page.goto(`${host.address}match/`);
		await page.locator('#ticket').fill(queries[0] ?? '');
		await page.locator('#ticket').press('Control+Enter');
		await page.locator('[data-answer][data-by=meaning] .verdict').waitFor({ timeout: 120_000 });
		const model = total(host.sent.slice(before));
		process.stdout.write(`search by words and meaning: ${costs.join(', ')} bytes as sent; the model: ${model}\n`);
		// Once: the weights alone have 54 MB.
		expect(model).toBeGreaterThan(54_000_000);
		expect(model).toBeLessThan(70_000_000);
		await context.close();
	});
});
