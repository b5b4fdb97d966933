import type { Catalogue } from '../../knowledge/training/catalogue.ts';
import { siteAddress } from '../../layouts/addresses.ts';
import { button, element } from '../elements.ts';
import { saveFile } from '../save-file.ts';
import { fetchCatalogue } from './catalogue.ts';
import { pathState } from './progress/derive.ts';
import { type ProgressEvent, readProgressFile, writeProgressFile } from './progress/events.ts';
import { dueQuestions, nextDue, sayNext } from './progress/repetition.ts';
import { openProgress, type ProgressStore } from './progress/store.ts';
import { startPage } from './start-page.ts';
import { addSyncTools } from './sync-tools.ts';

startPage('[data-training]', start);

async function start(home: HTMLElement): Promise<void> {
	const [catalogue, progress] = await Promise.all([fetchCatalogue(), openProgress()]);
	const show = async (): Promise<void> => {
		const events = await progress.all();
		showRepeat(home, events, catalogue);
		for (const path of catalogue.paths) {
			const place = home.querySelector<HTMLElement>(`[data-path="${CSS.escape(path.id)}"] [data-state]`);
			const { passed, of, changed, finished } = pathState(events, path, catalogue.paths);
			if (place === null || passed === 0) continue;
			place.textContent = `${finished === null ? `${passed} of ${of} passed` : 'finished'}${changed > 0 ? `, ${changed} changed since` : ''}`;
			place.dataset.is = changed > 0 ? 'changed' : finished === null ? 'begun' : 'passed';
		}
	};
	progress.onChange(() => void show());
	await show();
	const tools = home.querySelector<HTMLElement>('[data-progress-tools]');
	if (tools === null) return;
	await addTools(tools, progress, show);
	await addSyncTools(tools, progress, show);
}

/** Says what is due to be repeated, or when it will be. */
function showRepeat(home: HTMLElement, events: readonly ProgressEvent[], catalogue: Catalogue): void {
	const place = home.querySelector<HTMLElement>('[data-training-repeat]');
	const due = dueQuestions(events, catalogue, Date.now()).length;
	const next = nextDue(events, catalogue, Date.now());
	if (place === null) return;
	place.hidden = due === 0 && next === null;
	const link = element('a', '', due === 1 ? 'Repeat 1 question that you missed' : `Repeat ${due} questions that you missed`);
	link.href = siteAddress('training/repeat/');
	place.replaceChildren(due > 0 ? link : `The next question that you missed ${sayNext(next, Date.now())}.`);
}

/** Saving to a file, reading one, and forgetting everything. */
async function addTools(tools: HTMLElement, progress: ProgressStore, changed: () => Promise<void>): Promise<void> {
	const said = element('p');
	said.setAttribute('role', 'status');
	if (!progress.isKept) said.textContent = 'This browser keeps nothing for this page: what you answer is lost when you close it.';
	const person = await progress.person();
	const name = element('input');
	name.type = 'text';
	name.value = person.name;
	name.autocomplete = 'name';
	name.addEventListener('change', () => void progress.setPerson({ ...person, name: name.value.trim() }));
	const nameLabel = element('label', '', 'Your name, for the file and the certificate ');
	nameLabel.append(name);
	const save = button('', 'Save to a file', () => {
		void progress.stored().then((events) => {
			const of = { ...person, name: name.value.trim() };
			const part = of.name.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '-');
			saveFile(`signpost-progress-${part || person.id}.json`, 'application/json', writeProgressFile(of, events, new Date()));
			said.textContent = `${events.length} entries saved.`;
		});
	});
	const file = element('input');
	file.type = 'file';
	file.accept = '.json';
	file.addEventListener('change', () => {
		const [chosen] = file.files ?? [];
		if (chosen === undefined) return;
		void chosen.text().then(async (text) => {
			const read = readProgressFile(text, chosen.name);
			file.value = '';
			if ('problem' in read) {
				said.textContent = read.problem;
				return;
			}
			const count = await progress.addAll(read.stored);
			const skipped = read.skipped > 0 ? ` ${read.skipped} could not be read.` : '';
			said.textContent = `${count} new entries of ${read.stored.length} taken over.${skipped}`;
			await changed();
		});
	});
	const fileLabel = element('label', 'inline file', 'Take over a file ');
	fileLabel.append(file);
	const forget = button('quiet', 'Forget everything on this device', () => {
		if (!confirm('Forget all progress on this device? What is not saved to a file is lost.')) return;
		void progress.clear().then(() => location.reload());
	});
	const row = element('p');
	row.append(save, ' ', fileLabel, ' ', forget);
	const first = element('p');
	first.append(nameLabel);
	tools.append(first, row, said);
}
