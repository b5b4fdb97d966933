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

/** Puts the days in the places that the build has left for them, and shows the warning where the article is overdue. */
export function showVerification(describe: typeof describeVerification): void {
	for (const place of document.querySelectorAll<HTMLElement>('[data-checked]')) {
		const { text, left } = describe(place.dataset.checked ?? '', Number(place.dataset.every), new Date());
		place.textContent = text;
		const warning = document.querySelector<HTMLElement>('[data-overdue]');
		if (left >= 0 || warning === null) continue;
		warning.hidden = false;
		const days = warning.querySelector('[data-days]');
		if (days !== null) days.textContent = left === -1 ? '1 day' : `${-left} days`;
	}
}
