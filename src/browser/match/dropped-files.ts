import { announceUnseen } from '../announce.ts';
import { readTicketFile } from './ticket-file.ts';

/** Where a file goes that is dropped on the page or chosen, and what says why it could not be read. */
interface Place {
	form: HTMLFormElement;
	field: HTMLTextAreaElement;
	hint: HTMLElement | null;
}

/**
 * A file that is dropped anywhere on the page, or chosen, takes the field's place once it was read; a bad one says why and
 * changes nothing. Of several, the last one holds. Dropped beside the form it would replace the page. Gives what ends it.
 */
export function takeFiles({ form, field, hint }: Place): () => void {
	let latest: File | null = null;
	const take = async (file: File): Promise<void> => {
		latest = file;
		try {
			const text = await readTicketFile(file);
			if (latest !== file) return;
			field.value = text;
			field.dispatchEvent(new Event('input', { bubbles: true }));
			form.requestSubmit();
		} catch (error) {
			const sentence = error instanceof Error ? error.message : String(error);
			if (hint !== null) hint.textContent = sentence;
			announceUnseen(sentence);
		}
	};
	const over = (event: DragEvent): void => {
		if (!event.dataTransfer?.types.includes('Files')) return;
		event.preventDefault();
		form.dataset.dropping = '';
	};
	const leave = (): void => {
		delete form.dataset.dropping;
	};
	const drop = (event: DragEvent): void => {
		leave();
		const file = event.dataTransfer?.files[0];
		if (file === undefined) return;
		event.preventDefault();
		void take(file);
	};
	const chooser = form.querySelector<HTMLInputElement>('input[type=file]');
	const choose = (): void => {
		const file = chooser?.files?.[0];
		if (file === undefined || chooser === null) return;
		// The same file may be chosen again, once it was mended.
		void take(file).finally(() => {
			chooser.value = '';
		});
	};
	document.addEventListener('dragover', over);
	document.addEventListener('dragleave', leave);
	document.addEventListener('drop', drop);
	chooser?.addEventListener('change', choose);
	return () => {
		document.removeEventListener('dragover', over);
		document.removeEventListener('dragleave', leave);
		document.removeEventListener('drop', drop);
		chooser?.removeEventListener('change', choose);
	};
}
