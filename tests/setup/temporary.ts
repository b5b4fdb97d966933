import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';

/** A folder that goes when the file's tests are done. Called at the top of a test file. */
export function temporaryFolder(): string {
	const folder = mkdtempSync(join(tmpdir(), 'signpost-test-'));
	afterAll(() => rm(folder, { recursive: true, force: true }));
	return folder;
}
