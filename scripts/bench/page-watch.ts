/** What the bench puts into every page before anything else runs. */
export interface Watch {
	/** Milliseconds of every task of the main thread over 50, since the last call. */
	takeLongTasks(): number[];
	/** From now on the next event of this name starts the clock; it stops when `selector` is shown and `region` reads otherwise than now. */
	start(event: string, selector: string, region: string): void;
	/** Milliseconds from the event until then; null while it is not there. */
	elapsed: number | null;
}

declare global {
	interface Window {
		watch: Watch;
	}
}

/** Run in the page, so it stands alone. */
export function installWatch(): void {
	let tasks: number[] = [];
	const observer = new PerformanceObserver((list) => tasks.push(...list.getEntries().map(({ duration }) => duration)));
	observer.observe({ type: 'longtask', buffered: true });
	const watch: Watch = {
		elapsed: null,
		takeLongTasks() {
			tasks.push(...observer.takeRecords().map(({ duration }) => duration));
			const taken = tasks;
			tasks = [];
			return taken;
		},
		start(event, selector, region) {
			const read = (): string => document.querySelector(region)?.textContent ?? '';
			const before = read();
			watch.elapsed = null;
			const begin = ({ timeStamp }: Event): void => {
				// Looked for once a frame: what is not painted is not shown.
				const look = (): void => {
					if (document.querySelector(selector) !== null && read() !== before) watch.elapsed = performance.now() - timeStamp;
					else requestAnimationFrame(look);
				};
				requestAnimationFrame(look);
			};
			addEventListener(event, begin, { once: true, capture: true });
		},
	};
	window.watch = watch;
}
