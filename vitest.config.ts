import { defineConfig } from 'vitest/config';

export default defineConfig({
	test: {
		include: ['tests/**/*.test.ts'],
		globalSetup: ['tests/setup/model.ts'],
		reporters: ['default', './tests/setup/closing-line.ts'],
		testTimeout: 120_000,
		hookTimeout: 300_000,
		// What a page does after a pause of its own, on two busy cores.
		expect: { poll: { timeout: 15_000 } },
		// Two cores, and the model and the browser each want one.
		maxWorkers: 2,
	},
});
