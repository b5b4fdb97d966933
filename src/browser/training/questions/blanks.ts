import { element } from '../../elements.ts';
import { type Control, squeeze, type Verdict } from './control.ts';

/** Whether a text is one of the accepted ones, which are separated by ` | `; case and white space do not count. */
export function fills(typed: string, accepts: string): boolean {
	const plain = (text: string): string => squeeze(text).toLowerCase();
	return accepts.split(' | ').some((accepted) => plain(accepted) === plain(typed));
}

/** Fields for the numbered blanks of a code block. */
export function blankControl(section: HTMLElement): Control {
	const list = element('div', 'blanks not-content');
	const blanks = [...section.querySelectorAll<HTMLElement>('[data-blank]')].map((source) => {
		const label = element('label', '', `Blank ${source.dataset.blank} `);
		const input = element('input');
		input.type = 'text';
		input.spellcheck = false;
		input.autocomplete = 'off';
		label.append(input);
		list.append(label);
		source.remove();
		return { label, input, accepts: source.dataset.accepts ?? '', why: source.dataset.why ?? '', number: source.dataset.blank };
	});
	return {
		element: list,
		judge(): Verdict | string {
			const empty = blanks.find(({ input }) => squeeze(input.value) === '');
			if (empty !== undefined) return `Fill in blank ${empty.number} first.`;
			const wrong = blanks.filter(({ input, accepts }) => !fills(input.value, accepts));
			const reasons = wrong.map(({ number, accepts, why }) => `Blank ${number}: ${accepts.split(' | ')[0]}. ${why}`.trim());
			if (wrong.length > 0 && section.dataset.why !== undefined) reasons.push(section.dataset.why);
			return { right: wrong.length === 0, reasons };
		},
		settle(settled) {
			for (const { label, input, accepts } of blanks) {
				input.disabled = settled;
				delete label.dataset.judged;
				if (settled) label.dataset.judged = fills(input.value, accepts) ? 'right' : 'wrong';
			}
		},
	};
}
