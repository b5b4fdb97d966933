import { type FileHandle, mkdir, open, readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { z } from 'zod';
import type { Finding } from './finding.ts';
import { splitJsonLines } from './json-lines.ts';

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

/** Reads a file of one JSON object a line; a bad line becomes a finding and the rest goes on. */
export async function readJsonLines<T>(
	file: string,
	path: string,
	schema: z.ZodType<T>,
	findings: Finding[],
): Promise<{ value: T; line: number }[]> {
	const records: { value: T; line: number }[] = [];
	for (const { number: line, text } of splitJsonLines(await readFile(file))) {
		const report = (rule: string, message: string, remedy: string): void => {
			findings.push({ path, line, rule, message, remedy });
		};
		if (text === null) {
			report('encoding', 'is not UTF-8.', `Save the file as UTF-8, for example: iconv -f WINDOWS-1252 -t UTF-8 ${path}`);
			continue;
		}
		try {
			const parsed = schema.safeParse(JSON.parse(text));
			if (parsed.success) records.push({ value: parsed.data, line });
			else report('schema', `${z.prettifyError(parsed.error).replace(/\s+/g, ' ')}.`, 'Correct that line.');
		} catch {
			report('json', 'is not JSON.', 'Write one JSON object a line.');
		}
	}
	return records;
}
