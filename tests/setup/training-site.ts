import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { buildMeasured } from './measured.ts';

/** What a small training site is about: an article that changes, and one that is queried. */
export interface TrainingSite {
	/** Version of the article `jam`. */
	version: string;
	/** The flap that its steps name. */
	flap: string;
}

const sop = (id: string, version: string, body: string): string =>
	`---\nid: ${id}\nkind: sop\ntitle: Article ${id}\nversion: ${version}\nstate: not-validated\nsystems: [Printers]\n---\n\n${body}\n`;

const question = (id: string, about: string, right: string, wrong: string): string =>
	`<Question id="${id}" ask="single" about="${about}">

What about ${id}?

<Choice is="right">

${right}

</Choice>

<Choice is="wrong" why="It is not.">

${wrong}

</Choice>

</Question>`;

const exercise = (ask: string, asked: string, solution: string): string =>
	`<Question id="${ask}" ask="${ask}" about="ink#steps">

${asked}

<Solution>

\`\`\`${ask}
${solution}
\`\`\`

</Solution>

</Question>`;

const module = (id: string, title: string, article: string, version: string, body: string): string =>
	`---
kind: training
id: ${id}
title: ${title}
version: 1.0.0
goals: [Do it.]
minutes: 5
teaches:
  - {article: ${article}, version: ${version}}
---

${body}
`;

function practiceTicket(id: string, article: string | null, team: string | null): string {
	return JSON.stringify({
		...{ id, written: 'for training', case: article === null ? 'none' : 'known', subject: `About ${id}` },
		text: article === null ? 'the whole floor smells of smoke' : 'printer: open which flap, the lamp is not green',
		...{ minutes: 3, articles: article === null ? [] : [article], wrong: [{ article: 'ink', why: 'It is not about ink.' }] },
		...{ escalation: team, escalationWhy: 'So it is written.', reason: 'The lamp decides.' },
		replies: [
			{ text: 'Please restart everything.', right: false, why: 'It helps nobody.' },
			{ text: 'Look at the lamp.', right: true, why: 'It says what is wrong.' },
		],
	});
}

const files = ({ version, flap }: TrainingSite): Record<string, string> => ({
	'jam.mdx': sop('jam', version, `## Steps\n\nOpen the ${flap} flap.\n\n## Verify\n\nThe lamp is green.`),
	'ink.mdx': sop('ink', '1.0.0', '## Steps\n\nLook for the tray.\n'),
	'training/printing/path.mdx':
		'---\nkind: training-path\nid: TP-1\ntitle: Printing\nversion: 1.0.0\nfor: Everybody.\norder: 1\nmodules: [TM-1, TM-2]\npassMark: 60\n---\n\nRead.\n',
	'training/printing/01-paper.mdx': module(
		'TM-1',
		'Paper',
		'jam',
		version,
		`${question('flap', 'jam#steps', `The ${flap} one.`, 'None.')}\n\n${question('lamp', 'jam#verify', 'Green.', 'Red.')}`,
	),
	'training/printing/02-trays.mdx': module(
		'TM-2',
		'Trays',
		'ink',
		'1.0.0',
		`${exercise('sql', 'Number and sheets of the trays that hold fewer than five sheets.', 'select tray, sheets from printing.trays where sheets < 5')}

${exercise(
	'http',
	'Lock tray 3.',
	'POST https://ops.internal.example/printing/v1/trays/3/lock\nAuthorization: Bearer $OPS_TOKEN\nContent-Type: application/json\n\n{"reason": "empty"}',
)}`,
	),
	'training/practice/database.sql': `create schema practice;
create function practice.now() returns timestamptz language sql stable as $$ select timestamptz '2026-03-11 09:30:00+00' $$;
create schema printing;
create table printing.trays (tray int, sheets int, filled_at timestamptz, locked_for text);
insert into printing.trays values (1, 50, '2026-03-11 09:00:00+00', null), (2, 0, null, null), (3, 2, '2026-03-11 08:00:00+00', null), (4, 5, null, null);
set search_path = practice, pg_catalog, public;
`,
	'training/practice/tickets.jsonl': [practiceTicket('PT-001', 'jam', null), practiceTicket('PT-002', null, 'print-desk')].join('\n'),
	'print-desk.mdx':
		'---\nid: print-desk\nkind: escalation\ntitle: Print desk\nversion: 1.0.0\nstate: not-validated\nsystems: [Printers]\nteam: Printing\ntiers: [{tier: 1, contact: pager, responds: 30, when: It burns}]\n---\n\nPage them.\n',
	'training/practice/services.json': JSON.stringify([
		{
			method: 'POST',
			path: '/printing/v1/trays/:tray/lock',
			headers: ['Authorization'],
			sql: 'update printing.trays set locked_for = :reason where tray = :tray and locked_for is null returning tray, locked_for',
			state: 'select tray, locked_for from printing.trays where locked_for is not null order by tray',
			ok: 200,
			none: 404,
		},
	]),
});

/** Builds a small site with one training path into `folder/site`. Gives the folder of the site. */
export async function buildTrainingSite(site: TrainingSite, folder: string): Promise<string> {
	const corpus = join(folder, 'corpus');
	for (const [path, text] of Object.entries(files(site))) {
		await mkdir(dirname(join(corpus, path)), { recursive: true });
		await writeFile(join(corpus, path), text);
	}
	const built = await buildMeasured(corpus, folder);
	if (built.code !== 0) throw new Error(`the site is not built: ${built.stderr}`);
	return join(folder, 'site');
}
