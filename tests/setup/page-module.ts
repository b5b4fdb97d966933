import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { build } from 'vite';

/** Bundles a module of the page, at this path below the project, so that a test can import it in a page. */
export async function bundleForPage(path: string): Promise<string> {
	const built = await build({
		configFile: false,
		logLevel: 'error',
		build: {
			write: false,
			minify: false,
			lib: { entry: fileURLToPath(new URL(`../../${path}`, import.meta.url)), formats: ['es'], fileName: 'under-test' },
		},
	});
	const [output] = Array.isArray(built) ? built : [built];
	if (output === undefined || !('output' in output)) throw new Error(`${path}: was not bundled`);
	return output.output[0].code;
}

/** Serves the bundle to the page as `/under-test.js`, from its own origin, as its policy asks for. */
export async function serveModule(page: Page, code: string): Promise<void> {
	await page.route('**/under-test.js', (route) => route.fulfill({ contentType: 'text/javascript', body: code }));
}
