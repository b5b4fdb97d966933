import { useEffect, useState } from 'preact/hooks';
import { saveFile } from '../save-file.ts';
import { forgetOutcomes, outcomesAsLines, outcomesChanged, waitingOutcomes } from './outcomes.ts';
import { forgetTickets, type RecentTicket } from './recent.ts';

const outcomeWords: Record<NonNullable<RecentTicket['outcome']>, string> = {
	resolved: 'resolved',
	tried: 'did not work',
	wrong: 'wrong article',
};

interface Props {
	tickets: readonly RecentTicket[];
	onAsk(text: string): void;
	onForget(): void;
}

/** The tickets of this shift, to go back to one; they never leave this device. */
export function RecentTickets({ tickets, onAsk, onForget }: Props) {
	return (
		<>
			<WaitingOutcomes />
			{tickets.length > 0 && (
				<details class="recent">
					<summary>This shift: {tickets.length === 1 ? 'one ticket' : `${tickets.length} tickets`}, on this device only</summary>
					<ul>
						{tickets.map((ticket) => (
							<li key={ticket.at}>
								<button type="button" onClick={() => onAsk(ticket.text)}>
									<span class="recent-text">{ticket.text}</span>
									<span class="meta">
										<time dateTime={new Date(ticket.at).toISOString()}>
											{new Date(ticket.at).toLocaleTimeString([], { hour: '2-digit', minute: '2-digit' })}
										</time>
										{ticket.decision === 'none' ? ' · no known workaround' : ` · ${ticket.article}`}
										{ticket.outcome !== undefined && ` · ${outcomeWords[ticket.outcome]}`}
									</span>
								</button>
							</li>
						))}
					</ul>
					<button
						type="button"
						class="quiet"
						onClick={() => {
							forgetTickets();
							onForget();
						}}
					>
						Forget them
					</button>
				</details>
			)}
		</>
	);
}

/** Outcomes that wait for a server: on a plain web host they are carried over as a file. */
function WaitingOutcomes() {
	const [count, setCount] = useState(() => waitingOutcomes().length);
	useEffect(() => {
		const look = (): void => setCount(waitingOutcomes().length);
		addEventListener(outcomesChanged, look);
		return () => removeEventListener(outcomesChanged, look);
	}, []);
	if (count === 0) return null;
	const download = async (): Promise<void> => {
		saveFile('links.jsonl', 'application/jsonl', await outcomesAsLines());
	};
	return (
		<p class="note">
			{count === 1 ? 'One outcome waits' : `${count} outcomes wait`} on this device for a server.{' '}
			<button type="button" class="quiet" onClick={() => void download()}>
				Save as links.jsonl
			</button>{' '}
			<button type="button" class="quiet" onClick={forgetOutcomes}>
				They are passed on: forget them here
			</button>
		</p>
	);
}
