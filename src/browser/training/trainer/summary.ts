import { median } from 'd3-array';
import type { Catalogue, CatalogueModule, CataloguePath, CatalogueQuestion } from '../../../knowledge/training/catalogue.ts';
import { moduleState, pathState } from '../progress/derive.ts';
import type { EventOf, ProgressEvent } from '../progress/events.ts';
import type { Trainee } from './people.ts';
import { type Share, shareOf } from './share.ts';

export interface ModuleRow {
	path: CataloguePath;
	module: CatalogueModule;
	begun: number;
	/** Who passed at the first attempt, of those who finished one. */
	passedFirst: Share;
	/** Who has passed, of those who began. */
	passed: Share;
	/** Median of what people spent on the questions of their first attempt, in minutes. */
	minutes: number | null;
}

export interface QuestionRow {
	module: CatalogueModule;
	question: CatalogueQuestion;
	/** Who was right at the very first answer, of those who gave one. */
	right: Share;
	/** Median of the time to that answer. */
	seconds: number | null;
}

export interface SectionRow {
	/** Article and section, `KI-0001#check`. */
	about: string;
	title: string;
	heading: string;
	questions: number;
	/** First answers that were wrong. */
	missed: Share;
	/** It is missed more than the rest, and not by chance alone. */
	isCandidate: boolean;
}

export interface PersonRow {
	person: Trainee;
	passed: number;
	of: number;
	/** Titles of the paths that are finished. */
	finished: string[];
	/** Points of practice tickets, the best answer to each. */
	points: Share;
	/** Of the last event, in milliseconds since 1970; null where there is none. */
	last: number | null;
}

export interface TicketRow {
	ticket: string;
	/** Points at everybody's first answer. */
	points: Share;
	/** Median, in minutes. */
	minutes: number | null;
}

export interface Summary {
	people: PersonRow[];
	modules: ModuleRow[];
	/** Most missed first. */
	questions: QuestionRow[];
	/** Most missed first. */
	sections: SectionRow[];
	/** Fewest points first. */
	tickets: TicketRow[];
	/** Share of first answers that were wrong, over all questions. */
	missed: Share;
	/** Answers to questions that the site has no more. */
	elsewhere: number;
}

/** With fewer answers nothing is said about a section. */
const fewestAnswers = 5;

/** What many people's progress says of the training and of the articles that it teaches. */
export function summarise(people: readonly Trainee[], catalogue: Catalogue): Summary {
	const modules = catalogue.paths.flatMap((path) => path.modules.map((module) => ({ path, module })));
	const firsts = people.map(({ events }) => firstAnswers(events));
	const questions = modules.flatMap(({ module }) => module.questions.map((question) => describeQuestion(module, question, firsts)));
	const known = new Set(questions.map(({ module, question }) => keyOf(module.id, question.id)));
	const answers = firsts.flatMap((own) => [...own].filter(([key]) => known.has(key)).map(([, answer]) => answer));
	const missed = shareOf(answers.filter(({ right }) => !right).length, answers.length);
	return {
		people: people.map((person) => describePerson(person, catalogue)),
		modules: modules.map(({ path, module }) => describeModule(path, module, people)),
		questions: questions.sort((a, b) => b.right.of - b.right.count - (a.right.of - a.right.count) || b.right.of - a.right.of),
		sections: describeSections(questions, missed),
		tickets: describeTickets(people),
		missed,
		elsewhere: firsts.reduce((sum, own) => sum + [...own.keys()].filter((key) => !known.has(key)).length, 0),
	};
}

const keyOf = (module: string, question: string): string => `${module}/${question}`;

/** The very first answer of somebody to each question: later ones have seen the explanation. */
function firstAnswers(events: readonly ProgressEvent[]): Map<string, EventOf<'answer'>> {
	const first = new Map<string, EventOf<'answer'>>();
	for (const event of events) {
		if (event.kind !== 'answer') continue;
		const key = keyOf(event.module, event.question);
		if (!first.has(key)) first.set(key, event);
	}
	return first;
}

function describeQuestion(
	module: CatalogueModule,
	question: CatalogueQuestion,
	firsts: readonly ReadonlyMap<string, EventOf<'answer'>>[],
): QuestionRow {
	const given = firsts.flatMap((own) => own.get(keyOf(module.id, question.id)) ?? []);
	const seconds = median(given, ({ ms }) => ms / 1_000) ?? null;
	return { module, question, right: shareOf(given.filter(({ right }) => right).length, given.length), seconds };
}

