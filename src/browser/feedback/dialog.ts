import {
	type Feedback,
	type FeedbackKind,
	feedbackKinds,
	feedbackLabels,
	maxFeedbackCharacters,
	refuseFeedback,
} from '../../desk/feedback.ts';
import { announce } from '../announce.ts';
import { button, element } from '../elements.ts';
import { findServer, ServerError, sendToServer } from '../server.ts';
import { openDraft } from './draft.ts';
import type { FlaggedArticle } from './flags.ts';
import { flagIssueAddress, saveFlag } from './without-server.ts';

/** Opens the dialog in which a section is flagged, with what was typed and not sent before. */
export function openFlagDialog(article: FlaggedArticle, section: { anchor: string; heading: string }): void {
	const draft = openDraft(article.id, section.anchor);
	const typed = draft.read();
	const dialog = element('dialog', 'flag-dialog');
	const form = element('form');
	const title = element('h2', '', `Flag: ${section.heading}`);
	title.id = 'flag-title';
	dialog.setAttribute('aria-labelledby', title.id);

	const kinds = element('fieldset');
	kinds.append(element('legend', '', 'What is it?'));
	for (const kind of feedbackKinds) {
		const label = element('label');
		const radio = element('input');
		Object.assign(radio, { type: 'radio', name: 'kind', value: kind, required: true, checked: typed.kind === kind });
		label.append(radio, feedbackLabels[kind]);
		kinds.append(label);
	}
	const text = element('textarea');
	Object.assign(text, { rows: 5, maxLength: maxFeedbackCharacters, value: typed.text });
	const textLabel = element('label', 'flag-text', 'What should it say? ');
	textLabel.append(element('span', 'hint', 'No names, no text of a ticket.'), text);

	const status = element('div', 'flag-status');
	status.setAttribute('role', 'status');
	const send = button('primary', 'Send', () => undefined);
	send.type = 'submit';
	const actions = element('p', 'flag-actions');
	actions.append(
		send,
		button('quiet', 'Cancel', () => dialog.close()),
	);
	form.append(title, kinds, textLabel, status, actions);
	dialog.append(form);

	const read = (): Omit<Feedback, 'kind'> & { kind: FeedbackKind | null } => {
		const chosen = kinds.querySelector<HTMLInputElement>('input:checked')?.value;
		const kind = feedbackKinds.find((one) => one === chosen) ?? null;
		return { article: article.id, version: article.version, section: section.anchor, kind, text: text.value };
	};
	form.addEventListener('input', () => draft.write({ kind: read().kind, text: text.value }));
	form.addEventListener('submit', async (event) => {
		event.preventDefault();
		const { kind, ...rest } = read();
		if (kind === null) return;
		const feedback: Feedback = { ...rest, kind };
		const refusal = refuseFeedback(feedback);
		if (refusal !== null) {
			status.replaceChildren(element('p', '', refusal));
			text.focus();
			return;
		}
		send.disabled = true;
		const failure = await sendFlag(feedback);
		send.disabled = false;
		if (failure === null) {
			draft.forget();
			dialog.close();
			announce('Thank you. The flag was sent.');
		} else {
			status.replaceChildren(...offerOtherWays(failure, feedback, article.issue));
			status.querySelector<HTMLElement>('button, a')?.focus();
		}
	});
	text.addEventListener('keydown', (event) => {
		if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) form.requestSubmit();
	});
	dialog.addEventListener('close', () => dialog.remove());
	document.body.append(dialog);
	dialog.showModal();
	(kinds.querySelector<HTMLElement>('input:checked') ?? kinds.querySelector('input'))?.focus();
}

/** Null where the server has it; else why not, in a sentence. */
async function sendFlag(feedback: Feedback): Promise<string | null> {
	if ((await findServer()) === null) return 'There is no server behind this page now, so the flag was not sent.';
	try {
		await sendToServer<{ stored: true }>('feedback', feedback, ['stored']);
		return null;
	} catch (error) {
		if (!(error instanceof ServerError)) throw error;
		return `The flag was not sent. ${error.message}`;
	}
}

function offerOtherWays(failure: string, feedback: Feedback, issue: string): HTMLElement[] {
	const ways = element('p', 'flag-actions');
	ways.append(button('primary', 'Save as a file', () => saveFlag(feedback, new Date())));
	if (issue !== '') {
		const link = element('a', '', 'Open an issue, filled in');
		Object.assign(link, { href: flagIssueAddress(issue, feedback), target: '_blank', rel: 'noopener noreferrer' });
		ways.append(link);
	}
	return [
		element('p', '', `${failure} What you wrote is kept here. Save it as a file and send that to the article's owner, or try again.`),
		ways,
	];
}
