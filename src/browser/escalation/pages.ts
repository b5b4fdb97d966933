import * as z from 'zod/mini';
import { copyText } from '../copy.ts';
import { inTab } from '../kept.ts';
import { everyMinute } from './clock.ts';
import { writeHandover } from './handover.ts';
import { type Reader, sayDue, sayOnCall, sayZones } from './say-time.ts';
import { teamSchema } from './teams.ts';
import { browserZone, keepZone, listZones, readerZone } from './zone.ts';

const coverageSchema = teamSchema.shape.coverage;

const lines = [...document.querySelectorAll<HTMLElement>('[data-on-call]')].map((element) => ({
	element,
	coverage: coverageSchema.parse(JSON.parse(element.dataset.onCall ?? '[]')),
}));

/** Writes who is on and by when an answer is due. The arithmetic of time zones is fetched for it, as no other page needs it. */
async function writeNow(): Promise<void> {
	const { coverageAt } = await import('../../knowledge/coverage.ts');
	const reader: Reader = { timezone: readerZone(), now: Date.now() };
	for (const { element, coverage } of lines) {
		const { state, sentence } = sayOnCall(coverageAt(coverage, reader.now), reader);
		element.dataset.state = state;
		setText(element, sentence);
	}
	// The page's own team comes first. What is promised holds while somebody is on.
	const isOff = lines[0]?.element.dataset.state === 'off';
	for (const due of document.querySelectorAll<HTMLElement>('[data-due]')) {
		const { due: minutes, dueForm = '', dueOff = '' } = due.dataset;
		setText(due, isOff ? dueOff : dueForm.replace('{time}', sayDue(Number(minutes), reader)));
	}
	for (const zones of document.querySelectorAll<HTMLElement>('[data-zones]')) {
		setText(zones, sayZones(coverageSchema.parse(JSON.parse(zones.dataset.zones ?? '[]')), reader));
	}
}

function setText(element: HTMLElement, text: string): void {
	if (element.textContent !== text) element.textContent = text;
}

function fillZones(select: HTMLSelectElement): void {
	const own = browserZone();
	const chosen = readerZone();
	select.replaceChildren(...listZones(own, chosen).map((zone) => new Option(zone === own ? `${zone} (this browser's)` : zone, zone)));
	select.value = chosen;
	select.addEventListener('change', () => {
		keepZone(select.value);
		void writeNow();
	});
}

for (const select of document.querySelectorAll<HTMLSelectElement>('[data-zone]')) fillZones(select);
everyMinute(() => void writeNow());

for (const button of document.querySelectorAll<HTMLButtonElement>('[data-copy]')) {
	button.addEventListener('click', () => void copyText(button.dataset.copy ?? ''));
}

const addressedSchema = z.object({ id: z.string(), team: z.string(), tier: z.number(), contact: z.string() });
const filledSchema = z.object({ ticket: z.string(), article: z.string(), facts: z.array(z.string()) });

function startHandover(form: HTMLFormElement): void {
	const addressed = addressedSchema.parse(JSON.parse(form.dataset.handover ?? '{}'));
	const name = `handover.${addressed.id}`;
	const inputs = [...form.querySelectorAll<HTMLInputElement>('input')];
	const facts = [...form.querySelectorAll<HTMLTextAreaElement>('[data-fact]')];
	const textOf = (field: string): string => inputs.find((input) => input.name === field)?.value ?? '';
	const kept = inTab.read(name, filledSchema);
	if (kept !== null) {
		for (const input of inputs) input.value = input.name === 'ticket' ? kept.ticket : kept.article;
		for (const [at, fact] of facts.entries()) fact.value = kept.facts[at] ?? '';
	}
	form.addEventListener('input', () => {
		inTab.write(name, { ticket: textOf('ticket'), article: textOf('article'), facts: facts.map(({ value }) => value) });
	});
	form.addEventListener('reset', () => inTab.remove(name));
	form.addEventListener('submit', (event) => {
		event.preventDefault();
		const filled = facts.map(({ dataset, value }) => ({ fact: dataset.fact ?? '', value }));
		void copyText(writeHandover({ ...addressed, ticket: textOf('ticket'), article: textOf('article'), facts: filled }));
	});
}

for (const form of document.querySelectorAll<HTMLFormElement>('[data-handover]')) startHandover(form);
