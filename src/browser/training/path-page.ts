import { fetchCatalogue } from './catalogue.ts';
import { moduleState, pathState, sayState } from './progress/derive.ts';
import { openProgress } from './progress/store.ts';

const list = document.querySelector<HTMLElement>('.training-modules[data-path]');
if (list !== null) void show(list).catch(() => {});

/** Writes beside every module how far the reader is. */
async function show(list: HTMLElement): Promise<void> {
	const [catalogue, progress] = await Promise.all([fetchCatalogue(), openProgress()]);
	const path = catalogue.paths.find(({ id }) => id === list.dataset.path);
	if (path === undefined) return;
	const write = async (): Promise<void> => {
		const events = await progress.all();
		for (const module of path.modules) {
			const place = list.querySelector<HTMLElement>(`[data-module="${CSS.escape(module.id)}"] [data-state]`);
			const state = moduleState(events, module);
			if (place === null) continue;
			place.textContent = sayState(state);
			place.dataset.is = state.is;
		}
		const { passed, of, after, finished } = pathState(events, path, catalogue.paths);
		const said = document.querySelector<HTMLElement>('[data-path-state]');
		if (said !== null)
			said.textContent = `You have passed ${passed} of ${of}.${after.length > 0 && finished === null ? ` Take ${after.join(' and ')} first.` : ''}`;
		const certificate = document.querySelector<HTMLElement>('a[data-certificate]');
		if (certificate !== null) certificate.hidden = finished === null;
	};
	progress.onChange(() => void write());
	await write();
}
