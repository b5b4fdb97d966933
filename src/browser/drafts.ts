// First, for it must come before the first schema.
import './without-eval.ts';
import * as z from 'zod/mini';
import { inTab } from './kept.ts';

/** A field whose text is worth keeping. */
type DraftField = HTMLTextAreaElement | HTMLInputElement;

const fields = new Set<DraftField>();

/**
 * Keeps what is typed into a field over a reload of its page, in this tab alone, and puts it back now where the field is
 * still empty. The field is named by `data-draft`, a name that no other field of the page has.
 */
function keepDraft(field: DraftField): void {
	if (fields.has(field) || field.type === 'password') return;
	fields.add(field);
	const draft = inTab.read(storeName(field), z.string());
	if (draft !== null && field.value === field.defaultValue && draft !== field.value) {
		field.value = draft;
		// Whoever counts, grows or holds the text must hear of it.
		field.dispatchEvent(new Event('input', { bubbles: true }));
	}
	field.addEventListener('input', () => store(field));
	field.form?.addEventListener('reset', () => forgetDraft(field));
}

/** What was typed has been sent, or is not wanted any more. */
function forgetDraft(field: DraftField): void {
	inTab.remove(storeName(field));
}

/** Keeps the drafts of all fields with `data-draft`, those too that appear later. */
export function keepDrafts(): void {
	const find = (): void => {
		for (const field of document.querySelectorAll<DraftField>('textarea[data-draft], input[data-draft]')) keepDraft(field);
	};
	find();
	new MutationObserver(find).observe(document.body, { childList: true, subtree: true });
	// A field may have been emptied, or filled, by a script, which is no input.
	addEventListener('pagehide', () => {
		for (const field of fields) if (field.isConnected) store(field);
	});
}

function store(field: DraftField): void {
	if (field.value === field.defaultValue) forgetDraft(field);
	else inTab.write(storeName(field), field.value);
}

function storeName(field: DraftField): string {
	return `draft.${location.pathname}.${field.dataset.draft ?? ''}`;
}
