import { readFile } from 'node:fs/promises';
import { PGlite } from '@electric-sql/pglite';
import type { Code, Node, Parent } from 'mdast';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readCorpus } from '../../src/knowledge/corpus.node.ts';
import { fillIn, findParameters } from '../../src/knowledge/filling/fill-in.ts';

/** What a trainee would fill in, by the name of the field; under an article's id, what differs there. */
const values: Record<string, string> = {
	active_revision: '8',
	agent_id: '4417',
	app: 'android',
	appeal_id: 'ap-2202',
	bad_head_rev: '23',
	batch_id: 'rb-118',
	case_id: 'cs-9004',
	cleared_at: '2026-03-04 06:00+00',
	dashboard_id: 'db-41',
	data_class: 'internal',
	day: '2026-03-11',
	decided_at: '2026-03-04 06:40+00',
	dispute_id: 'ds-7102',
	end_of_next_shift: '2026-03-11 18:00+00',
	error_code: 'RQ-4012',
	from_day: '2026-03-01',
	from_site: 'SG',
	from_user: 'lb-3301',
	from_utc: '2026-03-11 05:00+00',
	glossary_id: 'gl-31',
	group_key: 'rq-reviewer',
	handover_id: 'ho-15',
	item_closed_at: '2026-03-11 08:31+00',
	item_id: '7301184402917702204',
	item_ids: '7301184402917730203, 7301184402917730211',
	job_id: 'bj-3318',
	locale: 'pt-BR',
	login: 'u-4417',
	market: 'US',
	media_id: 'md-64001',
	merge_id: 'mg-71',
	merged_at: '2026-03-11 06:30+00',
	model_name: 'spam-text',
	model_version: '4.2.0',
	name_part: 'appeals',
	new_owner_ref: 'pe-715',
	old_version_id: 'pv-330',
	pair: 'vi-en',
	policy_key: 'scams',
	project_id: 'pr-208',
	publication_id: 'pb-79',
	queue_code: 'AQ-EU',
	queue_id: 'q-scams-en',
	receipt_code: 'r7k2-qm4d',
	report_id: 'rep-20260311000101',
	reviewer_id: 'rv-2041',
	revert_job_id: 'bj-3325',
	role_key: 'reviewer',
	schedule_id: 'sd-12',
	section_key: 'payment',
	seed: '2026-W10',
	site: 'SG',
	source_term: 'Lừa đảo',
	surviving_case_id: 'cs-9001',
	swap_id: 'sw-31',
	system: 'review-queue',
	task_id: 'tk-50011',
	team_key: 'desk-tier1',
	to_day: '2026-03-10',
	to_user: 'lb-3302',
	to_utc: '2026-03-31 00:00+00',
	user_id: 'lb-3301',
	version_id: 'pv-341',
	week_start: '2026-03-02',
};
const valuesOf: Record<string, Record<string, string>> = {
	'KI-0001': { item_id: '7301184402917730163' },
	'KI-0006': { user_id: 'us-6203', job_id: 'bj-3321' },
	'KI-0011': { day: '2026-03-09' },
	'KI-0015': { version_id: 'pv-345' },
	'KI-0016': { pair: 'th-en' },
	'KI-0021': { user_id: 'ar-77' },
	'KI-0024': { user_id: 'us-6301' },
	'KI-0025': { user_id: 'rv-2041' },
	'KI-0029': { batch_id: 'rd-031' },
	'KI-0030': { item_id: '7301184402917730203' },
	'KI-0033': { login: 'u-5203' },
	'KI-0038': { item_id: '7301184402917702511' },
	'KI-0040': { job_id: 'xj-601' },
	'KI-0041': { day: '2026-03-09' },
	'SOP-0005': { user_id: 'qa-118' },
	'SOP-0011': { from_user: 'us-6301' },
	'SOP-0013': { user_id: 'rv-2041' },
	'SOP-0018': { login: 'u-5203' },
};

let db: PGlite;
beforeAll(async () => {
	db = await PGlite.create();
	await db.exec(await readFile('content/training/practice/database.sql', 'utf8'));
});
afterAll(() => db.close());

function codeBlocks(node: Node, language: string): string[] {
	if (node.type === 'code') return (node as Code).lang === language ? [(node as Code).value] : [];
	return 'children' in node ? (node as Parent).children.flatMap((child) => codeBlocks(child, language)) : [];
}

describe('the practice database', () => {
	test('answers every query of an article with at least one row', async () => {
		const { articles } = await readCorpus('content');
		const silent: string[] = [];
		let asked = 0;
		for (const { id, tree } of articles) {
			for (const block of codeBlocks(tree, 'sql')) {
				const filled = fillIn(block, findParameters(block, 'sql'), new Map(Object.entries({ ...values, ...valuesOf[id] })));
				expect(filled.open, `${id} asks for values that are not named here`).toEqual([]);
				const answers = await db.exec(filled.text).catch((error: Error) => [{ rows: [], error: error.message }]);
				asked += answers.length;
				for (const answer of answers) if (answer.rows.length === 0) silent.push(`${id}: ${'error' in answer ? answer.error : 'no row'}: ${filled.text}`);
			}
		}
		expect(silent).toEqual([]);
		expect(asked).toBeGreaterThan(80);
	});
});
