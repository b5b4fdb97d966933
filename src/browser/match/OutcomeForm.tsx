import { useState } from 'preact/hooks';
import { outcomes } from '../../knowledge/outcomes.ts';
import { announce } from '../announce.ts';
import { type Outcome, type Stored, storeOutcome } from './outcomes.ts';
import { rememberOutcome } from './recent.ts';
import type { Asked } from './use-answer.ts';

const labels: Record<Outcome['outcome'], string> = { resolved: 'It resolved the ticket', tried: 'It did not work', wrong: 'Wrong article' };

const places: Record<Stored, string> = {
	server: 'Saved. It counts from the next ticket on.',
	device: 'There is no server now: kept on this device, and sent once there is one.',
	page: 'There is no server, and this browser keeps nothing: it is lost when the page is closed. Copy your note.',
};

interface Props {
	asked: Asked;
	article: string;
	onUse(): void;
}

/** What came of the article on the ticket; the most recent word holds. */
export function OutcomeForm({ asked, article, onUse }: Props) {
	const [note, setNote] = useState('');
	const [said, setSaid] = useState<Outcome['outcome'] | null>(null);
	const [told, setTold] = useState('');
	const say = async (outcome: Outcome['outcome']): Promise<void> => {
		onUse();
		const created = new Date().toISOString();
		const noted = note.trim() === '' ? {} : { note: note.trim() };
		const sentence = await storeOutcome({ text: asked.text, article, outcome, ...noted, ticket: asked.id, created }).then(
			(stored) => {
				setSaid(outcome);
				rememberOutcome(asked.text, outcome);
				return places[stored];
			},
			(error: unknown) => (error instanceof Error ? error.message : String(error)),
		);
		setTold(sentence);
		announce(sentence);
	};
	return (
		<form class="outcome not-content" onSubmit={(event) => event.preventDefault()}>
			<fieldset>
				<legend>What came of {article} on this ticket?</legend>
				<label>
					Note (optional)
					<input type="text" value={note} maxLength={2000} onInput={({ currentTarget }) => setNote(currentTarget.value)} />
				</label>
				<p class="choices">
					{outcomes.map((outcome) => (
						<button key={outcome} type="button" aria-pressed={said === outcome} onClick={() => void say(outcome)}>
							{labels[outcome]}
						</button>
					))}
				</p>
				<p class="aside">{told || 'The ticket is kept with it, without personal data, so that the next one like it is answered better.'}</p>
			</fieldset>
		</form>
	);
}
