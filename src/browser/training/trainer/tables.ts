import { csvFormatRows } from 'd3-dsv';
import { articleAddress, siteAddress } from '../../../layouts/addresses.ts';
import { button, element } from '../../elements.ts';
import { saveFile } from '../../save-file.ts';
import { type Share, sayShare } from './share.ts';
import type { Summary } from './summary.ts';

/** A cell: a text, a number, a share, or a link; null where there is nothing to say. */
type Cell = string | number | Share | { text: string; address: string } | null;

export interface Table {
	/** Part of the name of its file. */
	name: string;
	title: string;
	columns: string[];
	rows: Cell[][];
}

/** Rows that are shown at first. */
const firstRows = 12;

/** All that the page says, as tables. */
export function tablesOf(summary: Summary): Table[] {
	const section = (about: string): { text: string; address: string } => {
		const [article = '', anchor = ''] = about.split('#');
		return { text: about, address: `${articleAddress(article)}#${anchor}` };
	};
	return [
		{
			name: 'sections',
			title: 'Sections that are missed most',
			columns: ['Section', 'Article', 'Heading', 'Questions', 'Missed', 'At least', 'Rewrite'],
			rows: summary.sections
				.filter(({ missed }) => missed.of > 0)
				.map(({ about, title, heading, questions, missed, isCandidate }) => [
					...[section(about), title, heading, questions, missed, percent(missed.low)],
					isCandidate ? 'candidate' : '',
				]),
		},
		{
			name: 'modules',
			title: 'Modules',
			columns: ['Path', 'Module', 'Title', 'Begun', 'Passed at first', 'Passed', 'Minutes (median)', 'Minutes planned'],
			rows: summary.modules.map(({ path, module, begun, passedFirst, passed, minutes }) => [
				...[path.title, { text: module.id, address: siteAddress(`training/${path.folder}/${module.address}/`) }, module.title, begun],
				...[passedFirst, passed, rounded(minutes), module.minutes],
			]),
		},
		{
			name: 'questions',
			title: 'Questions',
			columns: ['Module', 'Question', 'Asked', 'About', 'Right at first', 'Seconds (median)'],
			rows: summary.questions.map(({ module, question, right, seconds }) => [
				...[module.id, question.id, question.label, section(question.about), right, rounded(seconds)],
			]),
		},
		{
			name: 'tickets',
			title: 'Practice tickets',
			columns: ['Ticket', 'Points at first', 'Minutes (median)'],
			rows: summary.tickets.map(({ ticket, points, minutes }) => [ticket, points, rounded(minutes)]),
		},
		{
			name: 'people',
			title: 'People',
			columns: ['Name', 'Modules passed', 'Paths finished', 'Practice points', 'Last seen'],
			rows: summary.people.map(({ person, passed, of, finished, points, last }) => [
				...[
					person.name,
					`${passed} of ${of}`,
					finished.join('; '),
					points,
					last === null ? null : new Date(last).toISOString().slice(0, 10),
				],
			]),
		},
	];
}

/** A table with a heading and a way to save it. */
export function showTable(table: Table): HTMLElement {
	const place = element('section', 'trainer-table');
	const heading = element('h2', '', table.title);
	heading.id = `trainer-${table.name}`;
	place.append(heading);
	place.setAttribute('aria-labelledby', heading.id);
	if (table.rows.length === 0) {
		place.append(element('p', '', 'Nothing yet.'));
		return place;
	}
	const shown = element('table');
	const head = shown.createTHead().insertRow();
	for (const column of table.columns) {
		const cell = element('th', '', column);
		cell.scope = 'col';
		head.append(cell);
	}
	const body = shown.createTBody();
	const add = (rows: Table['rows']): void => {
		for (const row of rows) {
			const line = body.insertRow();
			for (const cell of row) line.insertCell().append(showCell(cell));
		}
	};
	add(table.rows.slice(0, firstRows));
	const scroller = element('div', 'trainer-scroller');
	scroller.tabIndex = 0;
	scroller.role = 'region';
	scroller.setAttribute('aria-labelledby', heading.id);
	scroller.append(shown);
	const save = button('quiet', 'Save as CSV', () => saveFile(`signpost-training-${table.name}.csv`, 'text/csv', writeCsv(table)));
	save.setAttribute('aria-label', `Save as CSV: ${table.title}`);
	const tools = element('p', 'trainer-tools');
	if (table.rows.length > firstRows) {
		const all = button('quiet', `Show all ${table.rows.length}`, () => {
			add(table.rows.slice(firstRows));
			all.remove();
			scroller.focus();
		});
		all.setAttribute('aria-label', `Show all ${table.rows.length}: ${table.title}`);
		tools.append(all, ' ');
	}
	tools.append(save);
	place.append(scroller, tools);
	return place;
}

/** A table as CSV (RFC 4180), in UTF-8 with the mark by which spreadsheets know it. Shares become three columns. */
export function writeCsv({ columns, rows }: Table): string {
	const isShare = columns.map((_, at) => rows.some((row) => isAShare(row[at] ?? null)));
	const head = columns.flatMap((column, at) => (isShare[at] ? [column, `${column}, of`, `${column}, %`] : [column]));
	const lines = rows.map((row) => row.flatMap((cell, at) => (isShare[at] ? threeOf(cell) : [plain(textOf(cell))])));
	return `\ufeff${csvFormatRows([head, ...lines])}\n`;
}

function threeOf(cell: Cell): string[] {
	if (!isAShare(cell)) return ['', '', ''];
	return [String(cell.count), String(cell.of), cell.share === null ? '' : (100 * cell.share).toFixed(1)];
}

/** Spreadsheets run what begins so as a formula: names and texts come from files of other people. */
function plain(text: string): string {
	return /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
}

function showCell(cell: Cell): Node | string {
	if (typeof cell !== 'object' || cell === null || isAShare(cell)) return textOf(cell);
	const link = element('a', '', cell.text);
	link.href = cell.address;
	return link;
}

function textOf(cell: Cell): string {
	if (cell === null) return '';
	if (typeof cell !== 'object') return String(cell);
	return isAShare(cell) ? sayShare(cell) : cell.text;
}

function isAShare(cell: Cell): cell is Share {
	return typeof cell === 'object' && cell !== null && 'share' in cell;
}

const rounded = (value: number | null): number | null => (value === null ? null : Math.round(value * 10) / 10);
const percent = (share: number): string => `${Math.round(100 * share)} %`;
