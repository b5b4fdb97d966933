import { useState } from 'preact/hooks';
import * as z from 'zod/mini';
import { copyText } from '../copy.ts';
import { inTab } from '../kept.ts';
import type { EscalationCardProps } from './EscalationCard.tsx';
import { nameArticle, writeHandover } from './handover.ts';

const filledSchema = z.object({ ticket: z.string(), article: z.string(), facts: z.array(z.string()) });
type Filled = z.infer<typeof filledSchema>;

/** A field for each fact that the team asks for, and the block made of them to copy. */
export function HandoverFields({ team, tier, contact, facts, article, ticket }: EscalationCardProps) {
	const name = ticket === undefined ? null : `handover.${team}.${ticket}`;
	const [filled, setFilled] = useState<Filled>(
		() =>
			(name === null ? null : inTab.read(name, filledSchema)) ?? {
				ticket: '',
				article: article === undefined ? '' : nameArticle(article),
				facts: [],
			},
	);
	const change = (changed: Partial<Filled>): void => {
		const next = { ...filled, ...changed };
		setFilled(next);
		if (name !== null) inTab.write(name, next);
	};
	const setFact = (position: number, value: string): void =>
		change({ facts: facts.map((_, at) => (at === position ? value : (filled.facts[at] ?? ''))) });
	const copy = (event: Event): void => {
		event.preventDefault();
		const values = facts.map((fact, at) => ({ fact, value: filled.facts[at] ?? '' }));
		void copyText(writeHandover({ team, tier, contact, ticket: filled.ticket, article: filled.article, facts: values }));
	};
	return (
		<form class="handover" onSubmit={copy}>
			<h4>Hand over</h4>
			<div class="handover-fields">
				<label>
					Ticket id{' '}
					<input
						value={filled.ticket}
						autocomplete="off"
						spellcheck={false}
						onInput={(event) => change({ ticket: event.currentTarget.value })}
					/>
				</label>
				<label>
					Article used{' '}
					<input
						value={filled.article}
						autocomplete="off"
						spellcheck={false}
						onInput={(event) => change({ article: event.currentTarget.value })}
					/>
				</label>
				{facts.map((fact, at) => (
					<label key={fact}>
						{fact} <textarea rows={1} value={filled.facts[at] ?? ''} onInput={(event) => setFact(at, event.currentTarget.value)} />
					</label>
				))}
			</div>
			<p class="actions">
				<button type="submit">Copy for the team</button>
				<span>What you fill in stays in this tab.</span>
			</p>
		</form>
	);
}
