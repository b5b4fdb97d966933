import { maxArticleBytes, parseBody } from './article.ts';
import { splitFrontMatter } from './front-matter.ts';

/** A field of a version that a reader may want to see or compare. */
export interface Fact {
	label: string;
	values: string[];
}

/** What an article once said, as far as it may be shown. */
export interface VersionText {
	/** Null where it gives none that can be read. */
	title: string | null;
	facts: Fact[];
	/** The body, to be compiled; null where it did not pass the gate. */
	body: string | null;
	/** Why the body may only be shown as the source that it is, as a sentence; null where it passed. */
	refusal: string | null;
}

/** Fields by which readers and the engine go, in the order in which they are shown. `tests` are the article's exam, and no one's reading. */
const labels: Record<string, string> = {
	title: 'Title',
	state: 'State',
	severity: 'Severity',
	systems: 'Systems',
	audience: 'Audience',
	since: 'First seen',
	environment: 'Environment',
	cause: 'Cause',
	fix: 'Fix',
	purpose: 'Purpose',
	minutes: 'Minutes',
	access: 'Access',
	team: 'Team',
	tiers: 'Tiers',
	coverage: 'Coverage',
	facts: 'Facts to hand over',
	signatures: 'Shown as',
	phrases: 'Phrases',
	internalPhrases: 'Internal phrases',
	escalation: 'Escalates to',
	owner: 'Owner',
	verification: 'Verification',
	related: 'See also',
};

/**
 * Reads what an article once said. The schema of then may have been another: fields are taken as they are. The body goes
 * through the gate of today; what does not pass, or is no article at all, is never compiled.
 */
export function readVersionText(text: string, path: string): VersionText {
	const split = splitFrontMatter(text, path);
	if ('rule' in split) return { title: null, facts: [], body: null, refusal: `Its file ${split.message}` };
	const { title } = split.data;
	const facts = Object.entries(labels).flatMap(([field, label]): Fact[] => {
		const values = sayValues(split.data[field]);
		return values.length === 0 ? [] : [{ label, values }];
	});
	const said = { title: typeof title === 'string' && title.trim() !== '' ? title : null, facts };
	if (text.length > maxArticleBytes) return { ...said, body: null, refusal: `It has more than ${maxArticleBytes / 1e6} MB.` };
	const parsed = parseBody(split.body, split.bodyLine, path);
	if (!('findings' in parsed)) return { ...said, body: split.body, refusal: null };
	const [first] = parsed.findings;
	return { ...said, body: null, refusal: first === undefined ? 'It is not safe to show.' : `Line ${first.line}: ${first.message}` };
}

/** A field in words: one text for each entry of a list, the parts of a record behind their names. */
function sayValues(value: unknown): string[] {
	if (value === undefined || value === null || value === '') return [];
	return Array.isArray(value) ? value.map(sayValue).filter((said) => said !== '') : [sayValue(value)];
}

function sayValue(value: unknown): string {
	if (Array.isArray(value)) return value.map(sayValue).join(', ');
	if (typeof value !== 'object' || value === null) return String(value ?? '');
	return Object.entries(value)
		.map(([name, part]) => `${name}: ${sayValue(part)}`)
		.join('; ');
}
