import type { ChangeKind } from '../knowledge/changes.ts';
import type { ArticleKind, FrontMatter } from '../knowledge/schemas/index.ts';

/** How the site names what the front matter spells in keywords. */
export const kindLabels: Record<ArticleKind, { one: string; many: string; intro: string }> = {
	'known-issue': {
		one: 'Known issue',
		many: 'Known issues',
		intro: 'What is known to go wrong, with the workaround to use until it is fixed.',
	},
	sop: { one: 'Procedure', many: 'Procedures', intro: 'How the desk does what it does again and again.' },
	escalation: { one: 'Escalation', many: 'Escalation', intro: 'Which team takes over, how to reach it, and with which facts.' },
};

export const stateLabels: Record<FrontMatter['state'], string> = {
	'work-in-progress': 'Work in progress',
	'not-validated': 'Not validated',
	validated: 'Validated',
	archived: 'Archived',
};

export const severityLabels: Record<number, string> = {
	1: 'Severity 1: work stops for many',
	2: 'Severity 2: work stops for some',
	3: 'Severity 3: work is slowed',
	4: 'Severity 4: nuisance',
};

export const fixLabels = {
	investigating: 'Being investigated',
	planned: 'Fix planned',
	'in-progress': 'Fix in progress',
	fixed: 'Fixed',
	'wont-fix': 'Will not be fixed',
} as const;

export const changeLabels: Record<ChangeKind, string> = { new: 'New', changed: 'Changed', fixed: 'Fixed', archived: 'Archived' };

/** Fields of an article on show before the others are folded away. */
export const shownFields = 10;

/** Changes that the site shows at most, the newest: assumed to be more than anyone reads through. */
export const shownChanges = 300;
