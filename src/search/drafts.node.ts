import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * A draft is a folder that is filled beside its place and then renamed there. One that nothing was written to for this
 * long, in milliseconds, was left by a killed command; a younger one may be another command's at work.
 */
const abandonedAfter = 60 * 60 * 1000;

/** Removes the drafts in a folder that killed commands left there; `marker` is the part of the name that drafts share. */
export async function removeAbandonedDrafts(folder: string, marker: string): Promise<void> {
	for (const name of (await readdir(folder)).filter((entry) => entry.includes(marker))) {
		const draft = join(folder, name);
		const written = await stat(draft).catch(() => null);
		if (written !== null && Date.now() - written.mtimeMs > abandonedAfter) await rm(draft, { recursive: true, force: true });
	}
}
