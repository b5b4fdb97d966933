/** Such as `23 Nov, 09:12`; with the year where it is not this one. */
export function formatTime(time: Date, now: Date): string {
	const year = time.getFullYear() === now.getFullYear() ? {} : ({ year: 'numeric' } as const);
	return time.toLocaleString('en-GB', { day: 'numeric', month: 'short', ...year, hour: '2-digit', minute: '2-digit' });
}
