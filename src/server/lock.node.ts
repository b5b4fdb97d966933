import { mkdir, open, readFile, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setTimeout } from 'node:timers/promises';

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
		await rm(file, { force: true });
	}
}

async function takeLock(file: string): Promise<boolean> {
	try {
		const lock = await open(file, 'wx');
		await lock.write(String(process.pid));
		await lock.close();
		return true;
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
		const holder = Number(await readFile(file, 'utf8').catch(() => ''));
		if (holder > 0 && !isAlive(holder)) await rm(file, { force: true });
		return false;
	}
}

function isAlive(pid: number): boolean {
	try {
		process.kill(pid, 0);
		return true;
	} catch (error) {
		return (error as NodeJS.ErrnoException).code === 'EPERM';
	}
}
