import type { Reporter, TestModule } from 'vitest/node';

/** Ends the run with one line that scripts can count: `N passed, N failed, N skipped`. */
export default class ClosingLine implements Reporter {
	onTestRunEnd(modules: readonly TestModule[], unhandled: readonly unknown[]): void {
		const counts = { passed: 0, failed: unhandled.length, skipped: 0, pending: 0 };
		for (const module of modules) {
			for (const test of module.children.allTests()) counts[test.result().state]++;
			if (module.state() === 'failed' && [...module.children.allTests('failed')].length === 0) counts.failed++;
		}
		process.stdout.write(`\n${counts.passed} passed, ${counts.failed} failed, ${counts.skipped + counts.pending} skipped\n`);
	}
}
