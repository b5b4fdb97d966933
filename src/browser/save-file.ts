import { element } from './elements.ts';

/** A browser that asks where to save a file reads it only then, in milliseconds. */
const keptFor = 10_000;

/** Puts a text into the browser's downloads as a file of this name and media type. */
export function saveFile(name: string, type: string, text: string): void {
	const link = element('a');
	link.href = URL.createObjectURL(new Blob([text], { type }));
	link.download = name;
	link.click();
	setTimeout(() => URL.revokeObjectURL(link.href), keptFor);
}
