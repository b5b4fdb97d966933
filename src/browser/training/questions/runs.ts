import { readCode } from '../../article/code-blocks.ts';
import { button, element } from '../../elements.ts';
import { practiceDatabase } from '../database/database.ts';
import { compareRequests, compareResults } from '../database/results.ts';
import { showAnswer, showRows, showTables } from '../database/show.ts';
import { type Control, squeeze, type Verdict } from './control.ts';

/** What a query and a request are asked and judged by. */
interface Runs {
	name: string;
	empty: string;
	/** Shows what a text gives. */
	show(text: string): Promise<HTMLElement>;
	/** What is wrong with what a text gives, held against what the solution gives. */
	compare(text: string, solution: string): Promise<string[]>;
}

const query = (isOrdered: boolean): Runs => ({
	name: 'Your query',
	empty: 'Write a query first.',
	show: async (text) => showRows(await practiceDatabase.query(text)),
	compare: async (text, solution) => compareResults(await practiceDatabase.query(text), await practiceDatabase.query(solution), isOrdered),
});

const request: Runs = {
	name: 'Your request',
	empty: 'Write a request first.',
	show: async (text) => showAnswer(await practiceDatabase.send(text)),
	compare: async (text, solution) => compareRequests(await practiceDatabase.send(text), await practiceDatabase.send(solution)),
};

/** A field for a query or a request, which is run on the practice database and judged by what it gives. */
export function runControl(section: HTMLElement): Control {
	const source = section.querySelector<HTMLElement>('[data-solution]');
	const code = source?.querySelector<HTMLElement>('.expressive-code');
	const solution = code === null || code === undefined ? '' : readCode(code).text;
	const runs = section.dataset.ask === 'sql' ? query(section.dataset.order === 'matters') : request;
	const place = element('div', 'runs');
	const label = element('label', '', runs.name);
	const field = element('textarea');
	field.rows = 8;
	field.spellcheck = false;
	field.autocapitalize = 'off';
	label.append(field);
	const said = element('div', 'runs-said');
	said.setAttribute('role', 'status');
	const run = async (): Promise<void> => {
		if (squeeze(field.value) === '') {
			said.replaceChildren(element('p', '', runs.empty));
			return;
		}
		tell(said);
		try {
			said.replaceChildren(await runs.show(field.value));
		} catch (error) {
			said.replaceChildren(element('p', 'problem', sayProblem(error)));
		}
	};
	field.addEventListener('keydown', (event) => {
		if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void run();
	});
	const tools = element('p', 'not-content');
	tools.append(
		button('', 'Run it', () => void run()),
		' ',
		element('span', 'hint', 'On the practice database in this page, about 5 MB when it is fetched for the first time.'),
	);
	const tables = element('details');
	tables.append(element('summary', '', 'Tables'));
	tables.addEventListener('toggle', () => {
		if (!tables.open || tables.childElementCount > 1) return;
		const list = element('div');
		tables.append(list);
		tell(list);
		practiceDatabase.open().then(
			(known) => list.replaceChildren(showTables(known)),
			(error: unknown) => {
				tables.open = false;
				list.remove();
				said.replaceChildren(element('p', 'problem', sayProblem(error)));
			},
		);
	});
	const answer = element('details', 'runs-solution');
	answer.hidden = true;
	answer.append(element('summary', '', 'One that answers it'), ...(code ? [code] : []));
	source?.remove();
	place.append(label, tools, ...(section.dataset.ask === 'sql' ? [tables] : []), said, answer);
	return {
		element: place,
		async judge(): Promise<Verdict | string> {
			if (squeeze(field.value) === '') return runs.empty;
			tell(said);
			try {
				const wrong = await runs.compare(field.value, solution);
				said.replaceChildren(await runs.show(field.value));
				return { right: wrong.length === 0, reasons: wrong.length > 0 && section.dataset.why ? [...wrong, section.dataset.why] : wrong };
			} catch (error) {
				said.replaceChildren();
				return `${sayProblem(error)} This does not count as an answer.`;
			}
		},
		settle(settled) {
			field.readOnly = settled;
			answer.hidden = !settled;
			answer.open = false;
		},
	};
}

function tell(place: HTMLElement): void {
	place.replaceChildren(element('p', 'hint', 'Asking the practice database …'));
}

function sayProblem(error: unknown): string {
	const text = error instanceof Error ? error.message : String(error);
	return `The practice database says: ${text}${/[.!?…]$/.test(text) ? '' : '.'}`;
}
