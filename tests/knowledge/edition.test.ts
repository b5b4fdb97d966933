import fc from 'fast-check';
import { visit } from 'unist-util-visit';
import { describe, expect, test } from 'vitest';
import { readArticle } from '../../src/knowledge/article.ts';
import { type Edition, makePartnerEdition, type Source } from '../../src/knowledge/edition.ts';
import { parseReadings } from '../../src/knowledge/mdx.ts';
import { articleText } from '../setup/articles.ts';

const tiers = [{ tier: 1, contact: 'Portal', responds: 30, when: 'Always' }];
const verification = { by: 'Lead', on: '2026-11-01', every: 90 };

function source(path: string, fields: Record<string, unknown>, body = 'Text.'): Source {
	const text = articleText(fields, body);
	const read = readArticle(text, path);
	if ('findings' in read) throw new Error(`${path}: ${read.findings[0]?.message}`);
	return { article: read.article, text };
}

const partnerDesk = source('esc/partner.mdx', {
	id: 'ESC-partner',
	kind: 'escalation',
	audience: 'partner',
	team: 'Partner desk',
	fallback: true,
	tiers,
});
const ownTeam = source('esc/media.mdx', { id: 'ESC-media', kind: 'escalation', team: 'Media', systems: ['Player', 'Queue'], tiers });
const secret = source(
	'ki/secret.mdx',
	{ id: 'KI-0002', title: 'How the queue is drained by hand at night', fix: { state: 'planned', tracker: 'ENG-77' } },
	'## Drain',
);

function partnerArticle(body: string, fields: Record<string, unknown> = {}): Source {
	return source('ki/a.mdx', { id: 'KI-0001', audience: 'partner', title: 'Picture stays black', systems: ['Player'], ...fields }, body);
}

function editionOf(article: Source, ...others: Source[]): Edition {
	return makePartnerEdition([article, partnerDesk, ownTeam, secret, ...others]);
}

function bodyOf(edition: Edition, path = 'ki/a.mdx'): string {
	expect(edition.findings).toEqual([]);
	return (edition.texts.get(path) ?? '').replace(/^---\n[\s\S]*?\n---\n/, '').trim();
}

function readBack(edition: Edition, path = 'ki/a.mdx') {
	const read = readArticle(edition.texts.get(path) ?? '', path);
	if ('findings' in read) throw new Error(read.findings[0]?.message);
	return read.article;
}

