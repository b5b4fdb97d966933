import type { ListedRule, PastRule, Rule, TrainingRule } from './rule.ts';
import { changelog } from './rules/changelog.ts';
import { comparingRules } from './rules/comparing.ts';
import { expectedResult } from './rules/expected-result.ts';
import { fewPhrases } from './rules/few-phrases.ts';
import { fewTests } from './rules/few-tests.ts';
import { fixedWorkaround } from './rules/fixed-workaround.ts';
import { headingLevels } from './rules/heading-levels.ts';
import { idReused } from './rules/id-reused.ts';
import { internalHost } from './rules/internal-host.ts';
import { missingImage } from './rules/missing-image.ts';
import { personalData, secrets } from './rules/personal-data.ts';
import { phraseRepeatsTitle } from './rules/phrase-repeats-title.ts';
import { productTerms } from './rules/product-terms.ts';
import { readingRules } from './rules/reading.ts';
import { redirect } from './rules/redirect.ts';
import { repeatedPhrase } from './rules/repeated-phrase.ts';
import { requiredSections } from './rules/required-sections.ts';
import { specificSignature } from './rules/specific-signature.ts';
import { staleDraft } from './rules/stale-draft.ts';
import { testRepeatsPhrase } from './rules/test-repeats-phrase.ts';
import { titleNamesProblem } from './rules/title-names-problem.ts';
import { passMark, questionSection, taughtArticle, taughtVersion } from './rules/training.ts';
import { unfinished } from './rules/unfinished.ts';
import { verificationDue, verificationOverdue } from './rules/verification.ts';
import { versionBump } from './rules/version-bump.ts';

/** Asked of each article. */
export const articleRules: readonly Rule[] = [
	...[requiredSections, headingLevels, titleNamesProblem, fewPhrases, phraseRepeatsTitle, repeatedPhrase, specificSignature],
	...[fewTests, testRepeatsPhrase, expectedResult, missingImage, unfinished],
	...[changelog, versionBump, idReused],
	...[verificationDue, verificationOverdue, staleDraft, fixedWorkaround],
	...[personalData, secrets, internalHost, productTerms],
];

/** Asked of what is not there any more. */
export const pastRules: readonly PastRule[] = [redirect];

/** Asked of what new hires follow. */
export const trainingRules: readonly TrainingRule[] = [taughtArticle, questionSection, passMark, taughtVersion];

/** All rules, by id: those that reading and comparing keep, too. */
export const knownRules: readonly ListedRule[] = [...readingRules, ...articleRules, ...pastRules, ...comparingRules, ...trainingRules].sort(
	(a, b) => a.id.localeCompare(b.id),
);
