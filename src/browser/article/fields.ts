import * as z from 'zod/mini';
import { fieldName, type Values, writePlace } from '../../knowledge/filling/fill-in.ts';
import type { Place } from '../../knowledge/filling/places.ts';
import { shownFields } from '../../layouts/labels.ts';
import { element } from '../elements.ts';
import { inTab } from '../kept.ts';

/** What was filled in, by article: pairs of a field's name and its value. */
const store = 'filled-in';
const keptSchema = z.record(z.string(), z.array(z.tuple([z.string(), z.string()])));

export interface Fields {
	element: HTMLElement;
	values(): Values;
	/** Calls at once, and then whenever a value changes. */
	watch(listener: (values: Values) => void): void;
	/** Takes the reader to the first of these fields that is empty or refused. */
	focus(names: readonly string[]): void;
	clear(): void;
}

/**
 * The block of fields for these places: the one that the page has, or a new one at the beginning of the root. Values live
 * in the tab.
 */
export function openFields(root: HTMLElement, article: string, places: readonly Place[]): Fields {
	const block = root.querySelector<HTMLElement>('[data-fields]') ?? makeBlock(root);
	for (const name of new Set(places.map((place) => fieldName(place.name)))) {
		if (findInput(block, name) === undefined) addField(block, name);
	}
	const inputs = inputsOf(block);
	for (const [name, value] of inTab.read(store, keptSchema)?.[article] ?? []) {
		const input = findInput(block, name);
		if (input !== undefined) input.value = value;
	}
	const values = (): Values => new Map(inputs.map((input) => [input.name, input.value]));
	const listeners: ((values: Values) => void)[] = [];
	const tell = (): void => {
		const now = values();
		for (const input of inputs) showRefusal(input, now, places);
		for (const listener of listeners) listener(now);
	};
	block.addEventListener('input', () => {
		const filled = [...values()].filter(([, value]) => value !== '');
		inTab.write(store, { ...inTab.read(store, keptSchema), [article]: filled });
		tell();
	});
	tell();
	return {
		element: block,
		values,
		watch: (listener) => {
			listeners.push(listener);
			listener(values());
		},
		focus: (names) => {
			const wanted = new Set(names.map(fieldName));
			const input = inputs.find(({ name }) => wanted.has(name));
			const folded = input?.closest('details');
			if (folded) folded.open = true;
			input?.focus();
		},
		clear: () => {
			for (const input of inputs) input.value = '';
			const { [article]: _, ...others } = inTab.read(store, keptSchema) ?? {};
			inTab.write(store, others);
			tell();
		},
	};
}

function inputsOf(block: HTMLElement): HTMLInputElement[] {
	return [...block.querySelectorAll('input')].filter(({ name }) => name !== '');
}

function findInput(block: HTMLElement, name: string): HTMLInputElement | undefined {
	return inputsOf(block).find((input) => input.name === name);
}

/** The sentence that says why a value cannot be filled in stands under its field. */
function showRefusal(input: HTMLInputElement, values: Values, places: readonly Place[]): void {
	const refusals = places
		.filter((place) => fieldName(place.name) === input.name)
		.map((place) => writePlace(place, values))
		.flatMap((written) => (written !== null && 'refusal' in written ? [written.refusal] : []));
	const sentence = refusals[0] ?? '';
	const label = input.parentElement;
	const shown = label?.querySelector('.refusal');
	if (sentence === '') {
		input.removeAttribute('aria-invalid');
		shown?.remove();
		return;
	}
	input.setAttribute('aria-invalid', 'true');
	if (shown) shown.textContent = sentence;
	else {
		const made = element('span', 'refusal', sentence);
		made.setAttribute('role', 'status');
		label?.append(made);
	}
}

function makeBlock(root: HTMLElement): HTMLElement {
	const block = element('section', 'fields not-content');
	block.dataset.fields = '';
	block.setAttribute('aria-label', 'Fill in for this ticket');
	const head = element('p', 'fields-head');
	const startOver = element('button', 'quiet', 'Start over');
	startOver.type = 'button';
	startOver.dataset.startOver = '';
	head.append(element('strong', '', 'Fill in for this ticket'), element('span', 'fields-note', 'Kept in this tab only.'), startOver);
	block.append(head, element('div', 'fields-grid'));
	root.prepend(block);
	return block;
}

function addField(block: HTMLElement, name: string): void {
	const label = element('label');
	const input = element('input');
	Object.assign(input, { name, autocomplete: 'off', spellcheck: false });
	label.append(element('span', '', name.replaceAll('_', ' ')), input);
	const grids = [...block.querySelectorAll('.fields-grid')];
	const grid = grids[0];
	if (grid === undefined || grid.childElementCount < shownFields) grid?.append(label);
	else (grids[1] ?? makeFold(block)).append(label);
}

function makeFold(block: HTMLElement): HTMLElement {
	const fold = element('details');
	const grid = element('div', 'fields-grid');
	fold.append(element('summary', '', 'More fields'), grid);
	block.append(fold);
	return grid;
}

/** What the button does that empties the fields, beside that. */
export function onStartOver(fields: Fields, startOver: () => void): void {
	fields.element.querySelector('[data-start-over]')?.addEventListener('click', () => {
		fields.clear();
		startOver();
	});
}
