const dayMilliseconds = 86_400_000;

/** How long ago a day (YYYY-MM-DD) was, in words, as of `today` (the same): "5 days", "7 weeks", "4 months", "2 years". */
export function ageInWords(day: string, today: string): string {
	const days = Math.round((Date.parse(today) - Date.parse(day)) / dayMilliseconds);
	if (days < 0) return 'not yet';
	if (days === 0) return 'today';
	if (days < 14) return count(days, 'day');
	if (days < 70) return count(Math.floor(days / 7), 'week');
	if (days < 730) return count(Math.floor(days / 30.44), 'month');
	return count(Math.floor(days / 365.25), 'year');
}

function count(number: number, unit: string): string {
	return `${number} ${unit}${number === 1 ? '' : 's'}`;
}

/** The day on the calendar of this device at an instant, YYYY-MM-DD. */
export function localDay(instant: Date): string {
	const part = (number: number): string => String(number).padStart(2, '0');
	return `${instant.getFullYear()}-${part(instant.getMonth() + 1)}-${part(instant.getDate())}`;
}
