import { element } from '../../elements.ts';
import { type Control, squeeze, type Verdict } from './control.ts';

/** Symptoms, for each of which an article is chosen among those of all. */
export function pairControl(section: HTMLElement): Control {
	const sources = [...section.querySelectorAll<HTMLElement>('[data-pair]')];
	const articles = new Map(sources.map(({ dataset }) => [dataset.pair ?? '', dataset.title ?? '']));
	const list = element('ul', 'pairs');
	const pairs = sources.map((source) => {
		const item = element('li');
		const label = element('label');
		const text = element('span');
		text.append(...source.childNodes);
		const select = element('select');
		select.append(new Option('Which article?', ''));
		for (const [id, title] of [...articles].sort(([a], [b]) => a.localeCompare(b))) select.append(new Option(`${id} ${title}`, id));
		const field = element('span', 'not-content');
		field.append(select);
		label.append(text, field);
		item.append(label);
		list.append(item);
		source.remove();
		return { item, select, article: source.dataset.pair ?? '', why: source.dataset.why ?? '', text: squeeze(text.textContent ?? '') };
	});
	return {
		element: list,
		judge(): Verdict | string {
			if (pairs.some(({ select }) => select.value === '')) return 'Choose an article for each of them first.';
			const wrong = pairs.filter(({ select, article }) => select.value !== article);
			return { right: wrong.length === 0, reasons: wrong.map(({ text, article, why }) => `“${text}” is ${article}. ${why}`.trim()) };
		},
		settle(settled) {
			for (const { item, select, article } of pairs) {
				select.disabled = settled;
				delete item.dataset.judged;
				if (settled) item.dataset.judged = select.value === article ? 'right' : 'wrong';
			}
		},
	};
}
