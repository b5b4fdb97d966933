/**
 * How long ago an article was checked, and how many days are left until it must be again (negative: overdue), by the
 * calendar of the reader. Self-contained: its source is put into the page, to run before the first paint.
 */
export function describeVerification(on: string, every: number, now: Date): { text: string; left: number } {
	const day = 86_400_000;
	const age = Math.round((Date.UTC(now.getFullYear(), now.getMonth(), now.getDate()) - Date.parse(on)) / day);
	// A day ahead is another time zone; more is a clock that is wrong.
	if (age < -1) return { text: `checked ${on}, which the clock of this device has not reached`, left: every };
	const left = every - Math.max(0, age);
	const checked = age <= 0 ? 'checked today' : age === 1 ? 'checked yesterday' : `checked ${age} days ago`;
	return { text: `${checked}, ${left > 0 ? `${left} left` : left === 0 ? 'due again today' : `${-left} overdue`}`, left };
}

/**
 * Puts the days into the line that the build has left just before this script. Both run where they stand, before what
 * follows them is read: a page that arrives in pieces moves nothing.
 */
export function showChecked(describe: typeof describeVerification): void {
	const place = document.currentScript?.previousElementSibling?.querySelector<HTMLElement>('[data-checked]');
	if (place) place.textContent = describe(place.dataset.checked ?? '', Number(place.dataset.every), new Date()).text;
}

/** Shows the warning just before this script where the article is overdue. */
export function showOverdue(describe: typeof describeVerification): void {
	const warning = document.currentScript?.previousElementSibling as HTMLElement | null | undefined;
	const days = warning?.querySelector('[data-days]');
	if (!warning || !days) return;
	const { left } = describe(warning.dataset.overdue ?? '', Number(warning.dataset.every), new Date());
	days.textContent = left === -1 ? '1 day' : `${-left} days`;
	warning.hidden = left >= 0;
}
