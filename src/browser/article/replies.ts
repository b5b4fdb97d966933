import { findVariables, type Values } from '../../knowledge/filling/fill-in.ts';
import { announce } from '../announce.ts';
import { copyText } from '../copy.ts';
import { button } from '../elements.ts';
import type { About } from './about.ts';
import { type FillableText, fillableText } from './fillable-text.ts';
import { replyAsHtml, replyAsText } from './reply-text.ts';

/** A reply of the page, with buttons that copy it for the channel. */
export interface Reply extends FillableText {
	/** Says beside the buttons how many places are still open. */
	showOpen(values: Values): void;
}

export function openReplies(root: HTMLElement, about: About, values: () => Values, onOpenPlaces: (names: string[]) => void): Reply[] {
	return [...root.querySelectorAll<HTMLElement>('figure.reply')].flatMap((figure) => {
		const body = figure.querySelector<HTMLElement>('blockquote');
		const tools = figure.querySelector<HTMLElement>('[data-reply-tools]');
		if (body === null || tools === null) return [];
		const text = body.textContent ?? '';
		const fillable = fillableText(text, [{ element: body, from: 0 }], findVariables(text));
		const copy = async (mail: boolean): Promise<void> => {
			const plain = replyAsText(body);
			const subject = subjectOf(about, values());
			const copied = await (mail
				? copyText(`Subject: ${subject.text}\n\n${plain}`, replyAsHtml(body, `Subject: ${subject.text}`))
				: copyText(plain));
			const open = fillable.fill(values()).open.length + (mail ? subject.open : 0);
			if (copied && open > 0) announce(`Copied. ${countPlaces(open)} still open.`);
		};
		const open = button('quiet open-places', '', () => onOpenPlaces(fillable.fill(values()).open));
		open.dataset.tool = '';
		tools.replaceChildren(
			open,
			button('quiet', 'Copy for chat', () => copy(false)),
			button('quiet', 'Copy for mail', () => copy(true)),
		);
		const showOpen = (now: Values): void => {
			const places = fillable.fill(now).open.length;
			open.hidden = places === 0;
			open.textContent = `${countPlaces(places)} open`;
		};
		return [{ ...fillable, showOpen }];
	});
}

function subjectOf({ title }: About, values: Values): { text: string; open: number } {
	const ticket = (values.get('ticket_id') ?? '').trim();
	return { text: `${ticket === '' ? '[ticket]' : ticket}: ${title}`, open: ticket === '' ? 1 : 0 };
}

function countPlaces(places: number): string {
	return places === 1 ? '1 place' : `${places} places`;
}
