import * as z from 'zod/mini';
import { type ChangeKind, changeKinds } from '../../knowledge/changes.ts';
import { readerZone } from '../escalation/zone.ts';
import { onDevice } from '../kept.ts';
import { type ChangesState, readChangesState, type Span, spans, writeChangesState } from './changes-state.ts';
import { changesSince, type DatedChange, isDay, type ReadMark, readMarkName, readMarkSchema, unreadChanges } from './read-mark.ts';

const form = document.querySelector<HTMLFormElement>('[data-changes-filters]');
const list = document.querySelector<HTMLElement>('[data-changes]');

interface Item extends DatedChange {
	element: HTMLElement;
}

const shiftName = 'shift.from';
const day = 86_400_000;
const lengths: Partial<Record<Span, number>> = { day, week: 7 * day, month: 30 * day };

if (form !== null && list !== null) startChanges(form, list);

function startChanges(form: HTMLFormElement, list: HTMLElement): void {
	const items = [...list.querySelectorAll<HTMLElement>('[data-key]')].map(readItem);
	writeTimes(items);
	/** The mark that was there before the last press, until the page is left. */
	let before: { mark: ReadMark | null } | null = null;
	const readButton = form.querySelector<HTMLButtonElement>('[data-read]');

	let latest = 0;
	const show = async (state: ChangesState): Promise<void> => {
		const turn = ++latest;
		const mark = onDevice.read(readMarkName, readMarkSchema);
		const within = new Set(await pick(items, state, mark));
		if (turn !== latest) return;
		const shown = items.filter((item) => within.has(item) && state.kinds.some((kind) => kind === item.kind));
		for (const item of items) item.element.hidden = !shown.includes(item);
		const since = state.span === 'visit' && mark === null ? ' in the last 7 days: your first visit on this device' : '';
		const none = state.kinds.length === 0 ? 'Choose at least one kind.' : `Nothing has changed${since}.`;
		write('[data-changes-count]', shown.length === 0 ? none : `${shown.length} ${shown.length === 1 ? 'change' : 'changes'}${since}.`);
		if (readButton === null) return;
		readButton.textContent = before === null ? 'I have read these' : 'Bring them back';
		// What is not shown must not be marked as read.
		const unread = await pick(items, { ...state, span: 'visit' }, mark);
		readButton.disabled = before === null && (shown.length === 0 || !unread.every((item) => shown.includes(item)));
	};
	const readAddress = (): void => {
		const { state, ignored } = readChangesState(location.search);
		fill(form, { ...state, from: state.from ?? onDevice.read(shiftName, z.string()) });
		write('[data-changes-ignored]', ignored.join(' '));
		const place = document.querySelector<HTMLElement>('[data-changes-ignored]');
		if (place !== null) place.hidden = ignored.length === 0;
		void show(readForm(form));
	};
	form.addEventListener('input', (event) => {
		const state = readForm(form);
		if (event.target instanceof HTMLInputElement && event.target.type === 'time' && state.from !== null)
			onDevice.write(shiftName, state.from);
		const query = writeChangesState(state);
		if (query !== location.search) history.pushState(null, '', `${location.pathname}${query}`);
		void show(state);
	});
	form.addEventListener('submit', (event) => event.preventDefault());
	readButton?.addEventListener('click', () => {
		if (before === null) {
			before = { mark: onDevice.read(readMarkName, readMarkSchema) };
			onDevice.write(readMarkName, { at: Date.now(), keys: items.map(({ key }) => key) });
		} else {
			if (before.mark === null) onDevice.remove(readMarkName);
			else onDevice.write(readMarkName, before.mark);
			before = null;
		}
		void show(readForm(form));
	});
	addEventListener('popstate', readAddress);
	readAddress();
}

async function pick(items: readonly Item[], { span, from }: ChangesState, mark: ReadMark | null): Promise<readonly Item[]> {
	const now = Date.now();
	if (span === 'all') return items;
	if (span === 'visit' && mark !== null) return unreadChanges(items, mark);
	if (span === 'shift') {
		const { lastTimeAt } = await import('../../knowledge/coverage.ts');
		return changesSince(items, lastTimeAt(from ?? '00:00', readerZone(), now));
	}
	return changesSince(items, now - (lengths[span] ?? 7 * day));
}

function readItem(element: HTMLElement): Item {
	const { key = '', kind = '', at = '' } = element.dataset;
	return { element, key, kind, at };
}

/** Instants in the reader's time; days stay as they are. */
function writeTimes(items: readonly Item[]): void {
	const timezone = readerZone();
	// Sweden writes days as 2026-11-23, which everybody reads alike.
	const format = new Intl.DateTimeFormat('sv-SE', { timeZone: timezone, dateStyle: 'short', timeStyle: 'short' });
	for (const { element, at } of items) {
		const time = element.querySelector('time');
		if (time === null || isDay(at)) continue;
		time.textContent = format.format(Date.parse(at));
		time.title = `${at} (shown in ${timezone})`;
	}
}

function fill(form: HTMLFormElement, { span, from, kinds }: ChangesState): void {
	const since = form.elements.namedItem('since');
	if (since instanceof HTMLSelectElement) since.value = span;
	const time = form.elements.namedItem('from');
	if (time instanceof HTMLInputElement && from !== null) time.value = from;
	for (const box of boxes(form)) box.checked = kinds.some((kind) => kind === box.value);
}

function readForm(form: HTMLFormElement): ChangesState {
	const since = form.elements.namedItem('since');
	const time = form.elements.namedItem('from');
	const checked = new Set(
		boxes(form)
			.filter((box) => box.checked)
			.map((box) => box.value),
	);
	const kinds: ChangeKind[] = changeKinds.filter((kind) => checked.has(kind));
	return {
		span: (since instanceof HTMLSelectElement && spans.find((span) => span === since.value)) || 'visit',
		from: time instanceof HTMLInputElement && time.value !== '' ? time.value : null,
		kinds,
	};
}

function boxes(form: HTMLFormElement): HTMLInputElement[] {
	return [...form.querySelectorAll<HTMLInputElement>('input[type="checkbox"]')];
}

function write(selector: string, sentence: string): void {
	const place = document.querySelector(selector);
	if (place !== null && place.textContent !== sentence) place.textContent = sentence;
}
