import { findServer, sendToServer } from '../server.ts';

const recorded = new Set<string>();

/** Tells the server of a search that found nothing, once, where the team has agreed to keep such. A failure is nobody's matter. */
export async function recordGap(query: string): Promise<void> {
	if (recorded.has(query) || (await findServer())?.gaps !== true) return;
	recorded.add(query);
	await sendToServer<{ stored: true }>('gaps', { query }, ['stored']).catch(() => recorded.delete(query));
}
