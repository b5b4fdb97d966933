import { type FileHandle, mkdir, open } from 'node:fs/promises';
import { dirname } from 'node:path';

/**
 * Adds a value to a file of one JSON object a line, which is made where it is not there. It is on the disk when this
 * returns; many may append at once. Throws what the file system says.
 */
export async function appendJsonLine(file: string, value: unknown): Promise<void> {
	const whole = `${JSON.stringify(value)}\n`;
	await mkdir(dirname(file), { recursive: true });
	const handle = await open(file, 'a+');
	try {
		// No lock: on a local disk one write to a file opened for appending is never mixed with another's.
		let bytes = Buffer.from((await endsWithinLine(handle)) ? `\n${whole}` : whole);
		// A full disk may take a part, and says so only when asked for more. The part stays as a line that readers report.
		while ((await handle.write(bytes)).bytesWritten < bytes.length) bytes = Buffer.from(`\n${whole}`);
		await handle.sync();
	} finally {
		await handle.close();
	}
}

/** Whether the file's last line was cut off, so that what is appended next would be glued to it. */
async function endsWithinLine(handle: FileHandle): Promise<boolean> {
	const { size } = await handle.stat();
	if (size === 0) return false;
	const { buffer } = await handle.read({ buffer: Buffer.alloc(1), position: size - 1 });
	return buffer[0] !== 0x0a;
}
