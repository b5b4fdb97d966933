import { type About, nameVersion } from '../article/about.ts';

/** A tree of questions as a walk sees it: each answer leads on to a question, or to its end. */
export interface Question {
	question: string;
	answers: readonly { is: string; next: Question | null }[];
}

/** One step of a walk: the question that was put and the answer that was chosen. */
export interface Step {
	question: string;
	answer: string;
}

/** The name under which a tab keeps the walk through the tree at this position of an article. */
export function keptName({ id, version }: { id: string; version: string }, position: number): string {
	return `decide.${id}@${version}.${position}`;
}

/** The steps that these choices (positions of answers, from 0) make. Choices that lead nowhere, and those after, are left out. */
export function stepsOf(tree: Question, chosen: readonly number[]): Step[] {
	const steps: Step[] = [];
	let current: Question | null = tree;
	for (const position of chosen) {
		const answer: Question['answers'][number] | undefined = current?.answers[position];
		if (current === null || answer === undefined) break;
		steps.push({ question: current.question, answer: answer.is });
		current = answer.next;
	}
	return steps;
}

/** A walk as a note in a ticket: which article, what was asked and answered, and what is to be done. */
export function ticketNote(about: About, steps: readonly Step[], result: string): string {
	const lines = steps.map(({ question, answer }) => `- ${question}${/[?:.!]$/.test(question) ? '' : ':'} ${answer}`);
	return `${nameVersion(about)}\n\n${lines.join('\n')}\n\n${result}`.trimEnd();
}
