/**
 * Calls at once, at every full minute, and when the page is looked at again: timers stand still in a sleeping tab. Gives
 * what ends it.
 */
export function everyMinute(tick: () => void): () => void {
	let timer: ReturnType<typeof setTimeout>;
	const run = (): void => {
		clearTimeout(timer);
		timer = setTimeout(run, 60_000 - (Date.now() % 60_000) + 20);
		tick();
	};
	const wake = (): void => {
		if (document.visibilityState === 'visible') run();
	};
	document.addEventListener('visibilitychange', wake);
	addEventListener('pageshow', wake);
	addEventListener('focus', wake);
	run();
	return () => {
		clearTimeout(timer);
		document.removeEventListener('visibilitychange', wake);
		removeEventListener('pageshow', wake);
		removeEventListener('focus', wake);
	};
}
