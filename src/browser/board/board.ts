import { element } from '../elements.ts';
import { ageInWords, localDay } from './age.ts';
import { type BoardState, passes, type RowFacts, readBoardState, writeBoardState } from './board-state.ts';
import { refreshLinks } from './linked.ts';

const form = document.querySelector<HTMLFormElement>('[data-board-filters]');
const board = document.querySelector<HTMLElement>('[data-board]');
const open = board?.querySelector<HTMLElement>('[data-board-open]');

if (form !== null && board !== null && open) startBoard(form, board, open);

/** A row as the board was built, kept to be shown in any grouping. */
interface Row extends RowFacts {
	element: HTMLTableRowElement;
	isFixed: boolean;
}

function startBoard(form: HTMLFormElement, board: HTMLElement, open: HTMLElement): void {
	for (const age of board.querySelectorAll<HTMLElement>('[data-since]')) {
		age.textContent = ageInWords(age.dataset.since ?? '', localDay(new Date()));
	}
	const rows = [...board.querySelectorAll<HTMLTableRowElement>('[data-issue]')].map(readRow);
	const choices = { system: optionsOf(form, 'system'), severity: optionsOf(form, 'severity'), fix: optionsOf(form, 'fix') };
	const head = board.querySelector('thead');
	const show = (state: BoardState): void => {
		const shown = rows.filter((row) => passes(row, state));
		open.replaceChildren(...groupsOf(form, state).flatMap((group) => drawGroup(group, shown, head)));
		const fixed = board.querySelector<HTMLElement>('[data-board-fixed]');
		if (fixed !== null) drawFixed(fixed, rows, shown);
		say(shown.filter(({ isFixed }) => !isFixed).length, shown.filter(({ isFixed }) => isFixed).length, shown.length === rows.length);
	};
	const readAddress = (): void => {
		const { state, ignored } = readBoardState(location.search, choices);
		fill(form, state);
		tellIgnored(ignored);
		if (location.search !== '' || shownState !== '') show(state);
		shownState = writeBoardState(state);
	};
	let shownState = '';
	let isTyping = false;
	const move = (replace: boolean): void => {
		const state = readForm(form, choices);
		const query = writeBoardState(state);
		if (query === shownState && location.search === query) return;
		shownState = query;
		const address = `${location.pathname}${query}${location.hash}`;
		if (replace) history.replaceState(null, '', address);
		else history.pushState(null, '', address);
		tellIgnored([]);
		show(state);
	};
	form.addEventListener('input', (event) => {
		// One entry in the history for a text, however many letters it has.
		const isText = event.target instanceof HTMLInputElement;
		move(isText && isTyping);
		isTyping = isText;
	});
	form.addEventListener('submit', (event) => event.preventDefault());
	form.addEventListener('reset', () => {
		isTyping = false;
		// The fields are emptied after this event.
		setTimeout(() => move(false));
	});
	addEventListener('popstate', () => {
		isTyping = false;
		readAddress();
	});
	readAddress();
	void refreshLinks(() => [board, ...rows.map(({ element }) => element)]);
}

function readRow(element: HTMLTableRowElement): Row {
	const { systems = '', severity = '', fix = '', words = '' } = element.dataset;
	return { element, systems: systems.split(' '), severity, fix, words, isFixed: fix === 'fixed' };
}

function field(form: HTMLFormElement, name: string): HTMLSelectElement | HTMLInputElement | null {
	const found = form.elements.namedItem(name);
	return found instanceof HTMLSelectElement || found instanceof HTMLInputElement ? found : null;
}

function optionsOf(form: HTMLFormElement, name: string): string[] {
	const select = field(form, name);
	return select instanceof HTMLSelectElement ? [...select.options].map(({ value }) => value).filter((value) => value !== '') : [];
}

function fill(form: HTMLFormElement, { text, ...state }: BoardState): void {
	for (const [name, value] of Object.entries({ ...state, q: text })) {
		const found = field(form, name);
		if (found !== null) found.value = value ?? '';
	}
}

function readForm(form: HTMLFormElement, choices: Parameters<typeof readBoardState>[1]): BoardState {
	const query = new URLSearchParams();
	for (const name of ['group', 'system', 'severity', 'fix', 'q']) query.set(name, field(form, name)?.value ?? '');
	return readBoardState(query.toString(), choices).state;
}

interface Group {
	id: string;
	name: string;
	holds(row: Row): boolean;
}

/** The groups of the board, named by the very options of the filters. */
function groupsOf(form: HTMLFormElement, { group }: BoardState): Group[] {
	const select = field(form, group);
	const options = select instanceof HTMLSelectElement ? [...select.options].filter(({ value }) => value !== '') : [];
	const named = options.map(
		({ value, text }): Group => ({
			id: `${group}-${value}`,
			name: text,
			holds: (row) => (group === 'severity' ? row.severity === value : row.systems.includes(value)),
		}),
	);
	return group === 'severity'
		? named
		: [...named, { id: 'no-system', name: 'No system named', holds: (row) => row.systems.join('') === '' }];
}

/** An issue of two systems stands in both groups. */
function drawGroup({ id, name, holds }: Group, shown: readonly Row[], head: HTMLElement | null): HTMLElement[] {
	const members = shown.filter((row) => !row.isFixed && holds(row));
	if (members.length === 0) return [];
	const section = element('section', 'board-group');
	const heading = element('h2');
	heading.id = id;
	heading.append(`${name} `, numberOf(members.length));
	const table = element('table');
	table.setAttribute('role', 'table');
	table.setAttribute('aria-labelledby', id);
	const body = element('tbody');
	body.setAttribute('role', 'rowgroup');
	body.append(...members.map((row) => row.element.cloneNode(true)));
	if (head !== null) table.append(head.cloneNode(true));
	table.append(body);
	section.append(heading, table);
	return [section];
}

function numberOf(count: number): HTMLElement {
	return element('span', 'number', String(count));
}

function drawFixed(section: HTMLElement, rows: readonly Row[], shown: readonly Row[]): void {
	const fixed = rows.filter(({ isFixed }) => isFixed);
	for (const row of fixed) row.element.hidden = !shown.includes(row);
	const left = fixed.filter(({ element }) => !element.hidden).length;
	section.hidden = left === 0;
	section.querySelector('h2 .number')?.replaceWith(numberOf(left));
}

function say(open: number, fixed: number, isAll: boolean): void {
	const count = document.querySelector('[data-board-count]');
	const none = document.querySelector<HTMLElement>('[data-board-none]');
	if (none !== null) none.hidden = open + fixed > 0;
	const sentence = `${open} open, ${fixed} fixed${isAll ? '' : ' match'}.`;
	if (count !== null && count.textContent !== sentence) count.textContent = sentence;
}

function tellIgnored(sentences: readonly string[]): void {
	const place = document.querySelector<HTMLElement>('[data-board-ignored]');
	if (place === null) return;
	place.textContent = sentences.join(' ');
	place.hidden = sentences.length === 0;
}
