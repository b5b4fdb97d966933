/** What a query gives: every value as PostgreSQL writes it, null where there is none. */
export interface QueryResult {
	columns: string[];
	rows: (string | null)[][];
}

/** What a request gives: its answer, and what the database holds afterwards. */
export interface RequestResult {
	/** The service that took it, such as `DELETE /items/:item_id/lease`; empty where none did. */
	service: string;
	status: number;
	/** JSON; empty where the answer has no body. */
	body: string;
	/** Rows that show the effect, or what stands there unchanged; null where nothing was asked of the database. */
	state: QueryResult | null;
}

/**
 * What is wrong with a query's result, a sentence each; empty where it is the wanted one. Names of columns do not count,
 * nor does the order of rows unless `isOrdered`: it is the result that is right, not the text.
 */
export function compareResults(given: QueryResult, wanted: QueryResult, isOrdered: boolean): string[] {
	const columns = (count: number): string => (count === 1 ? 'one column' : `${count} columns`);
	if (given.columns.length !== wanted.columns.length)
		return [`Your query gives ${columns(given.columns.length)}; ${columns(wanted.columns.length)} are asked for.`];
	const left = new Map<string, number>();
	for (const row of wanted.rows) left.set(keyOf(row), (left.get(keyOf(row)) ?? 0) + 1);
	let extra = 0;
	for (const row of given.rows) {
		const count = left.get(keyOf(row)) ?? 0;
		if (count === 0) extra++;
		else left.set(keyOf(row), count - 1);
	}
	const missing = [...left.values()].reduce((sum, count) => sum + count, 0);
	if (extra === 0 && missing === 0) {
		const isSame = !isOrdered || given.rows.every((row, at) => keyOf(row) === keyOf(wanted.rows[at] ?? []));
		return isSame ? [] : ['The rows are the right ones, in another order than the one that is asked for.'];
	}
	const rows = (count: number): string => (count === 1 ? 'one row' : `${count} rows`);
	return [
		`Your query gives ${rows(given.rows.length)}; it should be ${rows(wanted.rows.length)}.`,
		...(extra > 0
			? [
					`${extra === 1 ? 'One of yours does' : `${extra} of yours do`} not belong there, or ${extra === 1 ? 'has' : 'have'} another value.`,
				]
			: []),
		...(missing > 0 ? [`${missing === 1 ? 'One is' : `${missing} are`} missing.`] : []),
	];
}

/** What is wrong with a request's result, a sentence each; empty where it has done what the wanted one does. */
export function compareRequests(given: RequestResult, wanted: RequestResult): string[] {
	if (given.service !== wanted.service)
		return [given.service === '' ? `No service took it: ${given.status}.` : 'It went to another service than the one that does this.'];
	if (given.status !== wanted.status) return [`It was answered with ${given.status}; ${wanted.status} is expected.`];
	const isSame = given.state !== null && wanted.state !== null && compareResults(given.state, wanted.state, true).length === 0;
	return isSame ? [] : ['It was taken, and has not done what is asked for: look at what stands in the database afterwards.'];
}

/** A row as a text that equal rows share: `1.0` and `1` are one number. */
function keyOf(row: readonly (string | null)[]): string {
	return JSON.stringify(row.map((value) => (value !== null && /^-?\d{1,15}(\.\d+)?$/.test(value) ? Number(value) : value)));
}
