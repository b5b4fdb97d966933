/** What came of an answer. */
export interface Verdict {
	right: boolean;
	/** Why, a sentence for each thing that was wrong; of a right answer what is worth knowing. */
	reasons: string[];
}

/** What the trainee answers a question with. */
export interface Control {
	element: HTMLElement;
	/** Judges what is answered now; a sentence where nothing is yet, or it cannot be judged. */
	judge(): Verdict | string | Promise<Verdict | string>;
	/** The answer is given: fields show which parts were right. `false` lets it be answered anew. */
	settle(settled: boolean): void;
}

/** A text's words, without what stands around them: how alike answers are compared. */
export function squeeze(text: string): string {
	return text.replace(/\s+/g, ' ').trim();
}

/** Positions in a random order that is not the given one, where there is more than one. `random` gives numbers from 0 to below 1. */
export function shuffled(count: number, random: () => number = Math.random): number[] {
	const order = Array.from({ length: count }, (_, position) => position);
	for (let at = count - 1; at > 0; at--) {
		const other = Math.floor(random() * (at + 1));
		[order[at], order[other]] = [order[other] ?? 0, order[at] ?? 0];
	}
	if (count > 1 && order.every((position, at) => position === at)) order.push(order.shift() ?? 0);
	return order;
}
