import { type Line, type NoiseSpan, paragraphsOf } from './lines.ts';

const mail = '(?:e-?mail|message|communication|transmission|correspondence)';

/** How the notices under and above mails begin. */
const notices = [
	/^(?:confidentiality|privacy|legal|e-?mail)?\s*(?:notice|disclaimer|statement)\s*(?:[:-]|$)/i,
	/^(?:private and confidential|strictly confidential|internal use only)\W*$/i,
	new RegExp(`^(?:the )?(?:information|contents?)\\b.{0,60}\\b${mail}\\b.{0,100}(?:confidential|intended|privileged)`, 'i'),
	new RegExp(`^(?:this|the above) ${mail}\\b.{0,120}(?:confidential|privileged|intended (?:only|solely|for|exclusively))`, 'i'),
	/^if you (?:are not|have received|received|are an unintended).{0,80}(?:recipient|addressee|in error|by mistake)/i,
	/^any (?:views|opinions|unauthori[sz]ed)\b.{0,80}(?:opinions|expressed|copying|disclosure|use)/i,
	/^(?:diese e-?mail|diese nachricht)\b.{0,120}(?:vertraulich|bestimmt)/i,
	/^(?:ce (?:message|courriel|mail)|cet? e-?mail)\b.{0,120}(?:confidentiel|destin)/i,
	/^(?:este (?:mensaje|correo|e-?mail)|esta (?:mensagem|comunicación))\b.{0,120}(?:confidencia|destin|dirigid)/i,
	/^(?:dit bericht|deze e-?mail)\b.{0,120}(?:vertrouwelijk|bestemd)/i,
	/^questo messaggio\b.{0,120}(?:riservat|confidenzial|destin)/i,
];
const noticeGoesOn =
	/\b(?:recipients?|addressee|confidential|privileged|disclos\w*|disseminat\w*|unauthori[sz]ed|prohibited|liab\w*|opinions|virus(?:es)?|notify (?:the|us)|delete (?:it|this|the)|registered (?:in|office|number)|vertraulich\w*|empfänger|absender|destinat\w*|confidencial\w*|vertrouwelijk\w*)\b/i;

const banners = [
	/^\W*(?:caution|warning|attention|external|notice|note|important|achtung)\b.{0,80}(?:originat|outside (?:of )?(?:the|our|your)|external (?:e-?mail|sender|source|message))/i,
	/^\W*external (?:e-?mail|sender|message)\W*(?:$|[-–—:.])/i,
	/^\W*this (?:e-?mail|message) (?:has )?(?:originated|originates|came|comes|was sent|is) from (?:an? )?(?:outside|external|someone outside)/i,
	/^you don['’]t often get e-?mail from/i,
	/^some people who received this message don['’]t often get/i,
];
const bannerGoesOn =
	/^\W*(?:do not|don['’]t|never|please (?:do not|be |exercise|report|use caution|treat)|unless|if (?:in doubt|suspicious|you (?:suspect|do not|are unsure))|exercise|use caution|be (?:careful|cautious|vigilant|aware)|verify|report (?:any|suspicious|this)|think before|learn why)/i;

const footers = [
	/^\W*(?:please )?(?:consider|think (?:of|about)) the environment\b/i,
	/^\W*(?:save (?:a tree|paper)|think before (?:you print|printing))\b/i,
	/^\W*(?:(?:click here )?to unsubscribe\b(?=.{0,80}(?:click|link|here|visit|reply|list|http))|unsubscribe\W*$|unsubscribe\s*[|<(]|unsubscribe (?:here|from this (?:list|newsletter))\W*$)/i,
	/^you(?:['’]re| are) receiving this (?:e-?mail|message|newsletter|notification)? ?because\b/i,
	/^(?:if you (?:no longer wish|do not wish|don['’]t want) to receive)\b/i,
	/^manage (?:your )?(?:e-?mail )?(?:preferences|notifications|subscriptions?)\W*$/i,
	/^(?:©|copyright ©|\(c\) \d{4})/i,
	/^\W*this (?:e-?mail|message) (?:has been|was) (?:scanned|checked)\b/i,
	/^all rights reserved\W*$/i,
];

/** Confidentiality notices, warnings about mail from outside, and footers of mailings; sentence by sentence, so that text beside them stays. */
export function findDisclaimers(lines: readonly Line[]): NoiseSpan[] {
	const spans: NoiseSpan[] = [];
	for (const paragraph of paragraphsOf(lines, opensNotice)) {
		let goesOn: RegExp | null = null;
		for (const { start, end, text } of paragraph) {
			const head = text.slice(0, 400);
			// Whoever writes "I" or "my" reports something, be it about a notice.
			const begins = /\b(?:I|I'm|my|me)\b/.test(head) ? null : beginsNotice(head);
			if (begins !== null) goesOn = begins;
			else if (goesOn === null || !goesOn.test(head) || /\b(?:I|my)\b/.test(head)) {
				goesOn = null;
				continue;
			}
			spans.push({ kind: 'disclaimer', start, end });
		}
	}
	return spans;
}

/** Whether a notice begins with the line, under a line that has no full stop. */
function opensNotice(line: Line, next: Line | undefined): boolean {
	return !/^\p{Ll}/u.test(line.text) && beginsNotice(`${line.text.slice(0, 300)} ${next?.text ?? ''}`.slice(0, 400)) !== null;
}

/** What the sentences after the notice look like; null where the sentence is none. */
function beginsNotice(text: string): RegExp | null {
	if (notices.some((notice) => notice.test(text))) return noticeGoesOn;
	if (banners.some((banner) => banner.test(text))) return bannerGoesOn;
	return footers.some((footer) => footer.test(text)) ? /^(?!)/ : null;
}