function describeModule(path: CataloguePath, module: CatalogueModule, people: readonly Trainee[]): ModuleRow {
	const own = people.map(({ events }) => events.filter((event) => event.kind !== 'practice' && event.module === module.id));
	const begun = own.filter((events) => events.length > 0);
	const outcomes = begun.flatMap((events) => events.find(({ kind }) => kind === 'pass' || kind === 'fail') ?? []);
	const passed = begun.filter((events) => events.some(({ kind }) => kind === 'pass'));
	return {
		path,
		module,
		begun: begun.length,
		passedFirst: shareOf(outcomes.filter(({ kind }) => kind === 'pass').length, outcomes.length),
		passed: shareOf(passed.length, begun.length),
		minutes: median(begun.flatMap((events) => minutesOfFirst(events) ?? [])) ?? null,
	};
}

/** What somebody spent on the questions of the first attempt that was finished; null where none was. */
function minutesOfFirst(events: readonly ProgressEvent[]): number | null {
	const outcome = events.find((event): event is EventOf<'pass'> | EventOf<'fail'> => event.kind === 'pass' || event.kind === 'fail');
	if (outcome === undefined) return null;
	const answers = events.filter((event): event is EventOf<'answer'> => event.kind === 'answer' && event.attempt === outcome.attempt);
	return answers.reduce((sum, { ms }) => sum + ms, 0) / 60_000;
}

/** A section is a candidate for rewriting where even the low end of its interval lies above what is missed over all. */
function describeSections(questions: readonly QuestionRow[], missed: Share): SectionRow[] {
	const rows = [...Map.groupBy(questions, ({ question }) => question.about)].map(([about, own]): SectionRow => {
		const [article = '', anchor = ''] = about.split('#');
		const taught = own[0]?.module.taught.find((one) => one.article === article);
		const of = own.reduce((sum, { right }) => sum + right.of, 0);
		const share = shareOf(
			own.reduce((sum, { right }) => sum + right.of - right.count, 0),
			of,
		);
		return {
			about,
			title: taught?.title ?? article,
			heading: taught?.sections.find((section) => section.anchor === anchor)?.heading ?? anchor,
			questions: own.length,
			missed: share,
			isCandidate: of >= fewestAnswers && missed.share !== null && share.low > missed.share,
		};
	});
	return rows.sort((a, b) => b.missed.low - a.missed.low || a.about.localeCompare(b.about));
}

function describePerson(person: Trainee, catalogue: Catalogue): PersonRow {
	const { events } = person;
	const states = catalogue.paths.flatMap(({ modules }) => modules.map((module) => moduleState(events, module).is));
	const best = new Map<string, EventOf<'practice'>>();
	for (const event of events) {
		if (event.kind === 'practice' && event.points >= (best.get(event.ticket)?.points ?? 0)) best.set(event.ticket, event);
	}
	return {
		person,
		passed: states.filter((is) => is === 'passed' || is === 'changed').length,
		of: states.length,
		finished: catalogue.paths.filter((path) => pathState(events, path, catalogue.paths).finished !== null).map(({ title }) => title),
		points: addUp([...best.values()]),
		last: events.at(-1)?.at ?? null,
	};
}

function describeTickets(people: readonly Trainee[]): TicketRow[] {
	const firsts = people.flatMap(({ events }) => {
		const first = new Map<string, EventOf<'practice'>>();
		for (const event of events) if (event.kind === 'practice' && !first.has(event.ticket)) first.set(event.ticket, event);
		return [...first.values()];
	});
	const rows = [...Map.groupBy(firsts, ({ ticket }) => ticket)].map(
		([ticket, own]): TicketRow => ({ ticket, points: addUp(own), minutes: median(own, ({ ms }) => ms / 60_000) ?? null }),
	);
	return rows.sort((a, b) => (a.points.share ?? 1) - (b.points.share ?? 1) || a.ticket.localeCompare(b.ticket));
}

function addUp(events: readonly EventOf<'practice'>[]): Share {
	return shareOf(
		events.reduce((sum, { points }) => sum + points, 0),
		events.reduce((sum, { of }) => sum + of, 0),
	);
}
