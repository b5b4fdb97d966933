import { useEffect, useRef, useState } from 'preact/hooks';
import type { PracticeTicket } from '../../../knowledge/schemas/training.ts';
import { AnswerView } from '../../match/AnswerView.tsx';
import { useAnswer } from '../../match/use-answer.ts';
import { AnswerForm, type Named } from './AnswerForm.tsx';
import { Clock } from './Clock.tsx';
import { type GivenAnswer, pointsOfTicket, type ScoredPart, scoreAnswer } from './score.ts';

export interface Practised {
	ticket: string;
	given: GivenAnswer;
	points: number;
	/** From the moment that the ticket was shown, in milliseconds. */
	ms: number;
	timed: boolean;
}

interface Props {
	tickets: readonly PracticeTicket[];
	articles: readonly Named[];
	teams: readonly Named[];
	/** Best points of each ticket that has been answered, by its id. */
	best: ReadonlyMap<string, number>;
	onPractised(done: Practised): void;
}

/** Takes one practice ticket after the other; a ticket is matched as on the match page, by the same code. */
export function PracticeDesk({ tickets, articles, teams, best, onPractised }: Props) {
	const [at, setAt] = useState(() => firstOpen(tickets, best));
	const [timed, setTimed] = useState(false);
	const [turn, setTurn] = useState(0);
	const ticket = tickets[at];
	const done = tickets.filter(({ id }) => best.has(id)).length;
	const points = [...best.values()].reduce((sum, one) => sum + one, 0);
	const goTo = (next: number): void => {
		setAt(next);
		setTurn(turn + 1);
	};
	if (ticket === undefined) return <p>This knowledge base has no practice tickets.</p>;
	return (
		<>
			<p class="practice-status" role="status">
				{done} of {tickets.length} tickets answered{done > 0 && `, ${points} of ${done * pointsOfTicket} points`}
			</p>
			<div class="practice-tools">
				<label>
					Ticket{' '}
					<select value={ticket.id} onChange={({ currentTarget }) => goTo(currentTarget.selectedIndex)}>
						{tickets.map(({ id, subject, text }) => (
							<option key={id} value={id}>
								{id} {best.has(id) ? `(${best.get(id)} of ${pointsOfTicket})` : ''} {(subject ?? text).slice(0, 50)}
							</option>
						))}
					</select>
				</label>
				<label>
					<input
						type="checkbox"
						checked={timed}
						onChange={({ currentTarget }) => {
							setTimed(currentTarget.checked);
							setTurn(turn + 1);
						}}
					/>{' '}
					Against the clock
				</label>
			</div>
			<OneTicket
				key={`${ticket.id}.${turn}`}
				ticket={ticket}
				articles={articles}
				teams={teams}
				timed={timed}
				isLast={at === tickets.length - 1}
				onPractised={onPractised}
				onNext={() => goTo(at + 1)}
				onAgain={() => setTurn(turn + 1)}
				takesFocus={turn > 0}
			/>
		</>
	);
}

/** Position of the first ticket that is not answered yet; the first where all are. */
function firstOpen(tickets: readonly PracticeTicket[], best: ReadonlyMap<string, number>): number {
	return Math.max(
		0,
		tickets.findIndex(({ id }) => !best.has(id)),
	);
}

interface OneProps extends Pick<Props, 'articles' | 'teams' | 'onPractised'> {
	ticket: PracticeTicket;
	timed: boolean;
	isLast: boolean;
	/** Whether the reader has chosen it: then it is what is read next. */
	takesFocus: boolean;
	onNext(): void;
	onAgain(): void;
}

function OneTicket({ ticket, articles, teams, timed, isLast, takesFocus, onPractised, onNext, onAgain }: OneProps) {
	const { asked, ask, hold, showBetter } = useAnswer({ isPractice: true });
	const [chosen, setChosen] = useState<string[]>([]);
	const [scored, setScored] = useState<{ points: number; parts: ScoredPart[] } | null>(null);
	const [start] = useState(Date.now);
	const head = useRef<HTMLHeadingElement>(null);
	const result = useRef<HTMLDivElement>(null);
	useEffect(() => {
		if (takesFocus) head.current?.focus();
	}, []);
	useEffect(() => {
		if (scored !== null) result.current?.focus();
	}, [scored]);
	const text = ticket.subject === undefined ? ticket.text : `${ticket.subject}\n\n${ticket.text}`;
	const answer = (given: GivenAnswer): void => {
		const found = scoreAnswer(ticket, given);
		setScored(found);
		onPractised({ ticket: ticket.id, given, points: found.points, ms: Date.now() - start, timed });
	};
	return (
		<>
			<article class="practice-ticket">
				<h2 tabIndex={-1} ref={head}>
					{ticket.id}
					{ticket.subject !== undefined && `: ${ticket.subject}`}
				</h2>
				<p class="practice-mark">Written for training: nobody sent it.</p>
				<p class="practice-text">{ticket.text}</p>
				{timed && scored === null && <Clock start={start} minutes={ticket.minutes} />}
				<button type="button" onClick={() => ask(text, {})}>
					Match this ticket
				</button>
			</article>
			{asked !== null && (
				<section class="answer" aria-label="What the match page answers" aria-busy={asked.answered === null && asked.problem === null}>
					<AnswerView
						asked={asked}
						ask={ask}
						hold={hold}
						showBetter={showBetter}
						below={(article) => (
							<p class="practice-take not-content">
								<button
									type="button"
									disabled={chosen.includes(article) || scored !== null}
									onClick={() => setChosen([...chosen, article])}
								>
									{chosen.includes(article) ? `${article} is in your answer` : `Answer with ${article}`}
								</button>
							</p>
						)}
					/>
				</section>
			)}
			{scored === null ? (
				<AnswerForm ticket={ticket} articles={articles} teams={teams} chosen={chosen} onChoose={setChosen} onAnswer={answer} />
			) : (
				<div class="practice-result" ref={result} tabIndex={-1}>
					<h2>
						{scored.points} of {pointsOfTicket} points
					</h2>
					<dl>
						{scored.parts.map(({ what, right, reasons }) => (
							<div key={what} data-judged={right ? 'right' : 'wrong'}>
								<dt>
									{what}: {right ? 'right' : 'not right'}
								</dt>
								{reasons.map((reason) => (
									<dd key={reason}>{reason}</dd>
								))}
							</div>
						))}
					</dl>
					<p>
						{!isLast && (
							<button type="button" class="primary" onClick={onNext}>
								Next ticket
							</button>
						)}{' '}
						<button type="button" class="quiet" onClick={onAgain}>
							Answer it again
						</button>
					</p>
				</div>
			)}
		</>
	);
}
