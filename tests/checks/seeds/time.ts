import { baseOf, deletedOn } from '../../setup/check-articles.ts';
import type { ShippedArticles } from '../../setup/shipped-articles.ts';
import { addTo, both, type Edit, type Seed, setField, swap, swapPattern } from './seed.ts';

/** The past in which the shipped articles stood on the main branch. */
const standing = (shipped: ShippedArticles) => baseOf(shipped.articles);
/** A new version, with its line. */
const bump = (version: string, date = '2026-11-23'): Edit =>
	both(setField('version', version), swap('changelog:\n', `changelog:\n  - version: ${version}\n    date: ${date}\n    note: New.\n`));
const draft: Edit = swapPattern(/^state: .*$/m, 'state: work-in-progress');

const versions: Seed[] = [
	{
		what: 'a version without its line',
		rule: 'changelog',
		id: 'KI-0002',
		edit: swapPattern(/^version: .*$/m, 'version: 9.0.0'),
		line: 'version: 9.0.0',
	},
	{
		what: 'a line without its version',
		rule: 'changelog',
		id: 'SOP-0010',
		edit: swap('changelog:\n', 'changelog:\n  - version: 1.2.0\n    date: 2026-11-20\n    note: New.\n'),
		line: 'version: 1.1.0',
	},
	{
		what: 'the newest line put last',
		rule: 'changelog',
		id: 'KI-0008',
		edit: swapPattern(/(changelog:\n(?: {2}- .*\n(?: {4}.*\n)*){3})/, '$1  - version: 0.9.0\n    date: 2026-11-01\n    note: Put last.\n'),
		line: '0.9.0',
	},
	{
		what: 'a day in the year to come',
		rule: 'changelog',
		id: 'KI-0021',
		edit: (text) => bump('9.0.0', '2027-11-23')(text),
		line: 'date: 2027-11-23',
	},
	{
		what: 'a changed step of the same version',
		rule: 'version-bump',
		id: 'KI-0009',
		edit: addTo('Verify', 'Look twice.'),
		past: standing,
		line: 'version:',
	},
	{
		what: 'a changed table of the same version',
		rule: 'version-bump',
		id: 'ESC-media',
		edit: swap('15 minutes and settles', '20 minutes and settles'),
		past: standing,
		line: 'version:',
	},
	{
		what: 'a version that went back',
		rule: 'version-bump',
		id: 'KI-0027',
		edit: both(setField('version', '1.0.0'), swapPattern(/changelog:\n(?: {2}- .*\n(?: {4}.*\n)*){2}/, 'changelog:\n')),
		past: standing,
		line: 'version: 1.0.0',
	},
];

const ids: Seed[] = [
	{
		what: 'the id of an article that was deleted in May',
		rule: 'id-reused',
		id: 'KI-0040',
		past: (shipped) => ({ deleted: [{ ...deletedOn('2026-05-04', shipped.get('KI-0031')), id: 'KI-0040' }] }),
		line: 'id: KI-0040',
	},
	{
		what: 'the id of an article that is deleted at the same time',
		rule: 'id-reused',
		id: 'KI-0006',
		path: 'known-issues/bulk-actions/KI-0006-again.mdx',
		files: (shipped) => {
			const { path, text } = shipped.get('KI-0006');
			const other = both(
				setField('title', '"Bulk actions: progress bar stands still at night"'),
				addTo('Verify', 'Anew.'),
				bump('9.0.0'),
			)(text);
			return new Map([
				[path, null],
				['known-issues/bulk-actions/KI-0006-again.mdx', other],
			]);
		},
		past: standing,
		line: 'id: KI-0006',
	},
	{
		what: 'an id that was retired',
		rule: 'id-reused',
		id: 'SOP-0021',
		settings: (settings) => ({ ...settings, retired: { 'SOP-0021': 'made for a trial' } }),
		line: 'id: SOP-0021',
	},
	{
		what: 'an article deleted',
		rule: 'redirect',
		id: 'KI-0002',
		files: (shipped) => new Map([[shipped.get('KI-0002').path, null]]),
		past: standing,
	},
	{ what: 'an id changed', rule: 'redirect', id: 'KI-0023', edit: setField('id', 'KI-0123'), past: standing },
	{
		what: 'an article deleted long ago, of which nobody has thought',
		rule: 'redirect',
		id: 'KI-0031',
		path: 'known-issues/old.mdx',
		past: (shipped) => ({ deleted: [{ ...deletedOn('2025-02-01', shipped.get('KI-0031')), id: 'KI-0900', path: 'known-issues/old.mdx' }] }),
	},
];

const days: Seed[] = [
	{
		what: 'a verification due in a week',
		rule: 'verification-due',
		id: 'KI-0042',
		edit: setField('on', '2026-10-01'),
		line: 'on: 2026-10-01',
	},
	{
		what: 'a verification due for a week',
		rule: 'verification-due',
		id: 'SOP-0018',
		edit: setField('on', '2026-08-18'),
		line: 'on: 2026-08-18',
	},
	{
		what: 'a verification due for half a year',
		rule: 'verification-overdue',
		id: 'KI-0008',
		edit: setField('on', '2026-01-10'),
		line: 'on: 2026-01-10',
	},
	{
		what: 'a verification of a mistyped year',
		rule: 'verification-overdue',
		id: 'ESC-media',
		edit: swapPattern(/^( {2}on: )2026/m, '$12027'),
		line: 'on: 2027',
	},
	{
		what: 'a draft of two months',
		rule: 'stale-draft',
		id: 'KI-0034',
		edit: both(draft, swap('2026-11-04', '2026-09-04'), swap('2026-10-26', '2026-09-01')),
		line: 'state: work-in-progress',
	},
	{
		what: 'a draft that nobody dated',
		rule: 'stale-draft',
		id: 'KI-0012',
		edit: both(draft, swapPattern(/^changelog:\n(?: +.*\n)*/m, '')),
		line: 'state:',
		also: [{ rule: 'changelog', id: 'KI-0012', why: 'its version has no line for the same reason' }],
	},
];

/** Mistakes that only a day, or what was there before, shows. */
export const timeSeeds: readonly Seed[] = [...versions, ...ids, ...days];
