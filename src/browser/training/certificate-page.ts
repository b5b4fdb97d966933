import { button, element } from '../elements.ts';
import { fetchCatalogue } from './catalogue.ts';
import { moduleState, pathState } from './progress/derive.ts';
import { openProgress } from './progress/store.ts';
import { startPage } from './start-page.ts';

startPage('.certificate[data-certificate]', start);

/** A sheet to print: who, what, when, and by which versions of the articles. */
async function start(place: HTMLElement): Promise<void> {
	const [catalogue, progress] = await Promise.all([fetchCatalogue(), openProgress()]);
	const path = catalogue.paths.find(({ id }) => id === place.dataset.certificate);
	const said = place.querySelector<HTMLElement>('[data-certificate-state]');
	if (path === undefined || said === null) return;
	const events = await progress.all();
	const { passed, of, finished } = pathState(events, path, catalogue.paths);
	if (finished === null) {
		said.append(`: ${passed} of ${of} modules passed. The certificate stands here once all are.`);
		return;
	}
	const person = await progress.person();
	const sheet = element('section', 'certificate-sheet');
	sheet.setAttribute('aria-label', 'Certificate');
	const name = element('p', 'certificate-name', person.name);
	const list = element('ul');
	for (const module of path.modules) {
		const state = moduleState(events, module);
		if (state.is !== 'passed' && state.is !== 'changed') continue;
		const pass = events.findLast((event) => event.kind === 'pass' && event.module === module.id);
		const versions = pass?.kind === 'pass' ? pass.taught.map(({ article, version }) => `${article} ${version}`).join(', ') : '';
		const changed = state.is === 'changed' ? ' Changed since.' : '';
		list.append(element('li', '', `${module.title} (${state.version}): ${state.score} %, ${dayOf(state.at)}. ${versions}.${changed}`));
	}
	sheet.append(name, element('p', '', `has finished the training path “${path.title}” (${path.version}) on ${dayOf(finished)}.`), list);
	sheet.append(element('p', 'hint', 'Made on the trainee’s own device from what was answered there; nobody has certified it.'));
	const label = element('label', '', 'Name on the certificate ');
	const field = element('input');
	field.type = 'text';
	field.value = person.name;
	field.autocomplete = 'name';
	field.addEventListener('input', () => {
		name.textContent = field.value;
		void progress.setPerson({ ...person, name: field.value.trim() });
	});
	label.append(field);
	const tools = element('p', 'certificate-tools');
	tools.append(
		label,
		' ',
		button('primary', 'Print', () => print()),
	);
	place.append(tools, sheet);
}

function dayOf(at: number): string {
	return new Date(at).toISOString().slice(0, 10);
}
