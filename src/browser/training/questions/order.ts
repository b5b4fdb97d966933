import { announceUnseen } from '../../announce.ts';
import { button, element } from '../../elements.ts';
import { type Control, shuffled, squeeze, type Verdict } from './control.ts';

interface Step {
	item: HTMLElement;
	/** Its place in the right order, from 0. */
	place: number;
	why: string;
	up: HTMLButtonElement;
	down: HTMLButtonElement;
}

/** Steps to put in order, by two buttons each: they stand in the page in the right one, and are shown in another. */
export function orderControl(section: HTMLElement): Control {
	const list = element('ol', 'order-steps');
	const steps = [...section.querySelectorAll<HTMLElement>('[data-step]')].map((source, place): Step => {
		const item = element('li');
		const text = element('div');
		text.append(...source.childNodes);
		const name = squeeze(text.textContent ?? '');
		const step: Step = {
			item,
			place,
			why: source.dataset.why ?? '',
			up: button('quiet', '↑', () => move(step, -1)),
			down: button('quiet', '↓', () => move(step, 1)),
		};
		step.up.setAttribute('aria-label', `Earlier: ${name}`);
		step.down.setAttribute('aria-label', `Later: ${name}`);
		item.append(text, step.up, step.down);
		source.remove();
		return step;
	});
	let shown = shuffled(steps.length).flatMap((at) => steps[at] ?? []);
	let isSettled = false;
	const arrange = (): void => {
		for (const [at, { item, up, down }] of shown.entries()) {
			list.append(item);
			up.disabled = isSettled || at === 0;
			down.disabled = isSettled || at === shown.length - 1;
		}
	};
	const move = (step: Step, by: -1 | 1): void => {
		const at = shown.indexOf(step);
		const others = shown.filter((other) => other !== step);
		others.splice(at + by, 0, step);
		shown = others;
		arrange();
		const wanted = by === -1 ? step.up : step.down;
		(wanted.disabled ? (by === -1 ? step.down : step.up) : wanted).focus();
		announceUnseen(`Now step ${at + by + 1} of ${shown.length}.`);
	};
	arrange();
	return {
		element: list,
		judge(): Verdict {
			const misplaced = shown.filter(({ place }, at) => place !== at);
			const reasons = misplaced.map(({ why }) => why).filter((why) => why !== '');
			return {
				right: misplaced.length === 0,
				reasons: misplaced.length === 0 ? [] : [`${misplaced.length} steps stand elsewhere.`, ...reasons],
			};
		},
		settle(settled) {
			isSettled = settled;
			for (const [at, { item, place }] of shown.entries()) {
				delete item.dataset.judged;
				if (settled) item.dataset.judged = place === at ? 'right' : 'wrong';
			}
			arrange();
		},
	};
}
