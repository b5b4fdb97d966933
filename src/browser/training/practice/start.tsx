import { render } from 'preact';
import type { PracticeTicket } from '../../../knowledge/schemas/training.ts';
import { siteAddress } from '../../../layouts/addresses.ts';
import { element } from '../../elements.ts';
import { eventId } from '../progress/events.ts';
import { openProgress } from '../progress/store.ts';
import { keepInStep } from '../progress/sync.ts';
import type { Named } from './AnswerForm.tsx';
import { PracticeDesk, type Practised } from './PracticeDesk.tsx';
import { pointsOfTicket } from './score.ts';

/** What `articles.json` has of an article, as far as it is needed here. */
interface Fact extends Named {
	kind: string;
}

const place = document.querySelector<HTMLElement>('[data-practice]');
if (place !== null)
	start(place).catch((error: unknown) => {
		place.replaceChildren(element('p', 'problem', `The practice tickets cannot be had: ${error instanceof Error ? error.message : error}`));
	});

async function start(place: HTMLElement): Promise<void> {
	const [tickets, facts, progress] = await Promise.all([
		fetchJson<PracticeTicket[]>('training/practice.json'),
		fetchJson<Fact[]>('articles.json'),
		openProgress(),
	]);
	const best = new Map<string, number>();
	const count = (ticket: string, points: number): void => {
		best.set(ticket, Math.max(best.get(ticket) ?? 0, points));
	};
	for (const event of await progress.all()) if (event.kind === 'practice') count(event.ticket, event.points);
	const show = (): void =>
		render(
			<PracticeDesk
				tickets={tickets}
				articles={facts.filter(({ kind }) => kind !== 'escalation')}
				teams={facts.filter(({ kind }) => kind === 'escalation')}
				best={new Map(best)}
				onPractised={(done) => {
					count(done.ticket, done.points);
					void progress.add(eventOf(done)).then(() => keepInStep(progress));
					show();
				}}
			/>,
			place,
		);
	show();
}

function eventOf({ ticket, given, points, ms, timed }: Practised) {
	return {
		id: eventId(),
		at: Date.now(),
		kind: 'practice' as const,
		ticket,
		article: [...given.articles],
		reply: given.reply,
		escalation: given.escalation,
		points,
		of: pointsOfTicket,
		ms,
		timed,
	};
}

async function fetchJson<Answer>(path: string): Promise<Answer> {
	const response = await fetch(siteAddress(path));
	if (!response.ok) throw new Error(`${path}: ${response.status}`);
	return response.json();
}
