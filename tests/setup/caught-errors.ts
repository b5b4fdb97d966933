import { afterEach, beforeEach, vi } from 'vitest';

/** What the code under test writes to standard error, caught anew for every test of the file. */
export function catchErrors(): { text: string } {
	const caught = { text: '' };
	beforeEach(() => {
		caught.text = '';
		vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
			caught.text += text;
			return true;
		});
	});
	afterEach(() => {
		vi.restoreAllMocks();
	});
	return caught;
}
