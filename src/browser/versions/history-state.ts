/** What the history of an article is asked for; all of it stands in the address. Null where nothing is. */
export type HistoryState = { from: string; to: string } | { on: string } | null;

/** Reads the address's query. Versions that the article does not have, and days that are none, are said in `ignored`. */
export function readHistoryState(query: string, known: readonly string[]): { state: HistoryState; ignored: string[] } {
	const given = new URLSearchParams(query);
	const ignored: string[] = [];
	const on = given.get('on');
	if (on !== null) {
		if (isDay(on)) return { state: { on }, ignored };
		ignored.push(`The address asks for the day “${on.slice(0, 40)}”, which is none; days are written 2026-11-23.`);
	}
	const [from, to] = [given.get('from'), given.get('to')];
	for (const version of [from, to]) {
		if (version !== null && !known.includes(version))
			ignored.push(`The address asks for version “${version.slice(0, 40)}”, which is not kept here.`);
	}
	if (from === null || to === null || ignored.length > 0) return { state: null, ignored };
	return { state: { from, to }, ignored };
}

/** The query of the address for a state, with its `?`. */
export function writeHistoryState(state: HistoryState): string {
	return state === null ? '' : `?${new URLSearchParams(state)}`;
}

function isDay(text: string): boolean {
	return /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text)) && new Date(text).toISOString().startsWith(text);
}
