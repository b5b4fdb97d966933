import { render } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { siteAddress } from '../../layouts/addresses.ts';
import type { Filter } from '../../matching/match-ticket.ts';
import { AnswerView } from '../match/AnswerView.tsx';
import { useAnswer } from '../match/use-answer.ts';
import { FilterBar } from './FilterBar.tsx';
import { HitList } from './HitList.tsx';
import { warmUp } from './search.ts';
import { isTicketLike } from './ticket-like.ts';
import { useSearch } from './use-search.ts';

export { warmUp };

let dialog: HTMLDialogElement | null = null;

/** Opens the search box over the page; a second call puts the focus into it. */
export function openPalette(): void {
	if (dialog === null) {
		dialog = document.createElement('dialog');
		dialog.className = 'palette';
		dialog.setAttribute('aria-label', 'Search, or match a ticket');
		document.body.append(dialog);
		const made = dialog;
		made.addEventListener('click', ({ target }) => {
			if (target === made) made.close();
		});
		render(<Palette onClose={() => made.close()} />, made);
	}
	if (!dialog.open) dialog.showModal();
	warmUp();
	dialog.querySelector('textarea')?.focus();
	dialog.querySelector('textarea')?.select();
}

function openHit(id: string): void {
	document.getElementById(`hit-${id}`)?.click();
}

/** One box for both: a few words are searched, a pasted ticket is matched. */
function Palette({ onClose }: { onClose(): void }) {
	const [text, setText] = useState('');
	const [filter, setFilter] = useState<Filter>({});
	const [chosen, setChosen] = useState<string | null>(null);
	/** The text that Enter was pressed for before anything was found for it. */
	const [hurried, setHurried] = useState<string | null>(null);
	const { found, busy } = useSearch(text, filter);
	const { asked, ask, hold, showBetter } = useAnswer();
	const isTicket = isTicketLike(text);
	const isAnswered = asked !== null && asked.text === text.trim();
	const answer = useRef<HTMLElement>(null);
	const hits = found?.hits ?? [];
	// What is shown may still be the answer to what stood there before.
	const isCurrent = found?.query === text.trim();
	// The list may change its order below a choice, which stays on its article. A pasted ticket is matched by Enter, so
	// nothing is active before the reader chooses.
	const place = hits.findIndex(({ facts }) => facts.id === chosen);
	const active = place === -1 && !isTicket ? 0 : place;
	useEffect(() => setChosen(null), [text]);
	useEffect(() => {
		if (hurried === null || !isCurrent) return;
		const [first] = hits;
		if (hurried === text.trim() && first !== undefined) openHit(first.facts.id);
		else if (hurried === text.trim() && !found?.settled) return;
		setHurried(null);
	}, [found, hurried, text]);

	// From the answer the keys 1 to 3 open a candidate; `/` leads back to the box.
	useEffect(() => {
		if (asked?.answered) answer.current?.focus();
	}, [asked?.answered]);

	const match = (): void => {
		if (text.trim() !== '') ask(text, filter);
	};
	const press = (event: KeyboardEvent): void => {
		const { key, ctrlKey, metaKey, shiftKey, isComposing } = event;
		if (isComposing) return;
		if (key === 'Enter' && !shiftKey) {
			event.preventDefault();
			const hit = isCurrent ? hits[active] : undefined;
			// A key that is held down asks once.
			if (event.repeat) return;
			if (ctrlKey || metaKey || (isTicket && hit === undefined)) match();
			else if (hit !== undefined) openHit(hit.facts.id);
			else if (isCurrent && found?.settled) match();
			else setHurried(text.trim());
		} else if ((key === 'ArrowDown' || key === 'ArrowUp') && !isAnswered && hits.length > 0 && !text.includes('\n')) {
			event.preventDefault();
			const step = key === 'ArrowDown' ? 1 : -1;
			setChosen(hits[(Math.max(active, -step) + step + hits.length) % hits.length]?.facts.id ?? null);
		}
	};
	return (
		<div class="palette-frame">
			<div class="palette-box not-content">
				<textarea
					rows={1}
					value={text}
					placeholder="Search, or paste a ticket"
					aria-label="Search, or paste a ticket"
					aria-controls={isAnswered ? undefined : 'palette-hits'}
					aria-autocomplete="list"
					aria-activedescendant={isAnswered || hits[active] === undefined ? undefined : `hit-${hits[active].facts.id}`}
					spellcheck={false}
					onInput={({ currentTarget }) => setText(currentTarget.value)}
					onKeyDown={press}
				/>
				<button type="button" class="quiet" onClick={onClose}>
					Close <kbd>Esc</kbd>
				</button>
			</div>
			<FilterBar filter={filter} onChange={setFilter} />
			<p class="palette-hint not-content">
				{isTicket ? (
					<span>
						<kbd>Enter</kbd> finds the workaround for this ticket
					</span>
				) : (
					<span>
						<kbd>↑</kbd> <kbd>↓</kbd> choose, <kbd>Enter</kbd> opens
					</span>
				)}
				<button type="button" class="quiet" disabled={text.trim() === ''} onClick={match}>
					Match as a ticket <kbd>Ctrl</kbd> <kbd>Enter</kbd>
				</button>
			</p>
			<div class="palette-results">
				{isAnswered ? (
					<section
						class="answer"
						data-answer
						data-by={asked.answered?.by}
						aria-label="Answer"
						aria-busy={asked.answered === null && asked.problem === null}
						tabIndex={-1}
						ref={answer}
					>
						<AnswerView asked={asked} ask={ask} hold={hold} showBetter={showBetter} />
					</section>
				) : (
					<HitList found={found} busy={busy} active={active} query={text} onMatch={match} matchPage={siteAddress('match/')} />
				)}
			</div>
		</div>
	);
}
