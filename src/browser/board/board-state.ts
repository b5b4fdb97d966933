/** How the board is looked at; all of it stands in the address. */
export interface BoardState {
	group: 'severity' | 'system';
	/** Address part of a system. */
	system: string | null;
	severity: string | null;
	/** State of the fix; `none` where none is given. */
	fix: string | null;
	text: string;
}

/** What can be asked for. */
export interface BoardChoices {
	system: readonly string[];
	severity: readonly string[];
	fix: readonly string[];
}

const choosers = ['system', 'severity', 'fix'] as const;

/** Reads the address's query. What the board does not have is left out, and said in `ignored`, a sentence each. */
export function readBoardState(query: string, choices: BoardChoices): { state: BoardState; ignored: string[] } {
	const given = new URLSearchParams(query);
	const ignored: string[] = [];
	const choose = <Value extends string>(name: string, known: readonly Value[]): Value | null => {
		const value = given.get(name) ?? '';
		const found = known.find((one) => one === value);
		if (found === undefined && value !== '')
			ignored.push(`The address asks for ${name} “${value.slice(0, 60)}”, which the board does not have.`);
		return found ?? null;
	};
	const group = choose('group', ['severity', 'system'] as const) ?? 'severity';
	const [system = null, severity = null, fix = null] = choosers.map((name) => choose(name, choices[name]));
	return { state: { group, system, severity, fix, text: given.get('q') ?? '' }, ignored };
}

/** The query of the address for a state, with its `?`; empty for the board as it comes. */
export function writeBoardState(state: BoardState): string {
	const query = new URLSearchParams();
	if (state.group !== 'severity') query.set('group', state.group);
	for (const name of choosers) {
		const value = state[name];
		if (value !== null) query.set(name, value);
	}
	if (state.text.trim() !== '') query.set('q', state.text);
	const text = query.toString();
	return text === '' ? '' : `?${text}`;
}

/** What a row of the board is found by. */
export interface RowFacts {
	systems: readonly string[];
	severity: string;
	fix: string;
	/** Title, id, systems, tracker and error texts, in small letters. */
	words: string;
}

/** Whether a row passes all filters; of a text, every word must be somewhere in it. */
export function passes(row: RowFacts, { system, severity, fix, text }: BoardState): boolean {
	if (system !== null && !row.systems.includes(system)) return false;
	if (severity !== null && row.severity !== severity) return false;
	if (fix !== null && row.fix !== fix) return false;
	return text
		.toLowerCase()
		.split(/\s+/)
		.every((word) => row.words.includes(word));
}