describe('makePartnerEdition', () => {
	test('keeps only articles for partners', () => {
		expect([...editionOf(partnerArticle('Text.')).texts.keys()]).toEqual(['ki/a.mdx', 'esc/partner.mdx']);
	});

	test('cuts out internal parts and comments, and leaves what stands around them as it was', () => {
		const body = bodyOf(
			editionOf(
				partnerArticle(
					'One *two*.\n\n<Internal>\n\n## Query\n\n- a\n\n</Internal>\n\n1. Three {/* ask Ann */} four\n\n   <Internal>\n\n   five\n\n   </Internal>\n\n2. Six',
				),
			),
		);
		expect(body.split(/\n+\s*/)).toEqual(['One *two*.', '1. Three  four', '2. Six']);
	});

	test('cuts out what only a page of Starlight takes for a comment', () => {
		expect(bodyOf(editionOf(partnerArticle('One :a[`] {/* hush */} `two`')))).not.toContain('hush');
	});

	test('a link to what the edition does not hold becomes its text', () => {
		const body = bodyOf(
			editionOf(
				partnerArticle(
					'[the *drain*](secret.mdx#drain), [there][s], [s], <a href="secret.mdx">here</a>, [out](../../x.mdx), [cut](#query), ![p](a.png), [desk](../esc/partner.mdx#call), [web](https://x.example/)\n\n## Keep\n\n[up](#keep)\n\n<Internal>\n\n## Query\n\n</Internal>\n\n[s]: secret.mdx',
				),
				source('esc/partner2.mdx', { id: 'X-1', audience: 'partner' }),
			),
		);
		expect(body.split('\n')[0]).toBe('the *drain*, there, s, here, out, cut, ![p](a.png), desk, [web](https://x.example/)');
		expect(body).toContain('[up](#keep)');
		expect(body).not.toMatch(/secret|Query/);
	});

	test('keeps a link to an article and heading that partners have', () => {
		const other = source('ki/b.mdx', { id: 'KI-0003', audience: 'partner', title: 'Sound' }, '## Do it\n\nText.');
		const body = '[b](b.mdx#do-it) and [ref]\n\n[ref]: b';
		expect(bodyOf(editionOf(partnerArticle(body), other))).toBe(body);
	});

	test('leaves out the fields that are none of a partner’s business', () => {
		const edition = editionOf(
			partnerArticle('Text.', {
				state: 'validated',
				internalPhrases: ['the drain hack'],
				phrases: ['screen is dark'],
				tests: ['nothing to see'],
				owner: 'Media desk',
				escalation: 'ESC-media',
				verification,
				cause: 'The decoder.',
				fix: { state: 'fixed', tracker: 'ENG-12345', release: '5.2' },
				related: ['KI-0002', 'ESC-partner'],
				source: { from: 'wiki/black.md', imported: '2026-01-01' },
				changelog: [{ version: '1.0.0', date: '2026-01-01', note: 'After the outage of Ann.' }],
				since: '2026-06-15',
			}),
		);
		expect(edition.findings).toEqual([]);
		expect(edition.texts.get('ki/a.mdx')).not.toMatch(/drain|nothing to see|Media desk|ESC-media|ENG-|KI-0002|wiki|outage/);
		expect(readBack(edition).frontMatter).toMatchObject({
			...{ id: 'KI-0001', audience: 'partner', state: 'validated', version: '1.0.0', since: '2026-06-15', phrases: ['screen is dark'] },
			...{ escalation: 'ESC-partner', owner: 'Partner desk', related: ['ESC-partner'], changelog: [], tests: [], internalPhrases: [] },
			fix: { state: 'fixed', release: '5.2' },
			verification,
		});
	});

	test('the partners’ team that owns a system comes before their fallback, which owns the rest', () => {
		const owner = source('esc/own.mdx', {
			id: 'ESC-own',
			kind: 'escalation',
			audience: 'partner',
			team: 'Players',
			systems: ['Player'],
			tiers,
		});
		const edition = editionOf(
			partnerArticle('Text.', { escalation: 'ESC-media' }),
			owner,
			source('ki/q.mdx', { id: 'KI-0009', audience: 'partner', systems: ['Queue'], escalation: 'ESC-media' }),
		);
		expect(edition.findings).toEqual([]);
		expect(readBack(edition).escalation).toBe('ESC-own');
		expect(readBack(edition, 'ki/q.mdx').escalation).toBe('ESC-partner');
		expect(readBack(edition, 'esc/partner.mdx').systems).toEqual(['Queue']);
	});

	test('without a team for partners nothing is given out', () => {
		const { findings } = makePartnerEdition([partnerArticle('Text.', { escalation: 'ESC-media' }), ownTeam]);
		expect(findings).toMatchObject([{ path: 'ki/a.mdx', rule: 'edition', remedy: expect.stringContaining('fallback: true') }]);
		expect(makePartnerEdition([ownTeam]).findings[0]?.message).toContain('no article is written for partners');
	});

	test.each([
		['Ask for KI-0002 then.', 'names "KI-0002", an internal article.'],
		['See https://kb.example/articles/ki-0002/ there.', 'names "KI-0002"'],
		['[KI-0002](secret.mdx)', 'names "KI-0002"'],
		['*How the queue is\ndrained by hand at night*', 'the title of KI-0002'],
		['Known as ENG-77.', 'names "ENG-77", the tracker of KI-0002.'],
		['```\n<Internal>\n\nquery\n\n</Internal>\n```', 'shows "<Internal" as text'],
	])('%j is told at its line, and nothing is given out', (body, message) => {
		const { findings } = editionOf(partnerArticle(`One.\n\n<Internal>\n\ntwo\n\n</Internal>\n\n${body}`));
		const line = articleText({ id: 'KI-0001', audience: 'partner', systems: [] }, '').split('\n').length + 7;
		expect(findings).toMatchObject([{ path: 'ki/a.mdx', message: expect.stringContaining(message) }]);
		expect(findings[0]?.line).toBeGreaterThanOrEqual(line);
		expect(findings[0]?.line).toBeLessThanOrEqual(line + 1);
	});

	test('an id that only begins like an internal one is none', () => {
		expect(editionOf(partnerArticle('KI-00021 and XKI-0002 and KI-0002-b')).findings).toEqual([]);
	});

	test('says which images the articles use', () => {
		const { images } = editionOf(
			partnerArticle(
				'![a](img/a.png) ![b][b] <img src="/c.svg" /> [d](d.jpg)\n\n<Internal>\n\n![e](e.png)\n\n</Internal>\n\n[b]: ../b.webp',
			),
		);
		expect(images).toEqual(['b.webp', 'c.svg', 'ki/d.jpg', 'ki/img/a.png']);
	});

	test('texts that YAML could take for something else stay texts', () => {
		const phrases = ['2026-01-01', '12:30', 'null', 'a: b # c', '- x', '"quoted"', 'two\nlines\n--- three', '[x]', 'a\u2028b', 'é \u0007'];
		expect(readBack(editionOf(partnerArticle('Text.', { phrases }))).phrases).toEqual(phrases);
	});
});

