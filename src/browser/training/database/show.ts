import { element } from '../../elements.ts';
import { keepScrollable } from '../../scrollable.ts';
import type { Table } from './database.ts';
import type { QueryResult, RequestResult } from './results.ts';

/** Rows that are shown; the others are counted. */
const shownRows = 50;

/** What a query gives, as a table. */
export function showRows({ columns, rows }: QueryResult): HTMLElement {
	const place = element('div', 'rows');
	const count = rows.length === 1 ? 'One row' : `${rows.length} rows`;
	place.append(
		element('p', '', rows.length > shownRows ? `${count}, the first ${shownRows}:` : rows.length === 0 ? 'No row.' : `${count}:`),
	);
	if (rows.length === 0) return place;
	const table = element('table');
	const head = table.createTHead().insertRow();
	for (const column of columns) {
		const cell = element('th', '', column);
		cell.scope = 'col';
		head.append(cell);
	}
	const body = table.createTBody();
	for (const row of rows.slice(0, shownRows)) {
		const line = body.insertRow();
		for (const value of row) line.append(element('td', value === null ? 'null' : '', value ?? 'null'));
	}
	place.append(table);
	keepScrollable(place);
	return place;
}

/** What a request was answered with, and what the database holds afterwards. */
export function showAnswer({ status, body, state }: RequestResult): HTMLElement {
	const place = element('div', 'rows');
	place.append(element('p', '', `Answered with ${status}.`));
	if (body !== '') place.append(element('pre', '', body));
	if (state !== null) place.append(element('p', 'hint', 'Afterwards the database holds:'), showRows(state));
	return place;
}

export function showTables(tables: readonly Table[]): HTMLElement {
	const list = element('dl', 'tables');
	for (const { name, columns } of tables) list.append(element('dt', '', name), element('dd', '', columns.join(', ')));
	return list;
}
