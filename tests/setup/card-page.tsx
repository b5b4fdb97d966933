import { render } from 'preact';
import { EscalationCard, type EscalationCardProps } from '../../src/browser/escalation/EscalationCard.tsx';

/** The page of the browser tests: shows the card that a match's answer shows, with the properties that a test gives. */
declare global {
	interface Window {
		showCard(props: EscalationCardProps): void;
	}
}

window.showCard = (props) => render(<EscalationCard {...props} />, document.body);
