import { existsSync } from 'node:fs';
import chromium from '@sparticuz/chromium';
import { type Browser, chromium as playwright } from 'playwright-core';

/**
 * A real Chromium: the one inside an npm package on Linux x64, an installed Chrome elsewhere. Never downloads one.
 */
export async function launchBrowser(): Promise<Browser> {
	if (process.platform === 'linux' && process.arch === 'x64') {
		const executablePath = await chromium.executablePath();
		const args = chromium.args.filter((arg) => !arg.startsWith('--single-process') && !arg.startsWith('--disable-web-security'));
		return playwright.launch({ executablePath, args, headless: true });
	}
	const installed = [
		process.env.CHROME_PATH,
		'/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
		'/usr/bin/chromium',
		'/usr/bin/google-chrome',
	].find((path) => path !== undefined && existsSync(path));
	return installed === undefined ? playwright.launch({ channel: 'chrome' }) : playwright.launch({ executablePath: installed });
}
