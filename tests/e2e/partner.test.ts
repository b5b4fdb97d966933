import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { toString as textOf } from 'mdast-util-to-string';
import { visit } from 'unist-util-visit';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { readCorpus } from '../../src/knowledge/corpus.node.ts';
import { listFiles } from '../../src/knowledge/files.node.ts';
import { editionFolder, siteFolder } from '../../src/knowledge/working-files.node.ts';
import { articleText } from '../setup/articles.ts';
import { type RunningSite, startSite } from '../setup/running-site.ts';
import { temporaryFolder } from '../setup/temporary.ts';

/** Everything that a site gives out, by file: as it is, unpacked, and as a reader sees it. */
async function readSite(folder: string): Promise<Map<string, string>> {
	const files = new Map<string, string>();
	for (const path of await listFiles(folder, (name) => !/\.(br|gz)$/.test(name))) {
		if (/\/all-MiniLM|\.(wasm|onnx|onnx_data)$/.test(path)) continue;
		const bytes = await readFile(join(folder, path));
		const plain = bytes[0] === 0x1f && bytes[1] === 0x8b ? gunzipSync(bytes) : bytes;
		const text = plain.toString('utf8');
		const read = text
			.replace(/<[^>]*>/g, '')
			.replace(/&#39;|&#x27;/g, "'")
			.replace(/&quot;/g, '"')
			.replace(/&lt;/g, '<')
			.replace(/&gt;/g, '>')
			.replace(/&amp;/g, '&');
		files.set(path, `${text}\n${read}`.replace(/\s+/g, ' ').toLowerCase());
	}
	return files;
}

/** Which of the secrets stand where in a site. */
function findSecrets(files: Map<string, string>, secrets: readonly string[]): string[] {
	const wanted = [...new Set(secrets.map((secret) => secret.replace(/\s+/g, ' ').trim().toLowerCase()))].filter((secret) => secret !== '');
	return [...files].flatMap(([path, text]) =>
		wanted
			.filter((secret) => {
				for (let at = text.indexOf(secret); at !== -1; at = text.indexOf(secret, at + 1)) {
					// `esc-media` is no part of `esc-media-desk`, nor `ki-1` of `ki-12`.
					if (!/[\p{L}\p{N}-]/u.test(text[at - 1] ?? '') && !/[\p{L}\p{N}]/u.test(text[at + secret.length] ?? '')) return true;
				}
				return false;
			})
			.map((secret) => `${path}: ${secret}`),
	);
}

async function newestSite(corpus: string): Promise<string> {
	const parent = siteFolder(editionFolder(corpus));
	return join(parent, (await readdir(parent)).find((name) => !name.includes('.building-')) ?? '');
}

describe("the partners' site of a small corpus", () => {
	const folder = temporaryFolder();
	const corpus = join(folder, 'kb');
	const secrets = [
		...['hushcause', 'hushphrase', 'hushtitle', 'hushblock', 'hushheading', 'hushlist', 'hushtest', 'hushowner', 'hushnote', 'hushsource'],
		...[
			'hushcomment',
			'hushlink',
			'hushticket',
			'hushrepository',
			'hushtool',
			'hush-pager',
			'ENG-4711',
			'KI-9002',
			'ESC-hush',
			'hushpicture',
			'hushinternal',
		],
	];
	let site: RunningSite;
	let files: Map<string, string>;

	beforeAll(async () => {
		vi.stubEnv('SIGNPOST_HOME', join(folder, 'home'));
		await mkdir(corpus);
		const tier = { tier: 1, responds: 15, when: 'Always' };
		const partner = {
			...{
				id: 'KI-1',
				audience: 'partner',
				title: 'Printer stays silent',
				systems: ['Printers'],
				escalation: 'ESC-hush',
				owner: 'hushowner',
			},
			...{ phrases: ['the printer says nothing'], internalPhrases: ['hushinternal words'], tests: ['hushtest'], related: ['KI-9002'] },
			...{ fix: { state: 'planned', tracker: 'ENG-4711' }, source: { from: 'hushsource.md', imported: '2026-01-01' } },
			changelog: [{ version: '1.0.0', date: '2026-01-01', note: 'hushnote' }],
		};
		const body =
			'## Check\n\nLook at the openlamp. {/* hushcomment */} As [told elsewhere](b.mdx#hushlink "hushlink").\n\n' +
			'<Internal>\n\n## Query hushheading\n\nselect hushblock\n\n![hushpicture](hushpicture.png)\n\n</Internal>\n\n' +
			'1. Press the openbutton.\n\n   <Internal>\n\n   hushlist\n\n   </Internal>\n\n' +
			'<Decide question="Does it blink openquestion?">\n<Answer is="Yes">\n\nWait.\n\n<Internal>\n\nhushtool\n\n</Internal>\n\n</Answer>\n<Answer is="No">\n\nLeave it.\n\n</Answer>\n</Decide>\n\n![tray](tray.png)\n';
		await writeFile(join(corpus, 'a.mdx'), articleText(partner, body));
		await writeFile(
			join(corpus, 'b.mdx'),
			articleText(
				{
					id: 'KI-9002',
					title: 'The hushtitle affair of the printers',
					cause: 'hushcause',
					phrases: ['hushphrase'],
					systems: ['hushtool'],
				},
				'## hushlink',
			),
		);
		await writeFile(
			join(corpus, 'c.mdx'),
			articleText(
				{
					id: 'ESC-hush',
					kind: 'escalation',
					team: 'hushowner',
					systems: ['Printers', 'hushtool'],
					tiers: [{ ...tier, contact: 'pager hush-pager' }],
				},
				'x',
			),
		);
		await writeFile(
			join(corpus, 'd.mdx'),
			articleText(
				{
					id: 'ESC-open',
					kind: 'escalation',
					audience: 'partner',
					fallback: true,
					team: 'Open desk',
					tiers: [{ ...tier, contact: 'Portal' }],
				},
				'x',
			),
		);
		const pixel = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64');
		for (const name of ['hushpicture', 'tray']) await writeFile(join(corpus, `${name}.png`), pixel);
		await writeFile(join(corpus, 'links.jsonl'), '{"text": "my printer made a hushticket noise", "article": "KI-1"}\n');
		await writeFile(join(corpus, 'signpost.json'), '{"repository": {"edit": "https://hushrepository.example/{path}"}}');
		site = await startSite({ SIGNPOST_CONTENT: corpus, SIGNPOST_AUDIENCE: 'partner', SIGNPOST_MODEL_SOURCE: 'none' });
		files = await readSite(await newestSite(corpus));
	}, 300_000);

	afterAll(async () => {
		await site?.stop();
		vi.unstubAllEnvs();
	});

	test('holds nothing that is internal: pages, scripts, search, index', () => {
		expect(findSecrets(files, secrets)).toEqual([]);
	});

	test('holds what partners may read, everywhere where the search for secrets looked', () => {
		for (const [path, word] of [
			[/^articles\/ki-1\/index\.html$/, 'openbutton'],
			[/\.pf_fragment$/, 'openlamp'],
			[/\.pf_index$/, 'openlamp'],
			[/^engine\/index\/passages\.json$/, 'openquestion'],
			[/^engine\/index\/articles\.json$/, 'open desk'],
			[/^images\/tray\.png$/, ''],
		] as const) {
			expect(
				[...files].some(([name, text]) => path.test(name) && text.includes(word)),
				`${path} ${word}`,
			).toBe(true);
		}
	});

	test('answers and escalates as partners may know', async () => {
		const answer = async (text: string): Promise<string> => {
			const response = await fetch(`${site.address}api/match`, {
				method: 'POST',
				headers: { 'content-type': 'application/json' },
				body: JSON.stringify({ text }),
			});
			return response.text();
		};
		const known = await answer('the printer says nothing and hushtool is broken, hush-pager');
		expect(JSON.parse(known)).toMatchObject({
			candidates: expect.arrayContaining([expect.objectContaining({ article: 'KI-1' })]),
			escalation: { team: 'Open desk', contact: 'Portal' },
		});
		expect(known).not.toMatch(/hush|KI-9002/);
		expect(await answer('KI-9002 hushtitle affair')).not.toMatch(/KI-9002|ESC-hush/);
	});
});

describe("the partners' site of the shipped knowledge base", () => {
	let site: RunningSite;
	let files: Map<string, string>;

	beforeAll(async () => {
		site = await startSite({ SIGNPOST_AUDIENCE: 'partner' });
		files = await readSite(await newestSite('content'));
	}, 300_000);

	afterAll(async () => {
		await site?.stop();
		await rm(siteFolder(editionFolder('content')), { recursive: true, force: true });
	});

	test('holds nothing that is internal', async () => {
		const { articles } = await readCorpus('content');
		const secrets: string[] = [];
		for (const { id, title, phrases, tests, frontMatter, tree, summary } of articles) {
			if (frontMatter === undefined) continue;
			secrets.push(...tests, ...frontMatter.internalPhrases);
			if (frontMatter.kind === 'known-issue' && frontMatter.fix?.tracker) secrets.push(frontMatter.fix.tracker);
			visit(tree, { name: 'Internal' }, (part) => {
				visit(part, (node) => {
					if (['paragraph', 'code', 'tableRow', 'heading'].includes(node.type))
						secrets.push(
							...textOf(node)
								.split('\n')
								.filter((line) => line.length > 12),
						);
				});
			});
			if (frontMatter.audience === 'partner') continue;
			secrets.push(id, title, summary, ...phrases);
			if (frontMatter.kind === 'escalation') {
				for (const { contact } of frontMatter.tiers) secrets.push(contact, ...(contact.match(/#[\w-]+|(?<=pager )[\w-]+/gi) ?? []));
			}
		}
		expect(secrets).toEqual(
			expect.arrayContaining(['KI-0001', 'ENG-20561', '#identity-oncall', 'identity-primary', 'Authorization: Bearer $OPS_TOKEN']),
		);
		expect(findSecrets(files, secrets)).toEqual([]);
	});

	test('holds the articles for partners, and leads them to their desk', async () => {
		const pages = [...files.keys()].filter((path) => /^articles\/.*\.html$/.test(path));
		expect(pages.sort()).toEqual(
			['esc-partner-desk', 'ki-0002', 'ki-0008', 'ki-0017', 'ki-0023', 'ki-0027', 'ki-0036', 'ki-0039'].map(
				(id) => `articles/${id}/index.html`,
			),
		);
		expect(files.get('articles/ki-0027/index.html')).toContain('partner desk');
		expect([...files.keys()].filter((path) => /^(due|rules)\b/.test(path))).toEqual([]);
	});
});
