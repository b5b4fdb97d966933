import { addTo, both, dropField, type Seed, setField, swap, swapPattern } from './seed.ts';

// Articles that no other one names: of one that cannot be read, the links to it would be found, too.

const frontMatter: Seed[] = [
	{ what: 'a tab in the YAML', id: 'KI-0002', edit: swap('\n  - version:', '\n\t- version:'), line: '\t- version:' },
	{ what: 'the closing dashes deleted', id: 'SOP-0003', edit: swap('\n---\n\n## ', '\n\n## '), line: '---' },
	{ what: 'the opening dashes deleted', id: 'KI-0006', edit: swap('---\n', ''), line: 'id: KI-0006' },
	{ what: 'a colon in a title without quotes', id: 'KI-0003', edit: swapPattern(/^title: "(.*)"$/m, 'title: $1'), line: 'title:' },
	{ what: 'a quote of a phrase never closed', id: 'SOP-0006', edit: swapPattern(/"\n {2}- "/, '\n  - "') },
	{ what: 'a bracket of a list never closed', id: 'KI-0021', edit: swap('systems: [Appeals desk]', 'systems: [Appeals desk') },
	{
		what: 'a field twice, as a bad merge leaves it',
		id: 'KI-0015',
		edit: swap('severity: 3', 'severity: 3\nseverity: 2'),
		line: 'severity: 2',
	},
	{
		what: 'a merge conflict in the fields',
		id: 'KI-0004',
		edit: swap('severity: 1', '<<<<<<< HEAD\nseverity: 1\n=======\nseverity: 2\n>>>>>>> fix'),
	},
].map((seed) => ({ rule: 'front-matter', ...seed }));

const schema: Seed[] = [
	{ what: 'a state with a capital', id: 'KI-0004', edit: setField('state', 'Validated'), line: 'state: Validated' },
	{ what: 'a state that is none', id: 'SOP-0009', edit: setField('state', 'published'), line: 'state: published' },
	{ what: 'a misspelt field', id: 'KI-0008', edit: swap('\nphrases:', '\nphrase:'), line: 'phrase:' },
	{ what: 'a version of two numbers', id: 'KI-0015', edit: setField('version', '1.2'), line: 'version: 1.2' },
	{ what: 'a validated article without an owner', id: 'SOP-0012', edit: dropField('owner') },
	{ what: 'a day in the order of another country', id: 'KI-0023', edit: setField('on', '30.09.2026'), line: 'on: 30.09.2026' },
	{ what: 'a day that no month has', id: 'KI-0003', edit: setField('since', '2026-02-30'), line: 'since: 2026-02-30' },
	{ what: 'a severity that is none', id: 'KI-0002', edit: setField('severity', '5'), line: 'severity: 5' },
	{ what: 'minutes in words', id: 'SOP-0006', edit: setField('minutes', '"about 20"'), line: 'minutes:' },
	{ what: 'a time zone that is none', id: 'ESC-partner-desk', edit: setField('timezone', 'Asia/Singapur'), line: 'Asia/Singapur' },
	{ what: 'a fix without a release', id: 'KI-0006', edit: swap('state: investigating', 'state: fixed'), line: 'fix:' },
	{ what: 'an id with a space', id: 'SOP-0003', edit: setField('id', 'SOP 0003'), line: 'id: SOP 0003' },
].map((seed) => ({ rule: 'schema', ...seed }));

const mdx: Seed[] = [
	{ what: 'a component never closed', id: 'KI-0004', edit: swap('\n</Reply>', ''), line: '<Reply' },
	{ what: 'an answer closed twice', id: 'KI-0003', edit: swap('\n</Decide>', '\n</Answer>\n</Decide>') },
	{ what: 'a "<" that stands for itself', id: 'KI-0015', edit: addTo('Verify', 'It takes <5 minutes.'), line: '<5 minutes' },
	{ what: 'a brace that stands for itself', id: 'SOP-0012', edit: addTo('Verify', 'The line begins with { and a number.') },
	{ what: 'a comment as in HTML', id: 'KI-0021', edit: addTo('Verify', '<!-- ask the lead -->'), line: '<!--' },
	{ what: 'an address in angle brackets', id: 'SOP-0009', edit: addTo('Verify', 'See <https://status.example.com>.'), line: '<https:' },
	{ what: 'a merge conflict in the text', id: 'KI-0006', edit: addTo('Verify', '<<<<<<< HEAD\nLook.\n=======\nRead.\n>>>>>>> fix') },
].map((seed) => ({ rule: 'mdx', ...seed }));

