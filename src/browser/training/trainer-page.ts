import type { Catalogue } from '../../knowledge/training/catalogue.ts';
import { announceUnseen } from '../announce.ts';
import { element } from '../elements.ts';
import { fetchCatalogue } from './catalogue.ts';
import { startPage } from './start-page.ts';
import { ProgressFiles, type Readings } from './trainer/people.ts';
import { sayShare } from './trainer/share.ts';
import { type Summary, summarise } from './trainer/summary.ts';
import { showTable, tablesOf } from './trainer/tables.ts';

/** More at once are rewritten by nobody. */
const mostSuggested = 8;

startPage('[data-trainer]', start);

async function start(root: HTMLElement): Promise<void> {
	const catalogue = await fetchCatalogue();
	const files = new ProgressFiles();
	const label = element('label', 'file', 'Files of progress, as many as you have ');
	const chooser = element('input');
	chooser.type = 'file';
	chooser.accept = '.json';
	chooser.multiple = true;
	label.append(chooser);
	const said = element('div', 'trainer-said');
	said.setAttribute('role', 'status');
	const shown = element('div');
	root.append(label, said, shown);
	const take = async (chosen: readonly File[]): Promise<void> => {
		for (const [at, file] of chosen.entries()) {
			said.replaceChildren(element('p', '', `Reading ${at + 1} of ${chosen.length} …`));
			files.add(file.name, await file.text().catch(() => ''));
		}
		const readings = files.get();
		said.replaceChildren(...sayReadings(readings));
		if (readings.people.length > 0) await show(shown, readings, catalogue);
	};
	chooser.addEventListener('change', () => {
		const chosen = [...(chooser.files ?? [])];
		void take(chosen).finally(() => {
			// The same file may be chosen again, once it was mended.
			chooser.value = '';
		});
	});
	document.addEventListener('dragover', (event) => {
		if (event.dataTransfer?.types.includes('Files')) event.preventDefault();
	});
	document.addEventListener('drop', (event) => {
		const dropped = [...(event.dataTransfer?.files ?? [])];
		if (dropped.length === 0) return;
		event.preventDefault();
		void take(dropped);
	});
	root.dataset.ready = '';
}

function sayReadings({ people, files, broken, strange }: Readings): HTMLElement[] {
	const said: HTMLElement[] = [
		element('p', '', `${count(files, 'file')} of ${people.length === 1 ? 'one person' : `${people.length} people`} read.`),
	];
	if (broken.length > 0) {
		const list = element('ul');
		for (const { problem } of broken) list.append(element('li', '', problem));
		const place = element('div', 'problem');
		place.append(`${count(broken.length, 'file')} could not be read, and ${broken.length === 1 ? 'is' : 'are'} not counted:`, list);
		said.push(place);
	}
	if (strange > 0)
		said.push(element('p', '', `${count(strange, 'entry', 'entries')} cannot be used: they are of another edition, or damaged.`));
	return said;
}

async function show(place: HTMLElement, { people }: Readings, catalogue: Catalogue): Promise<void> {
	const summary = summarise(people, catalogue);
	place.replaceChildren(suggest(summary), ...tablesOf(summary).map(showTable));
	announceUnseen(`${count(people.length, 'person', 'people')} counted.`);
	// Fetched by trainers alone; the tables say the same.
	const plots = await import('./trainer/plots.ts').catch(() => null);
	if (plots === null) return;
	const figures = plots.drawPlots(summary, Math.min(900, place.clientWidth || 700)).map((drawing) => {
		const figure = element('figure', 'trainer-plot');
		drawing.setAttribute('role', 'img');
		figure.append(drawing, element('figcaption', '', drawing.getAttribute('aria-label') ?? ''));
		return figure;
	});
	for (const [at, name] of ['sections', 'modules'].entries()) {
		const figure = figures[at];
		if (figure !== undefined) place.querySelector(`#trainer-${name}`)?.after(figure);
	}
}

/** The sections that are worth rewriting, or that none stands out. */
function suggest({ sections, missed, elsewhere }: Summary): HTMLElement {
	const place = element('section', 'trainer-suggested');
	const candidates = sections.filter(({ isCandidate }) => isCandidate);
	place.append(element('h2', '', 'Worth rewriting'));
	place.append(
		element(
			'p',
			'',
			candidates.length === 0
				? `No section stands out: of all first answers ${sayShare(missed)} were wrong, and no section certainly more.`
				: `Of all first answers ${sayShare(missed)} were wrong. These sections are missed more often, and not by chance alone (95 %):`,
		),
	);
	if (candidates.length > 0) {
		const list = element('ol');
		for (const { about, title, heading, missed: own } of candidates.slice(0, mostSuggested))
			list.append(element('li', '', `${about.split('#')[0]} ${title}, “${heading}”: ${sayShare(own)} missed`));
		place.append(list);
		if (candidates.length > mostSuggested)
			place.append(element('p', 'hint', `${candidates.length - mostSuggested} more are in the table.`));
	}
	if (elsewhere > 0)
		place.append(element('p', 'hint', `${count(elsewhere, 'answer')} to questions that this edition does not ask any more are left out.`));
	return place;
}

function count(of: number, one: string, many = `${one}s`): string {
	return of === 1 ? `One ${one}` : `${of} ${many}`;
}
