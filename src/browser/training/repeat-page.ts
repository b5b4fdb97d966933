import type { Catalogue } from '../../knowledge/training/catalogue.ts';
import { siteAddress } from '../../layouts/addresses.ts';
import { button, element } from '../elements.ts';
import { fetchCatalogue } from './catalogue.ts';
import { repetition } from './progress/derive.ts';
import { eventId } from './progress/events.ts';
import { type DueQuestion, dueQuestions, nextDue, sayNext, standingOf } from './progress/repetition.ts';
import { openProgress, type ProgressStore } from './progress/store.ts';
import { keepInStep } from './progress/sync.ts';
import { liftQuestion } from './questions/lift.ts';
import { enhanceQuestion } from './questions/question.ts';
import { startPage } from './start-page.ts';

startPage('[data-repeat]', start);

/** Asks what is due, one question after the other. */
async function start(root: HTMLElement): Promise<void> {
	const [catalogue, progress] = await Promise.all([fetchCatalogue(), openProgress()]);
	const due = dueQuestions(await progress.all(), catalogue, Date.now());
	let right = 0;
	let answered = 0;
	const turnTo = async (at: number): Promise<void> => {
		const one = due[at];
		const head = element(
			'h2',
			'',
			one === undefined ? await sayEnd(progress, catalogue, answered, right) : `Question ${at + 1} of ${due.length}`,
		);
		head.tabIndex = -1;
		root.replaceChildren(head);
		if (at > 0) head.focus();
		if (one === undefined) {
			root.append(links(due.length === 0));
			if (answered > 0) void keepInStep(progress);
			return;
		}
		const next = element('p', 'not-content');
		const onwards = button('primary', at === due.length - 1 ? 'Finish' : 'Next question', () => void turnTo(at + 1));
		const from = element('p', 'training-place not-content', 'From ');
		const module = element('a', '', one.module.title);
		module.href = addressOf(one);
		from.append(module, `, ${one.path.title}`);
		root.append(from);
		const asked = await ask(one, async (isRight, ms) => {
			answered++;
			if (isRight) right++;
			const comes = await record(progress, one, isRight, ms);
			const said = element('span', 'hint', `${isRight ? 'Right' : 'Not right'}: this question ${sayNext(comes, Date.now())}.`);
			next.replaceChildren(onwards, ' ', said);
			// The button that was pressed is gone.
			if (isRight) onwards.focus();
		});
		if (asked instanceof HTMLElement) root.append(asked, next);
		else {
			next.replaceChildren(onwards);
			root.append(element('p', 'problem', asked), next);
		}
	};
	await turnTo(0);
}

/** The question, to be answered; or a sentence that says why it cannot be asked now. */
async function ask(one: DueQuestion, answered: (right: boolean, ms: number) => Promise<void>): Promise<HTMLElement | string> {
	const unknown = 'The page of its module does not ask this question as this page knows it: load the page anew.';
	try {
		const section = await liftQuestion(addressOf(one), one.module.title, one.question.id);
		if (section === null) return unknown;
		const live = await enhanceQuestion(section, { answered: (right, ms) => void answered(right, ms) });
		return live === null ? unknown : section;
	} catch (error) {
		return error instanceof Error ? error.message : String(error);
	}
}

/** Keeps an answer; gives when the question is asked again, in milliseconds since 1970, or null where it is learnt. */
async function record(
	progress: ProgressStore,
	{ path, module, question }: DueQuestion,
	right: boolean,
	ms: number,
): Promise<number | null> {
	await progress.add({
		...{ id: eventId(), at: Date.now(), path: path.id, module: module.id, version: module.version },
		...{ kind: 'answer', attempt: repetition, question: question.id, about: question.about, right, ms },
	});
	return standingOf(await progress.all(), module.id, question.id)?.due ?? null;
}

/** What is said at the end, or at once where nothing is due. */
async function sayEnd(progress: ProgressStore, catalogue: Catalogue, answered: number, right: number): Promise<string> {
	const [events, now] = [await progress.all(), Date.now()];
	const left = dueQuestions(events, catalogue, now).length;
	const next = nextDue(events, catalogue, now);
	const said = [
		answered > 0 && `${right} of ${answered} right.`,
		left > 0 && `${left} could not be asked.`,
		answered === 0 && left === 0 && 'Nothing is due.',
		next !== null && `The next question ${sayNext(next, now)}.`,
	];
	return said.filter((one) => one !== false).join(' ');
}

function links(isIdle: boolean): HTMLElement {
	const line = element('p', 'not-content', isIdle ? 'What you miss in a module comes here by itself. ' : '');
	const back = element('a', '', 'Back to the training');
	back.href = siteAddress('training/');
	line.append(back);
	return line;
}

function addressOf({ path, module }: DueQuestion): string {
	return siteAddress(`training/${path.folder}/${module.address}/`);
}
