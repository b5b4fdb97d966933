import * as z from 'zod/mini';
import { onDevice } from '../kept.ts';
import { changesSince, countKinds, readMarkName, readMarkSchema, unreadChanges } from './read-mark.ts';

const changesSchema = z.array(z.object({ key: z.string(), kind: z.string(), at: z.string() }));
const week = 7 * 86_400_000;

for (const strip of document.querySelectorAll<HTMLElement>('[data-changes-strip]')) {
	const changes = changesSchema.parse(JSON.parse(strip.dataset.changesStrip ?? '[]'));
	const mark = onDevice.read(readMarkName, readMarkSchema);
	const counted = countKinds(mark === null ? changesSince(changes, Date.now() - week) : unreadChanges(changes, mark));
	const since = mark === null ? 'In the last 7 days' : 'Since your last visit';
	const summary = strip.querySelector('[data-summary]');
	if (summary !== null) summary.textContent = counted === '' ? `${since}: nothing has changed.` : `${since}: ${counted}.`;
}