const gate: Seed[] = [
	{ what: 'a placeholder in braces', id: 'KI-0004', edit: swap('Hi [name],', 'Hi {name},'), line: '{name}' },
	{
		what: 'an import',
		id: 'SOP-0003',
		edit: swap('\n## ', "\nimport { Tabs } from '@astrojs/starlight/components';\n\n## "),
		line: 'import {',
	},
	{ what: 'a component of another site', id: 'KI-0006', edit: addTo('Verify', '<Note>\n\nWait.\n\n</Note>'), line: '<Note>' },
	{ what: 'an aside of a kind that there is not', id: 'KI-0004', edit: swap('type="danger"', 'type="warning"'), line: 'type="warning"' },
	{
		what: 'a reply by a channel that there is not',
		id: 'KI-0015',
		edit: swap('channel="chat"', 'channel="email"'),
		line: 'channel="email"',
	},
	{ what: 'a style in a tag', id: 'KI-0002', edit: addTo('Verify', '<span style="color:red">Now</span>'), line: 'style=' },
	{ what: 'a link that runs', id: 'KI-0021', edit: addTo('Verify', '[Open](javascript:open())'), line: 'javascript:' },
	{
		what: 'a decision with one answer',
		id: 'KI-0023',
		edit: addTo('Verify', '<Decide question="Is it there?">\n<Answer is="Yes">\n\nDone.\n\n</Answer>\n</Decide>'),
		line: '<Decide',
	},
].map((seed) => ({ rule: 'gate', ...seed }));

const references: Seed[] = [
	{
		what: 'a related article that there is not',
		rule: 'reference',
		id: 'SOP-0012',
		edit: swapPattern(/^related: \[.*\]$/m, 'related: [SOP-0099]'),
	},
	{ what: 'an escalation to a known issue', rule: 'reference', id: 'KI-0004', edit: setField('escalation', 'KI-0001') },
	{ what: 'a team by another case of its id', rule: 'reference', id: 'KI-0023', edit: setField('escalation', 'esc-appeals-cases') },
	{ what: 'a system as no team spells it', rule: 'reference', id: 'KI-0002', edit: setField('systems', '[Review queues]') },
	{
		what: 'an id replaced that is still there',
		rule: 'reference',
		id: 'KI-0003',
		edit: swap('\nseverity:', '\nreplaces: [KI-0002]\nseverity:'),
	},
	{
		what: 'a second team that takes all the rest',
		rule: 'reference',
		id: 'ESC-workforce',
		edit: setField('fallback', 'true'),
	},
	{
		what: 'a neighbour copied, its id forgotten',
		rule: 'duplicate-id',
		id: 'KI-0002',
		path: 'known-issues/review-queue/KI-0099-copied.mdx',
		files: (shipped) => new Map([['known-issues/review-queue/KI-0099-copied.mdx', shipped.get('KI-0002').text]]),
	},
	{ what: 'an id that another has in capitals', rule: 'duplicate-id', id: 'KI-0003', edit: setField('id', 'ki-0002') },
	{
		what: 'a link to a file by its former name',
		rule: 'link',
		id: 'ESC-media',
		edit: swap('SOP-0013-item-will-not-play.mdx', 'SOP-0013-video-does-not-play.mdx'),
		line: 'video-does-not-play',
	},
	{
		what: 'a link from one folder too far up',
		rule: 'link',
		id: 'KI-0001',
		edit: swap('(../../sops/review-queue/', '(../sops/review-queue/'),
		line: '(../sops/',
	},
	{
		what: 'an anchor that no heading has',
		rule: 'link',
		id: 'KI-0003',
		edit: swap('(#workaround)', '(#work-around)'),
		line: '#work-around',
	},
	{
		what: 'a heading changed that a link leads to',
		rule: 'link',
		id: 'SOP-0012',
		edit: addTo('Verify', 'As under [pressure](SOP-0018-checking-who-somebody-is.mdx#watch-for-pressure).'),
		elsewhere: { 'SOP-0018': swap('### Watch for pressure', '### When somebody presses') },
		line: '#watch-for-pressure',
	},
];

const edition: Seed[] = [
	{
		what: 'a part for the desk no longer marked',
		id: 'KI-0008',
		edit: both(swap('<Internal>\n\n', ''), swap('\n\n</Internal>', '')),
		line: 'ESC-labelling',
	},
	{ what: 'a tracker named to partners', id: 'KI-0023', edit: addTo('Verify', 'See ENG-21003.'), line: 'ENG-21003' },
	{ what: 'an internal article named to partners', id: 'KI-0027', edit: addTo('Verify', 'As KI-0001 has it.'), line: 'As KI-0001' },
].map((seed) => ({ rule: 'edition', edition: true as const, ...seed }));

/** Mistakes that are found while articles are read: those for which no disk is needed. */
export const readingSeeds: readonly Seed[] = [...frontMatter, ...schema, ...mdx, ...gate, ...references, ...edition];
