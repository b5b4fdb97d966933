import { element } from '../../elements.ts';
import type { Control, Verdict } from './control.ts';

interface Choice {
	input: HTMLInputElement;
	label: HTMLElement;
	right: boolean;
	why: string;
}

/** One or several of the choices that stand in the question. */
export function choiceControl(section: HTMLElement, name: string): Control {
	const isSingle = section.dataset.ask === 'single';
	const fieldset = element('fieldset', 'choices');
	fieldset.append(element('legend', 'sr-only', isSingle ? 'Choose one' : 'Choose all that are right'));
	const choices = [...section.querySelectorAll<HTMLElement>('[data-choice]')].map((place): Choice => {
		const label = element('label', 'choice');
		const input = element('input');
		input.type = isSingle ? 'radio' : 'checkbox';
		input.name = name;
		const text = element('span');
		text.append(...place.childNodes);
		label.append(input, text);
		fieldset.append(label);
		place.remove();
		return { input, label, right: place.dataset.choice === 'right', why: place.dataset.why ?? '' };
	});
	return {
		element: fieldset,
		judge(): Verdict | string {
			if (!choices.some(({ input }) => input.checked)) return isSingle ? 'Choose one first.' : 'Choose at least one first.';
			const right = choices.every((choice) => choice.input.checked === choice.right);
			const missed = choices.filter((choice) => choice.right && !choice.input.checked);
			const told = choices.filter(({ input }) => input.checked && choices.length > 0);
			const reasons = told.filter((choice) => right || !choice.right).map(({ why }) => why);
			if (!isSingle && missed.length > 0)
				reasons.push(missed.length === 1 ? 'One more is right as well.' : `${missed.length} more are right as well.`);
			return { right, reasons: reasons.filter((reason) => reason !== '') };
		},
		settle(settled) {
			for (const { input, label, right } of choices) {
				input.disabled = settled;
				delete label.dataset.judged;
				if (settled && input.checked) label.dataset.judged = right ? 'right' : 'wrong';
			}
		},
	};
}
