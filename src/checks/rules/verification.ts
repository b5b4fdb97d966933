import { lineOfField } from '../../knowledge/front-matter.ts';
import type { FrontMatter } from '../../knowledge/schemas/index.ts';
import { daysBetween } from '../parts.ts';
import type { CheckedArticle, Problem, Rule } from '../rule.ts';

/** Days until the verification is due; negative where it is overdue. Null where there is none. */
export function daysUntilDue({ verification }: Pick<FrontMatter, 'verification'>, today: string): number | null {
	return verification === undefined ? null : verification.every - daysBetween(verification.on, today);
}

/** Looks at articles whose verification is due within the days that checks.json says, or has been for less than its grace. */
export const verificationDue: Rule = {
	id: 'SP050',
	name: 'verification-due',
	description: 'Tells two weeks before an article must be verified again, and until its days of grace are over.',
	expects: 'A verification against the real system that is not due yet.',
	severity: 'warning',
	of: 'own',
	ownChangeOnly: true,
	check(article, { today, settings: { verification } }) {
		const days = daysUntilDue(article.frontMatter, today);
		if (days === null || isYetToCome(article, today) || days > verification.warnDays || days < -verification.graceDays) return [];
		return [problem(article, days)];
	},
};

/** Looks at articles whose days of grace are over, and at those of a mistyped year such as `on: 2027-01-12` in November 2026. */
export const verificationOverdue: Rule = {
	id: 'SP051',
	name: 'verification-overdue',
	description:
		'Fails when an article was not verified again within its days of grace, for nobody knows whether it is still true; and when the day of its verification is yet to come, for it would never be due.',
	expects: 'A verification against the real system that is not due yet.',
	severity: 'error',
	of: 'own',
	ownChangeOnly: true,
	check(article, { today, settings: { verification } }) {
		if (isYetToCome(article, today)) {
			const found = `its verification is of ${article.frontMatter.verification?.on}, which is yet to come.`;
			return [{ line: lineOfField(article.text, ['verification', 'on']), found, remedy: 'Correct the day.' }];
		}
		const days = daysUntilDue(article.frontMatter, today);
		return days === null || days >= -verification.graceDays ? [] : [problem(article, days)];
	},
};

/** Where the desk is, it may be tomorrow already. */
function isYetToCome({ frontMatter: { verification } }: CheckedArticle, today: string): boolean {
	return verification !== undefined && daysBetween(today, verification.on) > 1;
}

function problem({ id, frontMatter, text }: CheckedArticle, days: number): Problem {
	const { on, every } = frontMatter.verification ?? { on: '', every: 0 };
	const span = `${Math.abs(days)} ${Math.abs(days) === 1 ? 'day' : 'days'}`;
	const when = days < 0 ? `was due ${span} ago` : days === 0 ? 'is due today' : `is due in ${span}`;
	return {
		line: lineOfField(text, ['verification', 'on']),
		found: `its verification of ${on}, good for ${every} days, ${when}.`,
		remedy: `${frontMatter.owner ?? 'Its owner'}: go through it against the real system, then run: npm run verify -- ${id}`,
	};
}
