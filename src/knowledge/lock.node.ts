import { mkdir, open, readFile, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setTimeout } from 'node:timers/promises';

/** What this process holds. Another one may have had its number: in a container every first process has the same. */
const held = new Set<string>();
/** A lock is written in less, in milliseconds; one that is still empty was left when the power went. */
const writtenAfter = 10_000;

/** Runs `work` while no other process holds the lock; waits for it. A lock whose process has died is taken over. */
export async function withLock<T>(file: string, onWait: () => void, work: () => Promise<T>): Promise<T> {
	await mkdir(dirname(file), { recursive: true });
	for (let told = false; !(await takeLock(file)); told = true) {
		if (!told) onWait();
		await setTimeout(500);
	}
	try {
		return await work();
	} finally {
		held.delete(file);
		await rm(file, { force: true });
	}
}

async function takeLock(file: string): Promise<boolean> {
	try {
		const lock = await open(file, 'wx');
		held.add(file);
		await lock.write(String(process.pid));
		await lock.close();
		return true;
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
		if (await isAbandoned(file)) await rm(file, { force: true });
		return false;
	}
}

async function isAbandoned(file: string): Promise<boolean> {
	const holder = Number(await readFile(file, 'utf8').catch(() => ''));
	if (holder === process.pid) return !held.has(file);
	if (holder > 0) return !isAlive(holder);
	const written = await stat(file).catch(() => null);
	return written !== null && Date.now() - written.mtimeMs > writtenAfter;
}

function isAlive(pid: number): boolean {
	try {
		process.kill(pid, 0);
		return true;
	} catch (error) {
		return (error as NodeJS.ErrnoException).code === 'EPERM';
	}
}
