import { findingsAddress, findingsEvent, type LiveFinding } from '../../server/live-findings.ts';

/**
 * While a site is being written: shows what the content rules find in the article of this page, and how many findings there
 * are elsewhere. Only in pages of `npm run dev`.
 */
const panel = document.createElement('aside');
panel.setAttribute('aria-label', 'Content rules');
panel.dataset.liveCheck = '';
// Stands beside the site's own styles, which a published page carries: what only maintainers see is no part of them.
panel.style.cssText =
	'position:fixed;inset-block-end:1rem;inset-inline-end:1rem;z-index:100;max-width:min(32rem,calc(100vw - 2rem));max-height:50vh;overflow:auto;padding:.75rem 1rem;border:1px solid var(--line);border-radius:.5rem;background:var(--sl-color-bg);color:var(--sl-color-text);font-size:var(--sl-text-sm);box-shadow:0 .25rem 1rem rgb(0 0 0 / .3)';

const own = document.querySelector<HTMLElement>('[data-article]')?.dataset.article?.toLowerCase();

function show(findings: readonly LiveFinding[]): void {
	const here = findings.filter(({ article }) => own !== undefined && article?.toLowerCase() === own);
	const elsewhere = findings.filter((finding) => !here.includes(finding));
	const count = (number: number): string => `${number} ${number === 1 ? 'finding' : 'findings'}`;
	panel.replaceChildren(
		line(
			'strong',
			own === undefined
				? `${count(findings.length)} in all articles`
				: here.length === 0
					? 'This article: nothing to mend'
					: `This article: ${count(here.length)}`,
		),
		list(here),
	);
	if (own !== undefined && elsewhere.length > 0) panel.append(fold(`Elsewhere: ${count(elsewhere.length)}`, elsewhere));
	if (own === undefined) panel.append(list(findings));
	panel.dataset.findings = String(findings.length);
	document.body.append(panel);
}

function fold(title: string, findings: readonly LiveFinding[]): HTMLElement {
	const details = document.createElement('details');
	details.append(line('summary', title), list(findings));
	return details;
}

function list(findings: readonly LiveFinding[]): HTMLElement {
	const items = document.createElement('ul');
	for (const { path, line: at, severity, rule, id, found, expected, remedy } of findings) {
		const item = document.createElement('li');
		item.append(
			line('strong', `${severity}: ${rule} (${id})`),
			line('div', `${path}${at === undefined ? '' : `:${at}`} ${found}`),
			line('div', `Expected: ${expected}`),
			line('div', `To mend: ${remedy}`),
		);
		items.append(item);
	}
	return items;
}

function line(tag: 'strong' | 'div' | 'summary', text: string): HTMLElement {
	const node = document.createElement(tag);
	node.textContent = text;
	return node;
}

const base = import.meta.env.BASE_URL.replace(/\/$/, '');
show(await (await fetch(`${base}${findingsAddress}`)).json());
import.meta.hot?.on(findingsEvent, show);
