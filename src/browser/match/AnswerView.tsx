import type { ComponentChildren, RefObject } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { describeConfidence, reasons, verdicts } from '../../matching/wording.ts';
import { EscalationCard } from '../escalation/EscalationCard.tsx';
import { isTyping } from '../typing.ts';
import { ArticleInPlace } from './ArticleInPlace.tsx';
import type { Answered } from './ask.ts';
import { CandidateList } from './CandidateList.tsx';
import { MarkedText } from './MarkedText.tsx';
import { ModelProgress } from './ModelProgress.tsx';
import { allowModel } from './model-choice.ts';
import { OutcomeForm } from './OutcomeForm.tsx';
import type { Asked, UsedAnswer } from './use-answer.ts';

/** Candidates shown: the right one is among them in 98 of 100 tickets. */
const shownCandidates = 3;

interface Props extends Omit<UsedAnswer, 'asked'> {
	asked: Asked;
	/** The article that was open, from the address bar; else the first. */
	opened?: string | null;
	/** Told which article is open. */
	onOpen?(article: string): void;
	/** What stands below the open article in place of the question what came of it: nobody is helped with a practice ticket. */
	below?(article: string): ComponentChildren;
}

/** Decision, candidates, the article's steps in place, what became of it, and whom to escalate to. */
export function AnswerView({ asked, ask, hold, showBetter, opened = null, onOpen, below }: Props) {
	const { answered, better, loading, problem } = asked;
	return (
		<>
			{loading !== null && <ModelProgress {...loading} />}
			{problem !== null && <p class="problem">{problem} Searching and browsing still work.</p>}
			{better !== null && (
				<p class="better">
					The better ranking is ready.{' '}
					<button type="button" onClick={showBetter}>
						Show it
					</button>
				</p>
			)}
			{answered !== null && (
				<Given key={asked.id} asked={asked} ask={ask} answered={answered} hold={hold} opened={opened} onOpen={onOpen} below={below} />
			)}
		</>
	);
}

interface GivenProps extends Pick<Props, 'opened' | 'onOpen' | 'hold' | 'ask' | 'below'> {
	asked: Asked;
	answered: Answered;
}

function Given({ asked, ask, answered, hold, opened = null, onOpen, below }: GivenProps) {
	const { result, explained } = answered.answer;
	const shown = result.candidates.slice(0, shownCandidates);
	const [chosen, setChosen] = useState<string | null>(null);
	const has = (article: string | null): boolean => shown.some((candidate) => candidate.article === article);
	// A decision of `none` opens nothing by itself: the nearest article is not an answer.
	const open = has(chosen) ? chosen : has(opened) ? opened : result.decision === 'none' ? null : (shown[0]?.article ?? null);
	const position = shown.findIndex((candidate) => candidate.article === open);
	const steps = useRef<HTMLDivElement>(null);
	const [choices, setChoices] = useState(0);
	const choose = (article: string): void => {
		hold();
		setChosen(article);
		setChoices((before) => before + 1);
		onOpen?.(article);
	};
	// Whoever chose an article wants its steps next, which lie behind the other candidates and the escalation.
	useEffect(() => {
		const chosenSteps = choices === 0 ? null : steps.current?.querySelector<HTMLElement>('.in-place');
		if (!chosenSteps) return;
		chosenSteps.focus({ preventScroll: true });
		chosenSteps.scrollIntoView({ block: 'start' });
	}, [choices]);
	const place = useRef<HTMLDivElement>(null);
	useNumberKeys(place, shown.length, (at) => choose(shown[at]?.article ?? ''));
	const evidence = explained[position === -1 ? 0 : position] ?? [];
	const passages = evidence.flatMap(({ passage }) => (passage === undefined ? [] : [passage.text]));
	const article = shown[position];
	const candidates = <CandidateList candidates={shown} open={open} onChoose={choose} />;
	const ticket = asked.text !== '' && (
		<details class="asked-ticket" open>
			<summary>What matched in the ticket</summary>
			<p>
				<MarkedText text={asked.text} spans={evidence.flatMap(({ spans }) => spans)} />
			</p>
		</details>
	);
	const about = article === undefined || result.decision === 'none' ? {} : { article: { id: article.article, title: article.title } };
	const escalation = result.escalation !== null && <EscalationCard {...result.escalation} {...about} ticket={asked.id} />;
	return (
		<div class="given" ref={place}>
			<div class="found not-content">
				<h2 class="sr-only">Answer</h2>
				<p class={`verdict ${result.decision}`}>
					<strong>{verdicts[result.decision]}</strong>{' '}
					{result.reason === undefined ? `${describeConfidence(result.confidence)}.` : reasons[result.reason]}
					{result.decision === 'none' && result.escalation !== null && ` Escalate to ${result.escalation.team} with the facts below.`}
				</p>
				{answered.note !== null && (
					<p class="note">
						{answered.note}{' '}
						{answered.withoutModel && (
							<button
								type="button"
								class="quiet"
								onClick={() => {
									allowModel();
									ask(asked.text, asked.filter);
								}}
							>
								Load the model (55 MB, once)
							</button>
						)}
					</p>
				)}
				{result.decision === 'none' ? (
					<>
						{escalation}
						{shown.length > 0 && (
							<details class="nearest" open={open !== null}>
								<summary>Nearest, but not near enough to rely on</summary>
								{candidates}
							</details>
						)}
						{ticket}
					</>
				) : (
					<>
						{candidates}
						{ticket}
						{escalation}
					</>
				)}
			</div>
			{article !== undefined && (
				<div class="opened" ref={steps}>
					<ArticleInPlace
						key={article.article}
						article={article.article}
						title={article.title}
						passages={passages}
						isCertain={result.decision === 'match'}
						onUse={hold}
					/>
					{below?.(article.article) ?? (
						<OutcomeForm key={`${asked.id}${article.article}`} asked={asked} article={article.article} onUse={hold} />
					)}
				</div>
			)}
		</div>
	);
}

/**
 * Keys 1 to 3 open a candidate, wherever the focus is but in a field: of the answer that is in front, which a dialog over
 * it, or its own closed one, takes away.
 */
function useNumberKeys(place: RefObject<HTMLElement | null>, count: number, choose: (at: number) => void): void {
	useEffect(() => {
		const listen = (event: KeyboardEvent): void => {
			const { target, key, ctrlKey, metaKey, altKey } = event;
			// In a decision tree the numbers choose its answers.
			const isTree = target instanceof Element && target.closest('.decide') !== null;
			const dialog = [...document.querySelectorAll('dialog[open]')].at(-1);
			const isInFront = place.current?.checkVisibility() === true && (dialog === undefined || dialog.contains(place.current));
			const at = Number(key) - 1;
			const isOwn = Number.isInteger(at) && at >= 0 && at < count;
			if (!isOwn || !isInFront || isTree || isTyping(target) || ctrlKey || metaKey || altKey) return;
			choose(at);
			event.preventDefault();
		};
		addEventListener('keydown', listen);
		return () => removeEventListener('keydown', listen);
	});
}
