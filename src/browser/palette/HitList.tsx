import { articleAddress } from '../../layouts/addresses.ts';
import { kindLabels, stateLabels } from '../../layouts/labels.ts';
import { evidenceNames } from '../match/CandidateList.tsx';
import type { Found, Hit } from './search.ts';

interface Props {
	found: Found | null;
	busy: boolean;
	/** Position of the hit that Enter opens; -1 where none. */
	active: number;
	query: string;
	matchPage: string;
	onMatch(): void;
}

/** What was found, in one list; where nothing was, what to do instead. */
export function HitList({ found, busy, active, query, matchPage, onMatch }: Props) {
	const hits = found?.hits ?? [];
	return (
		<>
			{found?.problems.map((problem) => (
				<p key={problem} class="problem">
					{problem}
				</p>
			))}
			<div
				id="palette-hits"
				class="hits"
				role="listbox"
				tabIndex={hits.length > 0 ? 0 : -1}
				aria-label="Found"
				aria-busy={busy}
				data-found-for={found?.settled ? found.query : undefined}
			>
				{hits.map((hit, at) => (
					<HitItem key={hit.facts.id} hit={hit} isActive={at === active} />
				))}
			</div>
			{found?.settled && hits.length === 0 && !busy && (
				<div class="nothing not-content">
					<p>
						<strong>Nothing has these words.</strong> Describe the problem as the requester did, and match it as a ticket:
					</p>
					<p>
						<button type="button" onClick={onMatch}>
							Match “{query.length > 60 ? `${query.slice(0, 60)}…` : query}”
						</button>{' '}
						<a href={matchPage}>Open the match page</a>
					</p>
				</div>
			)}
		</>
	);
}

function HitItem({ hit: { facts, exact, keyword, candidate }, isActive }: { hit: Hit; isActive: boolean }) {
	const address = exact ? articleAddress(facts.id) : (keyword?.address ?? nearest(facts.id, candidate?.section.anchor));
	const heading = exact ? '' : (keyword?.heading ?? candidate?.section.heading ?? '');
	const [evidence] = candidate?.evidence ?? [];
	// What requesters wrote stands in no section.
	const label = evidence?.kind === 'phrase' || evidence?.kind === 'ticket' ? evidenceNames[evidence.kind] : heading;
	return (
		<a
			id={`hit-${facts.id}`}
			href={address}
			role="option"
			tabIndex={-1}
			aria-selected={isActive}
			ref={(item) => void (isActive && item?.scrollIntoView({ block: 'nearest' }))}
		>
			<strong>{facts.title}</strong>
			<span class="meta">
				<span>{facts.id}</span>
				<span>{kindLabels[facts.kind].one}</span>
				{facts.severity !== undefined && <span>severity {facts.severity}</span>}
				{facts.systems.length > 0 && <span>{facts.systems.join(', ')}</span>}
				{facts.state !== 'validated' && <span class="state">{stateLabels[facts.state]}</span>}
				{facts.fixed && <span class="state">Fixed</span>}
				{exact && <span class="state">exactly what you typed</span>}
			</span>
			{keyword !== undefined && (
				<span class="excerpt">
					{heading !== '' && heading !== facts.title && <b>{heading}: </b>}
					{keyword.excerpt.map(({ part, marked }, at) => (marked ? <mark key={at}>{part}</mark> : part))}
				</span>
			)}
			{keyword === undefined && evidence !== undefined && (
				<span class="excerpt">
					{label !== '' && label !== facts.title && <b>{label}: </b>}
					{evidence.text}
				</span>
			)}
		</a>
	);
}

function nearest(id: string, anchor: string = ''): string {
	return `${articleAddress(id)}${anchor === '' ? '' : `#${anchor}`}`;
}
