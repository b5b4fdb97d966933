import { existsSync } from 'node:fs';
import { readdir, rename, rm, stat } from 'node:fs/promises';
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

/**
 * Renames a draft to its place; what stood there is removed. Another command may put its own there between the two
 * steps: then that one is replaced in turn.
 */
export async function putInPlace(draft: string, folder: string): Promise<void> {
	const replaced = `${draft}.replaced`;
	for (;;) {
		if (existsSync(folder)) await rename(folder, replaced).catch(unlessCode('ENOENT'));
		const failure = await rename(draft, folder).catch(unlessCode('ENOTEMPTY', 'EEXIST'));
		await rm(replaced, { recursive: true, force: true });
		if (failure === undefined) return;
	}
}

/** Gives back an error of one of these codes; throws every other. */
function unlessCode(...codes: string[]): (error: NodeJS.ErrnoException) => NodeJS.ErrnoException {
	return (error) => {
		if (!codes.includes(error.code ?? '')) throw error;
		return error;
	};
}
