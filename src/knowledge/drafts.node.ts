import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { withLock } from './lock.node.ts';

/** A draft is a folder that is filled beside its place and then renamed there; its name holds this. */
const draftMarker = '.building-';
/** A draft that nothing was written to for this long, in milliseconds, was left by a killed command; a younger one may be another command's at work. */
const abandonedAfter = 60 * 60 * 1000;

/**
 * Puts in the place of `folder` what `fill` writes to the draft that it is given: whoever reads there sees the old or the
 * new, never half of it. Gives what `fill` gives; where it throws, what stands stays.
 */
export async function replaceFolder<T>(folder: string, fill: (draft: string) => Promise<T>): Promise<T> {
	const place = resolve(folder);
	const parent = dirname(place);
	await mkdir(parent, { recursive: true });
	await removeAbandonedDrafts(parent);
	const draft = await mkdtemp(`${place}${draftMarker}`);
	try {
		const filled = await fill(draft);
		await putInPlace(draft, place);
		return filled;
	} finally {
		await rm(draft, { recursive: true, force: true });
	}
}

/** How a folder is made that several commands may need at the same time. */
export interface Making {
	/** Whether it stands as it should. */
	isMade(): Promise<boolean>;
	fill(draft: string): Promise<void>;
	/** Called where another command is making it. */
	onWait?(): void;
}

/**
 * Makes a folder where it must, with `replaceFolder`: one command at a time, and those that waited take what it made, so
 * that nobody's files are replaced by the same ones while they are read. Gives whether it was made.
 */
export async function makeOnce(folder: string, { isMade, fill, onWait = () => {} }: Making): Promise<boolean> {
	if (await isMade()) return false;
	return withLock(`${resolve(folder)}.lock`, onWait, async () => {
		if (await isMade()) return false;
		await replaceFolder(folder, fill);
		return true;
	});
}

/** Removes all but the newest folders of a parent: another command may be reading one that it opened before. */
export async function keepNewest(parent: string, count: number): Promise<void> {
	const folders = (await readdir(parent, { withFileTypes: true }))
		.filter((entry) => entry.isDirectory() && !entry.name.includes(draftMarker))
		.map(({ name }) => join(parent, name));
	const dated = await Promise.all(folders.map(async (folder) => ({ folder, time: (await stat(folder)).mtimeMs })));
	for (const { folder } of dated.sort((a, b) => b.time - a.time).slice(count)) await rm(folder, { recursive: true, force: true });
}

/** Removes what killed commands left in a folder: drafts, or what else has `marker` in its name. */
export async function removeAbandonedDrafts(parent: string, marker = draftMarker): Promise<void> {
	for (const name of (await readdir(parent)).filter((entry) => entry.includes(marker))) {
		const draft = join(parent, name);
		const written = await stat(draft).catch(() => null);
		if (written !== null && Date.now() - written.mtimeMs > abandonedAfter) await rm(draft, { recursive: true, force: true });
	}
}

/**
 * Renames a draft to its place; what stood there is removed. Another command may put its own there between the two
 * steps: then that one is replaced in turn.
 */
async function putInPlace(draft: string, folder: string): Promise<void> {
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
