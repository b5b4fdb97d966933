import { fileText } from './check-articles.ts';

const dated = { version: '1.1.0', changelog: [{ version: '1.1.0', date: '2026-11-02', note: 'First published.' }] };
const answered = { owner: 'Print desk', verification: { by: 'SG shift lead', on: '2026-11-02', every: 90 } };

const jam = {
	id: 'KI-0001',
	title: 'Printers: paper jams behind the lower tray on damp days',
	...{ ...dated, state: 'validated', ...answered, systems: ['Printers'], escalation: 'ESC-print', severity: 3 },
	phrases: [
		'it eats my pages and beeps',
		'red lamp, nothing comes out',
		'copier on the third floor makes a crunching noise',
		'half of my report is stuck inside',
		'every second sheet is crumpled since it rained',
		'the display tells me to open something at the bottom',
	],
	tests: ['my handout got swallowed by the machine near reception', 'crumpled sheets again, wet weather, please send somebody'],
	signatures: ['PJ-2207'],
	cause: 'Damp paper sticks to the lower roller.',
	fix: { state: 'planned', tracker: 'ENG-1' },
};
const jamBody =
	'## Symptoms\n\nSheets stay behind the lower tray.\n\n## Check\n\nThe display shows `PJ-2207`.\n\n## Workaround\n\n1. Open the lower tray.\n2. Take the sheets out.\n\n## Verify\n\nA test page comes out.';

const tunnel = {
	id: 'KI-0002',
	title: 'Tunnel: connection drops every hour on the hour',
	...{ ...dated, state: 'validated', ...answered, systems: ['Tunnel'], escalation: 'ESC-print', severity: 4 },
	phrases: [
		'kicked out at nine, at ten, at eleven sharp',
		'vpn gone again, had to dial in anew',
		'remote desktop freezes when the clock strikes',
		'my call from home breaks off regularly',
		'lost the network in the middle of an upload',
		'have to type my code six times a day',
	],
	tests: ['working from my flat and thrown off like clockwork', 'session from home dies each full sixty minutes, please look'],
	signatures: ['TUN-0060'],
	cause: 'The key is renewed by a program that is not there any more.',
	fix: { state: 'investigating' },
};
const tunnelBody =
	'## Symptoms\n\nThe client shows `TUN-0060`.\n\n## Check\n\nAsk when it dropped.\n\n## Workaround\n\nDial in again; see [paper](KI-0001.mdx#verify) for the printer.\n\n## Verify\n\nIt lasts for two hours.';

const team = {
	id: 'ESC-print',
	kind: 'escalation',
	title: 'Whom to call when printing or the tunnel is down',
	...{ ...dated, state: 'validated', ...answered, systems: ['Printers', 'Tunnel'], team: 'Printing', fallback: true },
	tiers: [{ tier: 1, contact: 'pager print-lead', responds: 30, when: 'Work stops for a floor' }],
	phrases: [
		'who do I ring about this at night',
		'which pager is theirs',
		'nobody in facilities answers',
		'need somebody from that crew now',
		'is anyone on duty on Sunday',
		'how long until they react',
	],
	tests: ['the whole office waits, whom can I wake', 'weekend emergency contact please'],
};
const teamBody =
	'## What this team owns\n\nPaper.\n\n## Before you escalate\n\nLook at the lamp.\n\n## How to escalate\n\nPage them.\n\n## Out of hours\n\nNobody answers.';

/** The files of a small knowledge base in which the rules find nothing, by path. */
export function goodFiles(): Map<string, string> {
	return new Map([
		['KI-0001.mdx', fileText(jam, jamBody)],
		['KI-0002.mdx', fileText(tunnel, tunnelBody)],
		['ESC-print.mdx', fileText(team, teamBody)],
	]);
}

/** A further article that the rules take, of a problem of its own. */
export function newFile(id: string, fields: Record<string, unknown> = {}): string {
	const own = {
		...{ ...jam, id, title: 'Printers: toner smells of burning after an hour', signatures: ['TS-9000'], cause: 'The fuser is too hot.' },
		phrases: [
			'stinks like smoke here',
			'my eyes hurt',
			'is that smell toxic',
			'something burns',
			'hot plastic odour',
			'colleagues complain of headaches',
		],
		tests: ['awful odour near the window', 'we opened the window because of fumes'],
		...fields,
	};
	return fileText(own, jamBody.replaceAll('PJ-2207', 'TS-9000').replace('Sheets stay behind the lower tray.', 'It smells.'));
}