describe('the edition of whatever is written', () => {
	const hush = 'hush{n}';
	const open = 'open{n}';
	const hidden = [
		`<Internal>\n\n${hush}\n\n</Internal>`,
		`<Internal>\n${hush}\n</Internal>`,
		`<Internal>\n\n## ${hush}\n\n- ${hush}\n\n|${hush}|\n|-|\n\n\`\`\`sql\n${hush}\n\`\`\`\n\n> ${hush}\n\n</Internal>`,
		`<Internal>\n\n<Aside type="note" title="${hush}">\n\n${hush}\n\n</Aside>\n\n</Internal>`,
		`<Internal>\n\n[x](secret.mdx "${hush}") [r]\n\n[r]: https://${hush}.example\n\n</Internal>`,
		`1. ${open}\n\n   <Internal>\n\n   ${hush}\n\n   </Internal>\n\n2. ${open}`,
		`- ${open}\n  <Internal>\n  ${hush}\n  </Internal>`,
		`<Decide question="${open}">\n<Answer is="${open}">\n\n${open}\n\n<Internal>\n\n${hush}\n\n</Internal>\n\n</Answer>\n<Answer is="x">\n\ny\n\n</Answer>\n</Decide>`,
		`{/* ${hush} */}`,
		`${open} {/* ${hush} */} ${open}`,
		`[${open}](secret.mdx#${hush} "${hush}")`,
		`<a href="secret.mdx#${hush}" title="${hush}">${open}</a>`,
	];
	const shown = [
		open,
		`## ${open}`,
		`- ${open}`,
		`\`\`\`\n${open}\n\`\`\``,
		`> ${open}`,
		`|${open}|\n|-|`,
		`<b>${open}</b>`,
		`:::note[${open}]\n${open}\n:::`,
	];
	const noise = [
		'`',
		'```',
		'~~~',
		'<b>',
		'</b>',
		':::',
		':::note',
		':a[',
		']',
		'::a[',
		'{/*',
		'*/}',
		'> ',
		'- ',
		'    ',
		'\\',
		'<Internal>',
		'</Internal>',
		'[^1]: ',
		'|',
		'---',
		'\r',
	];
	const numbered = (blocks: string[], glue: string): string => {
		let number = 0;
		return blocks.join(glue).replaceAll('{n}', () => String(++number));
	};

	test('holds all that is open and nothing that is internal', () => {
		fc.assert(
			fc.property(fc.array(fc.constantFrom(...hidden, ...shown), { minLength: 1, maxLength: 8 }), (blocks) => {
				const text = numbered(blocks, '\n\n');
				const body = bodyOf(editionOf(partnerArticle(text)));
				expect(body).not.toContain('hush');
				for (const word of text.match(/open\d+/g) ?? []) expect(body).toMatch(new RegExp(`${word}\\b`));
			}),
			{ numRuns: 300 },
		);
	});

	test('holds nothing that any reading takes for internal, whatever stands around it', () => {
		let given = 0;
		const blocks = fc.array(fc.constantFrom(...hidden, ...shown, ...noise, ...noise), { minLength: 2, maxLength: 8 });
		fc.assert(
			fc.property(blocks, fc.constantFrom('\n', '\n\n', ''), (pieces, glue) => {
				const body = numbered(pieces, glue);
				const text = articleText({ id: 'KI-0001', audience: 'partner' }, body);
				const read = readArticle(text, 'ki/a.mdx');
				if ('findings' in read) return;
				const edition = editionOf({ article: read.article, text });
				if (edition.findings.length > 0) return;
				const told = edition.texts.get('ki/a.mdx') ?? '';
				for (const tree of parseReadings(body)) {
					visit(tree, { name: 'Internal' }, (node) => {
						given++;
						for (const word of JSON.stringify(node).match(/(hush|open)\d+/g) ?? []) expect(told).not.toMatch(new RegExp(`${word}\\b`));
					});
				}
				expect(told).not.toMatch(/<\/?Internal/);
			}),
			{ numRuns: 1000 },
		);
		expect(given).toBeGreaterThan(100);
	});
});
