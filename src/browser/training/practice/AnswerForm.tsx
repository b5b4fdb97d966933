import { useState } from 'preact/hooks';
import type { PracticeTicket } from '../../../knowledge/schemas/training.ts';
import type { GivenAnswer } from './score.ts';

/** An article or a team that can be chosen. */
export interface Named {
	id: string;
	title: string;
}

interface Props {
	ticket: PracticeTicket;
	articles: readonly Named[];
	teams: readonly Named[];
	chosen: readonly string[];
	onChoose(articles: string[]): void;
	onAnswer(given: GivenAnswer): void;
}

const noArticle = 'none';

/** Article, reply and escalation: what a specialist decides on a ticket. */
export function AnswerForm({ ticket, articles, teams, chosen, onChoose, onAnswer }: Props) {
	const [typed, setTyped] = useState('');
	const [isNone, setNone] = useState(false);
	const [reply, setReply] = useState<number | null>(null);
	const [escalation, setEscalation] = useState('');
	const [problem, setProblem] = useState<string | null>(null);

	const add = (): void => {
		const id = typed.trim().split(/\s+/)[0]?.toUpperCase() ?? '';
		const article = articles.find((one) => one.id.toUpperCase() === id);
		if (article === undefined) {
			setProblem(typed.trim() === '' ? 'Type the id of an article first.' : `There is no article “${typed.trim()}”.`);
			return;
		}
		setProblem(null);
		setTyped('');
		setNone(false);
		if (!chosen.includes(article.id)) onChoose([...chosen, article.id]);
	};
	const answer = (event: Event): void => {
		event.preventDefault();
		const lacks =
			chosen.length === 0 && !isNone
				? 'Name the article, or say that none answers it.'
				: reply === null
					? 'Choose a reply.'
					: escalation === ''
						? 'Say whether it is escalated, and to whom.'
						: null;
		setProblem(lacks);
		if (lacks !== null || reply === null) return;
		onAnswer({ articles: isNone ? [] : chosen, reply, escalation: escalation === noArticle ? null : escalation });
	};
	return (
		<form class="practice-answer" method="dialog" onSubmit={answer}>
			<fieldset>
				<legend>Article</legend>
				<ul class="practice-chosen">
					{chosen.map((id) => (
						<li key={id}>
							{id} {articles.find((article) => article.id === id)?.title}{' '}
							<button
								type="button"
								class="quiet"
								aria-label={`Take ${id} out`}
								onClick={() => onChoose(chosen.filter((one) => one !== id))}
							>
								Take out
							</button>
						</li>
					))}
				</ul>
				<label>
					Article by id{' '}
					<input
						type="text"
						list="practice-articles"
						value={typed}
						onInput={({ currentTarget }) => setTyped(currentTarget.value)}
						onKeyDown={(event) => {
							if (event.key !== 'Enter') return;
							event.preventDefault();
							add();
						}}
					/>
				</label>{' '}
				<button type="button" onClick={add}>
					Add it
				</button>
				<datalist id="practice-articles">
					{articles.map(({ id, title }) => (
						<option key={id} value={`${id} ${title}`} />
					))}
				</datalist>
				<label class="practice-none">
					<input
						type="checkbox"
						checked={isNone}
						onChange={({ currentTarget }) => {
							setNone(currentTarget.checked);
							if (currentTarget.checked) onChoose([]);
						}}
					/>{' '}
					No article answers it
				</label>
			</fieldset>
			<fieldset>
				<legend>Reply</legend>
				{ticket.replies.map(({ text }, at) => (
					<label class="practice-reply" key={text}>
						<input type="radio" name="reply" checked={reply === at} onChange={() => setReply(at)} /> <span>{text}</span>
					</label>
				))}
			</fieldset>
			<label class="practice-team">
				Escalation{' '}
				<select value={escalation} onChange={({ currentTarget }) => setEscalation(currentTarget.value)}>
					<option value="">Choose</option>
					<option value={noArticle}>Stays with the desk</option>
					{teams.map(({ id, title }) => (
						<option key={id} value={id}>
							{title}
						</option>
					))}
				</select>
			</label>
			<p class="problem" role="status">
				{problem}
			</p>
			<button type="submit">Answer the ticket</button>
		</form>
	);
}
