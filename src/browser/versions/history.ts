import { textAsOf, type Version } from '../../knowledge/versions.ts';
import { versionAddress } from '../../layouts/addresses.ts';
import { sayWhen } from '../../layouts/say-versions.ts';
import { element } from '../elements.ts';
import { keepScrollable } from '../scrollable.ts';
import { type HistoryState, readHistoryState, writeHistoryState } from './history-state.ts';
import { showDiff } from './show-diff.ts';
import { fetchVersion } from './version-page.ts';

const form = document.querySelector<HTMLFormElement>('[data-history]');
const result = document.querySelector<HTMLElement>('[data-history-result]');

/** A row of the list. */
interface Row extends Pick<Version, 'state' | 'at' | 'address'> {
	name: string;
}

if (form !== null && result !== null) startHistory(form, result);

function startHistory(form: HTMLFormElement, result: HTMLElement): void {
	const { article = '' } = form.dataset;
	const rows = [...form.querySelectorAll<HTMLElement>('tr[data-state]')].map(readRow);
	const said = element('p', 'history-said');
	said.setAttribute('role', 'status');
	const place = element('div');
	result.append(said, place);

	let latest = 0;
	const show = async (state: HistoryState, ignored: readonly string[] = []): Promise<void> => {
		const turn = ++latest;
		said.textContent = ignored.join(' ');
		place.replaceChildren();
		if (state === null) return;
		const shown = await ('on' in state ? showDay(article, rows, state.on) : compare(article, rows, state)).catch((error: Error) => ({
			sentence: error.message,
			parts: [],
		}));
		if (turn !== latest) return;
		said.textContent = shown.sentence;
		place.replaceChildren(...shown.parts);
		keepScrollable(place);
	};
	const readAddress = (): void => {
		const known = rows.flatMap(({ address }) => address ?? []);
		const { state, ignored } = readHistoryState(location.search, known);
		if (state !== null) fill(form, state);
		void show(state, ignored);
	};
	const ask = (state: HistoryState): void => {
		const query = writeHistoryState(state);
		if (query !== location.search) history.pushState(null, '', `${location.pathname}${query}`);
		void show(state).then(() => result.scrollIntoView({ block: 'start' }));
		result.focus({ preventScroll: true });
	};
	const day = form.querySelector<HTMLInputElement>('[name="on"]');
	const askDay = (): void => {
		if (day !== null && day.value !== '') ask({ on: day.value });
		else day?.focus();
	};
	form.addEventListener('submit', (event) => {
		event.preventDefault();
		// Enter in the field of the day asks for the day.
		if (document.activeElement === day) return askDay();
		const data = new FormData(form);
		ask({ from: String(data.get('from')), to: String(data.get('to')) });
	});
	form.querySelector('[data-show-day]')?.addEventListener('click', askDay);
	addEventListener('popstate', readAddress);
	readAddress();
}

interface Shown {
	/** Said to everyone; a screen reader hears it at once. */
	sentence: string;
	parts: HTMLElement[];
}

async function compare(article: string, rows: readonly Row[], state: { from: string; to: string }): Promise<Shown> {
	const [from, to] = [findRow(rows, state.from), findRow(rows, state.to)];
	if (from === undefined || to === undefined) return { sentence: 'One of these versions is not kept here.', parts: [] };
	if (from === to) return { sentence: 'Both are the same version: choose two.', parts: [] };
	const [before, after] = await Promise.all(
		[from, to].map(({ address, name }) => fetchVersion(versionAddress(article, address ?? ''), name)),
	);
	if (before === undefined || after === undefined) return { sentence: 'One of these versions is not kept here.', parts: [] };
	const { shown, count } = showDiff(before, after);
	const names = `${from.name}, ${sayWhen(from)}, and ${to.name}, ${sayWhen(to)}`;
	if (count === 0) return { sentence: `No difference between ${names}, in text or fields.`, parts: [] };
	const source = before.isSource === after.isSource ? '' : ' One of them is shown as its source, so that little is alike.';
	const sentence = `${count} ${count === 1 ? 'difference' : 'differences'} between ${names}.${source}`;
	const key = element('p', 'diff-key');
	key.append(element('del', '', `removed since ${from.name}`), ' ', element('ins', '', `added in ${to.name}`));
	const heading = element('h2', '', `From ${from.name} to ${to.name}`);
	return { sentence, parts: [heading, key, ...shown] };
}

async function showDay(article: string, rows: readonly Row[], day: string): Promise<Shown> {
	const found = textAsOf(rows, day);
	const then = `At the end of ${day} (UTC)`;
	if (found.standing === null) {
		const sentences = {
			before: `${then} ${article} was not in git yet.`,
			cut: `What ${article} said on ${day} is not known: the clone that this site was built from begins later.`,
			unknown: `What ${article} said on ${day} is not known: no commit has included it.`,
		};
		return { sentence: sentences[found.why], parts: [] };
	}
	const { state, address, name } = found.standing;
	if (state === 'deleted')
		return { sentence: `${then} ${article} was deleted: ${sayWhen(found.standing).replace(/^of/, 'since')}.`, parts: [] };
	const sentence = `${then} ${article} said ${name}, ${sayWhen(found.standing)}.`;
	if (address === null) return { sentence: `${sentence} Its text is not kept here.`, parts: [] };
	const page = await fetchVersion(versionAddress(article, address), name);
	const link = element('a', '', 'Its permanent address');
	link.href = versionAddress(article, address);
	const line = element('p');
	line.append(link);
	const body = element('div', 'history-body sl-markdown-content');
	body.append(...page.body.childNodes);
	return { sentence, parts: [element('h2', '', `As of ${day}`), line, body] };
}

function findRow(rows: readonly Row[], address: string): Row | undefined {
	return rows.find((row) => row.address === address);
}

function readRow({ dataset }: HTMLElement): Row {
	const states = ['committed', 'deleted', 'cut', 'pending', 'told'] as const;
	return {
		state: states.find((state) => state === dataset.state) ?? 'told',
		at: dataset.at ?? null,
		address: dataset.version ?? null,
		name: dataset.name ?? '',
	};
}

function fill(form: HTMLFormElement, state: NonNullable<HistoryState>): void {
	for (const [name, value] of Object.entries(state)) {
		for (const field of form.querySelectorAll<HTMLInputElement>(`[name="${name}"]`)) {
			if (field.type === 'radio') field.checked = field.value === value;
			else field.value = value;
		}
	}
}
