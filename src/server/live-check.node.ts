import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { AstroIntegration } from 'astro';
import { type ContentReport, checkFolder } from '../checks/check-content.node.ts';
import { placeOf } from '../checks/format.ts';
import type { ReportedFinding } from '../checks/report.ts';
import { readingRules } from '../checks/rules/reading.ts';
import { findingsAddress, findingsEvent, type LiveFinding } from './live-findings.ts';

/** What an editor writes at once comes as several events. */
const pauseMilliseconds = 150;

/**
 * For `npm run dev`: asks the content rules whenever a file below the folder changes, and tells every open page. Does
 * nothing in a build.
 */
export function liveCheck(folder: string): AstroIntegration {
	return {
		name: 'signpost-live-check',
		hooks: {
			'astro:config:setup': ({ command, injectScript }) => {
				if (command === 'dev') injectScript('page', "import '/src/browser/live-check/panel.ts';");
			},
			'astro:server:setup': ({ server, logger }) => {
				let latest = findLive(folder);
				let timer: NodeJS.Timeout | undefined;
				// What cannot be read has no page to show it on, so it stands where Astro's own error stands.
				const tellUnread = (findings: readonly LiveFinding[]): void => {
					const unread = findings.filter(({ rule }) => readingRules.some(({ name }) => name === rule));
					if (unread.length > 0)
						server.ws.send({ type: 'error', err: { message: unread.map(sayLive).join('\n\n'), stack: '', plugin: 'signpost' } });
				};
				const tell = async (): Promise<void> => {
					latest = findLive(folder);
					const findings = await latest;
					server.ws.send({ type: 'custom', event: findingsEvent, data: findings });
					tellUnread(findings);
					logger.info(`${findings.length} ${findings.length === 1 ? 'finding' : 'findings'}`);
				};
				// A page that could not be made is loaded anew, and was not there when it was told.
				server.ws.on('connection', () => void latest.then(tellUnread));
				const root = resolve(folder);
				server.watcher.add(root);
				server.watcher.on('all', (_event, path) => {
					if (!resolve(path).startsWith(root)) return;
					clearTimeout(timer);
					timer = setTimeout(() => void tell(), pauseMilliseconds);
				});
				server.middlewares.use((request, response, next) => {
					if (!request.url?.endsWith(findingsAddress)) return next();
					void latest.then((findings) => {
						response.setHeader('content-type', 'application/json');
						response.end(JSON.stringify(findings));
					});
				});
			},
		},
	};
}

/** What the rules find now. Where nothing can be read at all, that is the finding. */
async function findLive(folder: string): Promise<LiveFinding[]> {
	try {
		const report = await checkFolder(folder, { today: new Date().toISOString().slice(0, 10) });
		return Promise.all(report.findings.map((finding) => describe(finding, report)));
	} catch (error) {
		const found = error instanceof Error ? error.message : String(error);
		return [{ article: null, path: folder, rule: 'corpus', id: 'SP008', severity: 'error', found, expected: '', remedy: '' }];
	}
}

async function describe(
	{ fix: _fix, passages: _passages, ...finding }: ReportedFinding,
	{ folder, context }: ContentReport,
): Promise<LiveFinding> {
	const read = context.articles.find(({ path }) => path === finding.path);
	return { ...finding, article: read?.id ?? (await readId(join(folder, finding.path))) };
}

function sayLive({ path, line, id, rule, found, expected, remedy }: LiveFinding): string {
	return `${placeOf(path, line)}: ${rule} (${id})\n${found}\nExpected: ${expected}\nTo mend: ${remedy}`;
}

/** The id that a file gives itself which cannot be read as an article. */
async function readId(file: string): Promise<string | null> {
	const text = await readFile(file, 'utf8').catch(() => '');
	return /^id:[ \t]*["']?([\w./-]+)/m.exec(text)?.[1] ?? null;
}
