import { siteAddress } from '../../layouts/addresses.ts';
import { workerFile } from './edition.ts';
import type { Facts } from './facts.ts';

/** What the status hears of the copy on this device. */
export interface CopyEvents {
	change(copy: Facts['copy'], newer: Facts['newer']): void;
	/** Another copy than before answers this page's requests from now on. */
	takenOver(): void;
}

export interface CopyKeeper {
	/** Asks the server whether there is a newer edition, and fetches it. */
	update(): Promise<void>;
	/** Puts the waiting copy into use, in all tabs; `takenOver` tells when it is. */
	useNewer(): void;
	/** Gives the copy up: from the next load on, pages come from the server. */
	giveUp(): Promise<void>;
}

/** Has the browser keep a copy of the site. Gives null where it does not, which is told as a change and is no error. */
export async function keepCopy(events: CopyEvents): Promise<CopyKeeper | null> {
	const workers: ServiceWorkerContainer | undefined = navigator.serviceWorker;
	if (workers === undefined) {
		events.change('unsupported', { isWaiting: false, hasFailed: false });
		return null;
	}
	try {
		workers.addEventListener('controllerchange', () => events.takenOver());
		const registration = await workers.register(siteAddress(workerFile), { updateViaCache: 'none' });
		let hasFailed = false;
		const tell = (): void => {
			const state = registration.active !== null ? 'kept' : hasFailed ? 'failed' : 'making';
			events.change(state, { isWaiting: registration.waiting !== null && registration.active !== null, hasFailed });
		};
		const watch = (worker: ServiceWorker | null): void => {
			if (worker === null) return;
			hasFailed = false;
			let installed = false;
			worker.addEventListener('statechange', () => {
				installed ||= worker.state === 'installed';
				// One that was whole and has been replaced by the next is redundant too.
				hasFailed = worker.state === 'redundant' && !installed;
				tell();
			});
		};
		watch(registration.installing);
		registration.addEventListener('updatefound', () => watch(registration.installing));
		tell();
		return {
			update: () =>
				registration.update().then(
					() => undefined,
					() => undefined,
				),
			useNewer: () => registration.waiting?.postMessage({ type: 'SKIP_WAITING' }),
			giveUp: async () => void (await registration.unregister()),
		};
	} catch {
		events.change('failed', { isWaiting: false, hasFailed: false });
		return null;
	}
}
