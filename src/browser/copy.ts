import { announce } from './announce.ts';
import { element } from './elements.ts';

/**
 * Puts text on the clipboard, with HTML beside it for programs that take some, and says so. Where the browser forbids it
 * (plain HTTP, a policy), shows the text selected in a dialog, to be copied by hand. Gives whether it was copied.
 */
export async function copyText(text: string, html?: string): Promise<boolean> {
	try {
		if (html === undefined) await navigator.clipboard.writeText(text);
		else {
			const part = (type: string, content: string): Record<string, Blob> => ({ [type]: new Blob([content], { type }) });
			await navigator.clipboard.write([new ClipboardItem({ ...part('text/plain', text), ...part('text/html', html) })]);
		}
		announce('Copied.');
		return true;
	} catch {
		showForCopying(text);
		return false;
	}
}

function showForCopying(text: string): void {
	const dialog = element('dialog', 'copy-by-hand');
	const label = element('label', '', 'This browser does not let the page copy. Press Ctrl C, then Esc.');
	const field = element('textarea');
	field.readOnly = true;
	field.rows = 8;
	field.value = text;
	label.append(field);
	dialog.append(label);
	dialog.addEventListener('close', () => dialog.remove());
	document.body.append(dialog);
	dialog.showModal();
	field.select();
}
