/**
 * Days from the reader's today to a day written YYYY-MM-DD, as a person says them. Self-contained: its source is put into
 * the page, to run before the first paint.
 */
export function describeDue(due: string, now: Date): { text: string; left: number } {
	const left = Math.round((Date.parse(due) - Date.UTC(now.getFullYear(), now.getMonth(), now.getDate())) / 86_400_000);
	const days = (count: number): string => `${count} ${count === 1 ? 'day' : 'days'}`;
	return { text: left < 0 ? `${days(-left)} overdue` : left === 0 ? 'due today' : `${days(left)} left`, left };
}

/**
 * Puts the days into the table of an owner that the build has left just before this script, and marks what is due later
 * than the page tells of: the build does not know the day on which it is read. Runs where it stands, so that nothing moves.
 */
export function showDue(describe: typeof describeDue): void {
	const section = document.currentScript?.previousElementSibling as HTMLElement | null | undefined;
	if (!section) return;
	let near = 0;
	for (const row of section.querySelectorAll<HTMLElement>('[data-due]')) {
		const { text, left } = describe(row.dataset.due ?? '', new Date());
		const place = row.querySelector('[data-days]');
		if (place) place.textContent = text;
		row.classList.toggle('overdue', left < 0);
		if (left > Number(section.dataset.within)) row.dataset.later = '';
		else near++;
	}
	if (near === 0) section.dataset.later = '';
}
