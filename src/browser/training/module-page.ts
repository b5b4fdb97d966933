import type { PageModule } from '../../knowledge/training/catalogue.ts';
import { siteAddress } from '../../layouts/addresses.ts';
import { announce } from '../announce.ts';
import { button, element } from '../elements.ts';
import { showChanges } from './changes.ts';
import { type Attempt, catchUp, latestAttempt, moduleState, repetition, sayState, scoreOf } from './progress/derive.ts';
import { eventId } from './progress/events.ts';
import { openProgress, type ProgressStore } from './progress/store.ts';
import { keepInStep } from './progress/sync.ts';
import { enhanceQuestion, type LiveQuestion } from './questions/question.ts';

const root = document.querySelector<HTMLElement>('[data-module]');
const result = root?.querySelector<HTMLElement>('[data-result]');
if (root && result) {
	start(root, result).catch((error: unknown) => {
		result.replaceChildren(element('p', 'problem', `${error instanceof Error ? error.message : error} What you answer is not kept.`));
	});
}

/** A module as its page works on it. */
interface Work extends PageModule {
	progress: ProgressStore;
	questions: LiveQuestion[];
	result: HTMLElement;
	root: HTMLElement;
}

async function start(root: HTMLElement, result: HTMLElement): Promise<void> {
	const known: PageModule = JSON.parse(root.dataset.known ?? '');
	const progress = await openProgress();
	const work: Work = { ...known, progress, result, root, questions: [] };
	let attempt: Attempt = { id: '', answers: new Map(), outcome: null };
	let answers = new Map<string, boolean>();
	/** Something that was passed has changed: questions are asked again. */
	let isChanged = false;

	const record = async (question: LiveQuestion, right: boolean, ms: number): Promise<void> => {
		const isAttempt = !isChanged && attempt.outcome === null;
		answers.set(question.id, right);
		await progress.add({
			...about(work),
			kind: 'answer',
			attempt: isAttempt ? attempt.id : isChanged ? catchUp : repetition,
			question: question.id,
			about: question.about,
			right,
			ms,
		});
		if (isAttempt && work.module.questions.every(({ id }) => answers.has(id))) await finish();
		await show();
	};
	const finish = async (): Promise<void> => {
		const score = scoreOf(answers, work.module.questions);
		const made = { ...about(work), attempt: attempt.id, score };
		const taught = work.module.taught.map(({ article, version, sections }) => ({ article, version, sections }));
		await progress.add(score >= work.path.passMark ? { ...made, kind: 'pass', taught } : { ...made, kind: 'fail' });
		announce(score >= work.path.passMark ? `Passed with ${score} %.` : `${score} %: not passed yet.`);
		void keepInStep(progress);
	};
	const tryAgain = (): void => {
		attempt = { id: eventId(), answers: new Map(), outcome: null };
		answers = new Map();
		for (const question of work.questions) question.reset();
		work.questions[0]?.section.scrollIntoView({ block: 'center' });
		void show();
	};
	const show = async (): Promise<void> => {
		const events = await progress.all();
		const latest = latestAttempt(events, work.module.id);
		if (latest !== null && latest.id === attempt.id) attempt = latest;
		const state = moduleState(events, work.module);
		isChanged = state.is === 'changed';
		const place = root.querySelector<HTMLElement>('[data-change]');
		if (place !== null) {
			place.hidden = !isChanged;
			place.replaceChildren();
		}
		if (place !== null && state.is === 'changed') {
			const { open } = state;
			showChanges(place, state.changes, {
				questions: work.questions.filter(({ id }) => open.has(id)),
				caughtUp: () => void takeChanges(work).then(show),
			});
		}
		showResult(work, { attempt, answers, said: sayState(state), isChanged, tryAgain });
	};

	for (const section of root.querySelectorAll<HTMLElement>('[data-question]')) {
		const question = await enhanceQuestion(section, {
			answered: (right, ms) => {
				const live = work.questions.find(({ section: own }) => own === section);
				if (live !== undefined) void record(live, right, ms);
			},
		});
		if (question !== null) work.questions.push(question);
	}
	const events = await progress.all();
	attempt = latestAttempt(events, work.module.id) ?? { ...attempt, id: eventId() };
	answers = new Map(attempt.answers);
	const state = moduleState(events, work.module);
	const open: ReadonlySet<string> = state.is === 'changed' ? state.open : new Set();
	for (const question of work.questions) {
		const right = answers.get(question.id);
		if (right !== undefined && !open.has(question.id)) question.showAnswered(right);
	}
	await show();
	root.dataset.ready = '';
}

async function takeChanges(work: Work): Promise<void> {
	const taught = work.module.taught.map(({ article, version, sections }) => ({ article, version, sections }));
	await work.progress.add({ ...about(work), kind: 'caught-up', taught });
	announce('You are up to date.');
}

/** What every event of a module says of itself. */
function about({ path, module }: Work) {
	return { id: eventId(), at: Date.now(), path: path.id, module: module.id, version: module.version };
}

interface Shown {
	attempt: Attempt;
	answers: ReadonlyMap<string, boolean>;
	said: string;
	isChanged: boolean;
	tryAgain(): void;
}

function showResult(work: Work, { attempt, answers, said, isChanged, tryAgain }: Shown): void {
	const { module, path, result, root, progress } = work;
	const answered = module.questions.filter(({ id }) => answers.has(id)).length;
	const parts: HTMLElement[] = [];
	if (attempt.outcome === null) {
		parts.push(element('p', '', `${answered} of ${module.questions.length} questions answered. The pass mark is ${path.passMark} %.`));
	} else {
		const { kind, score } = attempt.outcome;
		parts.push(element('h2', '', kind === 'pass' ? `Passed with ${score} %` : `${score} %, and ${path.passMark} % are needed`));
		const tools = element('p');
		const next = root.dataset.next ?? root.dataset.overview;
		if (kind === 'pass' && next !== undefined) {
			const link = element('a', '', root.dataset.nextTitle === undefined ? 'Back to the path' : `Next: ${root.dataset.nextTitle}`);
			link.href = next;
			tools.append(link, ' ');
		}
		if (!isChanged) tools.append(button(kind === 'pass' ? 'quiet' : 'primary', 'Take it again', tryAgain));
		parts.push(tools);
		if ([...attempt.answers.values()].includes(false)) {
			const link = element('a', '', 'Repeat what you missed');
			link.href = siteAddress('training/repeat/');
			const hint = element('p', 'hint', 'What you missed comes again from tomorrow on: ');
			hint.append(link);
			parts.push(hint);
		}
	}
	if (attempt.outcome?.kind !== 'pass' && said.startsWith('passed')) parts.push(element('p', 'hint', `This module is ${said} already.`));
	if (!progress.isKept)
		parts.push(element('p', 'problem', 'This browser keeps nothing for this page: what you answer is lost when you close it.'));
	result.replaceChildren(...parts);
}
