import { quote } from '../parts.ts';
import type { Problem, Rule } from '../rule.ts';

/** Looks for TODO, TBD, FIXME and "lorem ipsum", which `npm run new` and people in a hurry leave behind. */
export const unfinished: Rule = {
	id: 'SP031',
	name: 'unfinished',
	description:
		'Looks for TODO, TBD, FIXME, XXX and "lorem ipsum" anywhere in the file: a specialist would read them as part of the answer.',
	expects: 'A text without notes to its author.',
	severity: 'error',
	of: 'own',
	patient: true,
	check({ text }) {
		return text.split('\n').flatMap((line, at): Problem[] => {
			const [mark] = /\b(TODO|TBD|FIXME|XXX)\b|\b[Ll]orem [Ii]psum\b/.exec(line) ?? [];
			return mark === undefined
				? []
				: [{ line: at + 1, found: `says ${quote(line)}.`, remedy: `Write what belongs there, and remove ${mark}.` }];
		});
	},
};
