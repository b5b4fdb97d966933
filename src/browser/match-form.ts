import { articleRoute } from '../knowledge/links.ts';
import type { Candidate, Evidence, MatchResult } from '../matching/result.ts';
import { describeConfidence, formatPercent, reasons, verdicts } from '../matching/wording.ts';

const form = document.querySelector<HTMLFormElement>('form[data-match]');
const answer = document.querySelector<HTMLElement>('[data-answer]');
const field = form?.querySelector('textarea');

if (form !== null && answer !== null && field) {
	form.addEventListener('submit', (event) => {
		event.preventDefault();
		void ask(form, field.value, answer);
	});
	field.addEventListener('keydown', (event) => {
		if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) form.requestSubmit();
	});
}

/** Each question outdates the one before: a slow answer must not replace a newer one. */
let latest = 0;

async function ask(form: HTMLFormElement, text: string, answer: HTMLElement): Promise<void> {
	const question = ++latest;
	const base = form.dataset.base?.replace(/\/?$/, '/') ?? '/';
	answer.setAttribute('aria-busy', 'true');
	const [shown, note] = await Promise.all([fetchAnswer(base, text), fetchNote(base)]);
	if (question !== latest) return;
	answer.replaceChildren(...note, ...(typeof shown === 'string' ? [element('p', 'problem', shown)] : describe(shown, base)));
	answer.removeAttribute('aria-busy');
	answer.focus({ preventScroll: true });
}

/** The server's answer, or the sentence that says why there is none and what still works. */
async function fetchAnswer(base: string, text: string): Promise<MatchResult | string> {
	try {
		const response = await fetch(`${base}api/match`, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify({ text }),
			signal: AbortSignal.timeout(20_000),
		});
		if (response.ok) return (await response.json()) as MatchResult;
		const problem: { error?: string } = await response.json().catch(() => ({}));
		if (response.status === 404)
			return 'This copy of the site has no server behind it, so tickets cannot be matched here. Searching (Ctrl K) and browsing still work.';
		return problem.error ?? `The server answered ${response.status}. Searching (Ctrl K) and browsing still work.`;
	} catch (error) {
		const why =
			error instanceof DOMException && error.name === 'TimeoutError' ? 'The server took too long.' : 'The server cannot be reached.';
		return `${why} Try again in a moment; searching (Ctrl K) and browsing still work.`;
	}
}

/** A server without the model must not pass for one that has read the ticket. */
async function fetchNote(base: string): Promise<HTMLElement[]> {
	const health = await fetch(`${base}healthz`, { signal: AbortSignal.timeout(20_000) })
		.then((response) => response.json() as Promise<{ model?: string | null }>)
		.catch(() => ({ model: undefined }));
	if (health.model !== null) return [];
	return [
		element(
			'p',
			'problem',
			'The embedding model is missing, so tickets are matched by keywords only: fewer articles are found. Start the server anew when the npm registry can be reached.',
		),
	];
}

const evidenceNames: Record<Evidence['kind'], string> = {
	error: 'Exact text',
	phrase: 'Requesters say',
	ticket: 'Tickets',
	meaning: 'Says the same',
	keyword: 'Shared words',
};

/** Texts of articles and tickets only ever become text nodes: nothing in them is markup. */
function describe({ decision, confidence, reason, candidates, escalation }: MatchResult, base: string): HTMLElement[] {
	const verdict = element('p', `verdict ${decision}`);
	verdict.append(
		element('strong', '', verdicts[decision]),
		` ${reason === undefined ? `${describeConfidence(confidence)}.` : reasons[reason]}`,
	);
	const parts: HTMLElement[] = [element('h2', 'sr-only', 'Answer'), verdict];
	const shown = candidates.slice(0, 3);
	if (shown.length > 0) {
		const list = element('ol', 'candidates');
		list.append(...shown.map((candidate) => describeCandidate(candidate, base)));
		if (decision === 'none') parts.push(element('p', 'aside', 'Nearest, but not near enough to rely on:'));
		parts.push(list);
	}
	if (escalation !== null) {
		const block = element('div', 'escalation');
		const lead = decision === 'match' ? 'If it does not help, escalate to' : 'Escalate to';
		const facts = element('ul');
		facts.append(...escalation.facts.map((fact) => element('li', '', fact)));
		block.append(element('h3', '', `${lead} ${escalation.team}`), element('p', '', `Tier ${escalation.tier}: ${escalation.contact}`));
		if (escalation.facts.length > 0) block.append(element('p', '', 'Hand over:'), facts);
		parts.push(block);
	}
	return parts;
}

function describeCandidate({ article, title, section, probability, evidence }: Candidate, base: string): HTMLElement {
	const item = element('li', 'candidate');
	const address = `${base}${articleRoute(article)}`;
	const heading = element('h3');
	heading.append(linkTo(address, title));
	const meta = element('p', 'meta', `${article} · ${formatPercent(probability)}`);
	if (section.anchor !== '') meta.append(' · nearest: ', linkTo(`${address}#${section.anchor}`, section.heading));
	const reasonsList = element('dl');
	for (const { kind, text } of evidence) {
		const row = element('div');
		row.append(element('dt', '', evidenceNames[kind]), element('dd', '', text));
		reasonsList.append(row);
	}
	item.append(heading, meta, reasonsList);
	return item;
}

function linkTo(address: string, text: string): HTMLAnchorElement {
	const link = element('a', '', text);
	link.href = address;
	return link;
}

function element<Name extends keyof HTMLElementTagNameMap>(name: Name, className = '', text = ''): HTMLElementTagNameMap[Name] {
	const made = document.createElement(name);
	if (className !== '') made.className = className;
	if (text !== '') made.textContent = text;
	return made;
}
