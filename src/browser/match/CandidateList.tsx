import { articleAddress } from '../../layouts/addresses.ts';
import type { Candidate, Evidence } from '../../matching/result.ts';
import { describeConfidence } from '../../matching/wording.ts';

/** What evidence is, in a word. */
export const evidenceNames: Record<Evidence['kind'], string> = {
	error: 'Exact text',
	phrase: 'Requesters say',
	ticket: 'Tickets',
	meaning: 'Says the same',
	keyword: 'Shared words',
};

interface Props {
	candidates: readonly Candidate[];
	/** The article that is open. */
	open: string | null;
	onChoose(article: string): void;
}

/** The best candidates with why they matched; one of them is open. */
export function CandidateList({ candidates, open, onChoose }: Props) {
	return (
		<ol class="candidates">
			{candidates.map(({ article, title, section, probability, evidence }, at) => (
				<li key={article} class="candidate" data-open={article === open || undefined}>
					<h3>
						<a href={articleAddress(article)}>{title}</a>
					</h3>
					<p class="meta">
						{article} · {describeConfidence(probability)}
						{section.anchor !== '' && (
							<>
								{' '}
								· nearest: <a href={`${articleAddress(article)}#${section.anchor}`}>{section.heading}</a>
							</>
						)}
					</p>
					<dl>
						{evidence.map(({ kind, text }) => (
							<div key={kind + text}>
								<dt>{evidenceNames[kind]}</dt>
								<dd>{text}</dd>
							</div>
						))}
					</dl>
					<p class="choose">
						<button type="button" aria-pressed={article === open} onClick={() => onChoose(article)}>
							{article === open ? 'Steps shown' : 'Show the steps'} <kbd>{at + 1}</kbd>
						</button>
					</p>
				</li>
			))}
		</ol>
	);
}
