import { button, element } from '../../elements.ts';
import { blankControl } from './blanks.ts';
import { choiceControl } from './choices.ts';
import type { Control, Verdict } from './control.ts';
import { orderControl } from './order.ts';
import { pairControl } from './pairs.ts';

/** A question in the page, alive. */
export interface LiveQuestion {
	id: string;
	/** Article and section, `KI-0001#check`. */
	about: string;
	section: HTMLElement;
	/** Shows that it has been answered in an earlier visit. */
	showAnswered(right: boolean): void;
	/** Lets it be answered as for the first time. */
	reset(): void;
}

interface Asking {
	/** The first answer since it was put: it alone counts. `ms` is the time since the question was first looked at. */
	answered(right: boolean, ms: number): void;
}

/** Makes a question answerable; null where this page cannot ask it. */
export async function enhanceQuestion(section: HTMLElement, asking: Asking): Promise<LiveQuestion | null> {
	const { question: id = '', about = '' } = section.dataset;
	const control = await controlOf(section, `answer-${id}`);
	if (control === null) return null;
	const place = section.querySelector('.question-asked') ?? section;
	const said = element('div', 'question-said');
	said.setAttribute('role', 'status');
	const check = button('primary', 'Check the answer', () => void judge());
	const again = button('quiet', 'Try again', () => {
		open();
		focusFirst(control.element);
	});
	again.hidden = true;
	const tools = element('p', 'question-tools');
	tools.append(check, again);
	place.append(control.element, tools, said);

	let since: number | null = null;
	let counts = true;
	const begin = (): void => {
		since ??= performance.now();
	};
	section.addEventListener('focusin', begin);
	section.addEventListener('pointerenter', begin);
	const open = (): void => {
		control.settle(false);
		delete section.dataset.judged;
		check.hidden = false;
		again.hidden = true;
		said.replaceChildren();
	};
	const judge = async (): Promise<void> => {
		begin();
		said.replaceChildren();
		check.disabled = true;
		const verdict = await control.judge();
		check.disabled = false;
		if (typeof verdict === 'string') {
			said.replaceChildren(element('p', '', verdict));
			return;
		}
		control.settle(true);
		show(verdict);
		if (!counts) return;
		counts = false;
		asking.answered(verdict.right, Math.round(performance.now() - (since ?? performance.now())));
	};
	const show = ({ right, reasons }: Verdict): void => {
		section.dataset.judged = right ? 'right' : 'wrong';
		check.hidden = true;
		again.hidden = right;
		said.replaceChildren(element('p', 'question-verdict', right ? 'Right.' : 'Not right.'));
		for (const reason of reasons) said.append(element('p', '', reason));
		if (!right) again.focus();
	};
	section.dataset.live = '';
	return {
		id,
		about,
		section,
		showAnswered(right) {
			counts = false;
			section.dataset.judged = right ? 'right' : 'wrong';
			said.replaceChildren(
				element(
					'p',
					'',
					right ? 'Answered earlier: right.' : 'Answered earlier: not right. You may try it again; the first answer counts.',
				),
			);
		},
		reset() {
			counts = true;
			since = null;
			open();
		},
	};
}

async function controlOf(section: HTMLElement, name: string): Promise<Control | null> {
	switch (section.dataset.ask) {
		case 'single':
		case 'multiple':
			return choiceControl(section, name);
		case 'order':
			return orderControl(section);
		case 'match':
			return pairControl(section);
		case 'fill':
			return blankControl(section);
		case 'sql':
		case 'http':
			return (await import('./runs.ts')).runControl(section);
		default:
			return null;
	}
}

function focusFirst(root: HTMLElement): void {
	root.querySelector<HTMLElement>('input, select, textarea, button')?.focus();
}
