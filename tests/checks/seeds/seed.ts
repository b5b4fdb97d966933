import type { CheckSettings } from '../../../src/checks/settings.ts';
import type { Past } from '../../../src/knowledge/past.node.ts';
import type { ShippedArticles } from '../../setup/shipped-articles.ts';

export type Edit = (text: string) => string;

/** One mistake that somebody makes in the shipped articles, and the rule that must find it. */
export interface Seed {
	/** What was done, for whoever reads a failure. */
	what: string;
	rule: string;
	/** Id of the article in whose file it is found. */
	id: string;
	edit?: Edit;
	/** Edits of other articles that belong to the same mistake, by id. */
	elsewhere?: Record<string, Edit>;
	/** Files that the mistake adds or takes away. */
	files?: (shipped: ShippedArticles) => Map<string, string | null>;
	/** Path where it is found, if it is not that of the article. */
	path?: string;
	/** What stands on the line that is named; left out where the whole file is meant. */
	line?: string;
	past?: (shipped: ShippedArticles) => Partial<Past>;
	settings?: (settings: CheckSettings) => CheckSettings;
	today?: string;
	edition?: true;
	/** What else is found, by rule and id, and why it cannot be otherwise. */
	also?: { rule: string; id: string; why: string }[];
}

/** Puts one text in the place of another, which must be there. */
export function swap(from: string, to: string): Edit {
	return (text) => {
		if (!text.includes(from)) throw new Error(`"${from}" stands nowhere in the file that the seed edits.`);
		return text.replace(from, () => to);
	};
}

/** The same for what a pattern finds first. */
export function swapPattern(from: RegExp, to: string): Edit {
	return (text) => {
		if (!from.test(text)) throw new Error(`${from} finds nothing in the file that the seed edits.`);
		return text.replace(from, to);
	};
}

/** Adds a paragraph at the head of a section. */
export function addTo(heading: string, paragraph: string): Edit {
	return swap(`\n## ${heading}\n\n`, `\n## ${heading}\n\n${paragraph}\n\n`);
}

/** Sets a field of the front matter that stands on one line. */
export function setField(name: string, value: string): Edit {
	return swapPattern(new RegExp(`^( *)${name}: .*$`, 'm'), `$1${name}: ${value.replaceAll('$', '$$$$')}`);
}

/** Takes away a field with all that stands below it. */
export function dropField(name: string): Edit {
	return swapPattern(new RegExp(`^${name}:.*\\n(?: +.*\\n)*`, 'm'), '');
}

export function both(...edits: Edit[]): Edit {
	return (text) => edits.reduce((edited, edit) => edit(edited), text);
}
