import { useEffect, useRef, useState } from 'preact/hooks';
import type { Filter } from '../../matching/match-ticket.ts';
import { announceUnseen } from '../announce.ts';
import { recordGap } from './gaps.ts';
import { type Found, search } from './search.ts';
import { longestSearch } from './ticket-like.ts';

/** Letters that come as close together as this are one search, in milliseconds: those of a key held down. What is pasted is asked at once. */
const pause = 30;
/** A search that found nothing and stood this long was meant, in milliseconds. */
const meant = 2_000;

/** What is found for the text, as it is typed; null where nothing is asked. */
export function useSearch(text: string, filter: Filter): { found: Found | null; busy: boolean } {
	const [found, setFound] = useState<Found | null>(null);
	const [busy, setBusy] = useState(false);
	const trimmed = text.trim();
	const query = trimmed.length > longestSearch ? '' : trimmed;
	const before = useRef('');
	useEffect(() => {
		const isTyping = Math.abs(query.length - before.current.length) <= 1;
		before.current = query;
		if (query === '') {
			setFound(null);
			setBusy(false);
			return;
		}
		const asking = new AbortController();
		const { signal } = asking;
		let record = 0;
		setBusy(true);
		const tell = (next: Found): void => {
			if (signal.aborted) return;
			setFound(next);
			if (!next.settled) return;
			setBusy(false);
			announceUnseen(describeCount(next.hits.length));
			if (next.hits.length === 0 && next.problems.length === 0) record = window.setTimeout(() => void recordGap(query), meant);
		};
		const ask = (): void => {
			search(query, filter, tell, { isTyping, signal }).catch((error: unknown) => {
				if (signal.aborted) return;
				setBusy(false);
				setFound({ query, hits: [], settled: true, problems: [error instanceof Error ? error.message : String(error)] });
			});
		};
		const timer = setTimeout(ask, isTyping ? pause : 0);
		return () => {
			asking.abort();
			clearTimeout(timer);
			clearTimeout(record);
		};
	}, [query, filter]);
	return { found, busy };
}

function describeCount(count: number): string {
	return count === 0 ? 'Nothing found.' : count === 1 ? 'One article found.' : `${count} articles found.`;
}
