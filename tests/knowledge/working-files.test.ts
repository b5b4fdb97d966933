import { resolve } from 'node:path';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { cacheFolder, contentFolder, indexFolder, siteAudience, siteFolder } from '../../src/knowledge/working-files.node.ts';

afterEach(() => {
	vi.unstubAllEnvs();
});

describe('contentFolder', () => {
	test('is the shipped one unless SIGNPOST_CONTENT names another', () => {
		vi.stubEnv('SIGNPOST_CONTENT', '');
		expect(contentFolder()).toBe('content');
		vi.stubEnv('SIGNPOST_CONTENT', '/team/kb');
		expect(contentFolder()).toBe('/team/kb');
	});
});

describe('indexFolder', () => {
	test('keeps corpora of one name apart and finds the same corpus however it is written', () => {
		vi.stubEnv('SIGNPOST_HOME', '/home/signpost');
		expect(indexFolder('/a/content')).not.toBe(indexFolder('/b/content'));
		expect(indexFolder('content')).toBe(indexFolder(`${resolve('content')}/`));
		expect(indexFolder('/a/my kb')).toMatch(/^\/home\/signpost\/index\/my-kb-[0-9a-f]{8}$/);
	});
});

describe('siteFolder', () => {
	test('stands beside the index under the same name', () => {
		vi.stubEnv('SIGNPOST_HOME', '/home/signpost');
		expect(siteFolder('/a/kb')).toBe(indexFolder('/a/kb').replace('/index/', '/site/'));
	});
});

describe('cacheFolder', () => {
	test('moves with SIGNPOST_HOME', () => {
		vi.stubEnv('SIGNPOST_HOME', '');
		expect(cacheFolder()).toBe(resolve('.signpost/cache'));
		vi.stubEnv('SIGNPOST_HOME', '/elsewhere');
		expect(cacheFolder()).toBe('/elsewhere/cache');
	});
});

describe('siteAudience', () => {
	test('is the desk unless SIGNPOST_AUDIENCE says partner; anything else must not pass for either', () => {
		for (const [value, audience] of [
			['', 'internal'],
			['internal', 'internal'],
			['partner', 'partner'],
		] as const) {
			vi.stubEnv('SIGNPOST_AUDIENCE', value);
			expect(siteAudience()).toBe(audience);
		}
		vi.stubEnv('SIGNPOST_AUDIENCE', 'Partner');
		expect(siteAudience).toThrow('SIGNPOST_AUDIENCE=Partner: is no audience');
	});
});
