import { render } from 'preact';
import { useEffect, useLayoutEffect, useState } from 'preact/hooks';
import * as z from 'zod/mini';
import { announce } from '../announce.ts';
import { inTab } from '../kept.ts';
import { findServer } from '../server.ts';
import { AnswerView } from './AnswerView.tsx';
import { prepareRanking } from './ask.ts';
import { takeFiles } from './dropped-files.ts';
import { ModelKeeper } from './ModelKeeper.tsx';
import { sendWaiting } from './outcomes.ts';
import { RecentTickets } from './RecentTickets.tsx';
import { recentTickets } from './recent.ts';
import { useAnswer } from './use-answer.ts';

/** The form where a ticket is pasted, as the page has it. */
interface Form {
	form: HTMLFormElement;
	field: HTMLTextAreaElement;
	system: HTMLSelectElement | null;
	hint: HTMLElement | null;
}

/** The ticket that was asked about, in this tab. */
const askedName = 'asked';

const form = document.querySelector<HTMLFormElement>('form[data-match]');
const field = form?.querySelector('textarea');
const answer = document.querySelector<HTMLElement>('[data-answer]');
const recent = document.querySelector<HTMLElement>('[data-recent]');

if (form !== null && field && answer !== null && recent !== null) {
	const parts: Form = {
		form,
		field,
		system: form.querySelector('select'),
		hint: form.querySelector('[data-match-state]'),
	};
	readAddress(parts);
	render(<Match form={parts} answer={answer} />, recent);
	form.dataset.ready = '';
	// Whoever begins to type will ask: what answers is looked for meanwhile.
	field.addEventListener('focus', () => void prepare(parts), { once: true });
	if (document.activeElement === field) void prepare(parts);
	void sendWaiting().then((count) => {
		if (count > 0) announce(`${count === 1 ? 'One outcome that waited is' : `${count} outcomes that waited are`} now at the server.`);
	});
}

/** Everything of the view is in the address bar but the ticket. */
function readAddress({ system }: Form): void {
	const wanted = new URLSearchParams(location.search).get('system');
	if (system !== null && wanted !== null && [...system.options].some(({ value }) => value === wanted)) system.value = wanted;
}

/** Whether the reader comes back to what was on this page: the answer stands there again. */
function isReturn(): boolean {
	const [navigation] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
	return navigation?.type === 'reload' || navigation?.type === 'back_forward';
}

function writeAddress(changes: Record<string, string>): void {
	const address = new URL(location.href);
	for (const [name, value] of Object.entries(changes)) {
		if (value === '') address.searchParams.delete(name);
		else address.searchParams.set(name, value);
	}
	history.replaceState(null, '', address);
}

async function prepare({ hint }: Form): Promise<void> {
	const server = await findServer();
	await prepareRanking();
	if (hint === null) return;
	hint.textContent =
		server !== null
			? "Answered by this desk's own server; the text is not kept."
			: 'Answered in this page; the text does not leave this device.';
}

function Match({ form: { form, field, system, hint }, answer }: { form: Form; answer: HTMLElement }) {
	const { asked, ask, hold, showBetter } = useAnswer();
	const [tickets, setTickets] = useState(recentTickets);

	const askWith = (text: string): void => {
		inTab.write(askedName, text);
		ask(text, system === null || system.value === '' ? {} : { system: system.value });
	};
	useEffect(() => {
		const text = isReturn() ? inTab.read(askedName, z.string()) : null;
		if (text === null) return;
		field.value = text;
		askWith(text);
	}, []);

	// At once, not after the next paint: a key that is pressed before would be lost.
	useLayoutEffect(() => {
		const submit = (event: Event): void => {
			event.preventDefault();
			writeAddress({ system: system?.value ?? '', article: '' });
			askWith(field.value);
		};
		const press = (event: KeyboardEvent): void => {
			if (event.key === 'Enter' && !event.repeat && (event.ctrlKey || event.metaKey)) form.requestSubmit();
		};
		form.addEventListener('submit', submit);
		field.addEventListener('keydown', press);
		const change = (): void => {
			if (field.value.trim() !== '') form.requestSubmit();
			else writeAddress({ system: system?.value ?? '' });
		};
		system?.addEventListener('change', change);
		const stopDropping = takeFiles({ form, field, hint });
		return () => {
			form.removeEventListener('submit', submit);
			field.removeEventListener('keydown', press);
			system?.removeEventListener('change', change);
			stopDropping();
		};
	}, []);

	const answered = asked?.answered ?? null;
	useEffect(() => {
		if (asked !== null) answer.setAttribute('aria-busy', String(answered === null && asked.problem === null));
		if (answered !== null) answer.dataset.by = answered.by;
		if (asked !== null)
			render(
				<AnswerView
					asked={asked}
					ask={ask}
					hold={hold}
					showBetter={showBetter}
					opened={new URLSearchParams(location.search).get('article')}
					onOpen={(article) => writeAddress({ article })}
				/>,
				answer,
			);
		setTickets(recentTickets());
	}, [asked]);
	useEffect(() => {
		if (answered === null || asked === null) return;
		// From here the keys 1 to 3 open a candidate, and a screen reader begins to read.
		if (document.activeElement === field) answer.focus();
	}, [answered]);

	const again = (text: string): void => {
		field.value = text;
		form.requestSubmit();
	};
	return (
		<>
			<RecentTickets tickets={tickets} onAsk={again} onForget={() => setTickets([])} />
			<ModelKeeper />
		</>
	);
}
