import { type ChangeKind, changeKinds } from '../../knowledge/changes.ts';

/** From when on changes are shown. */
export const spans = ['visit', 'shift', 'day', 'week', 'month', 'all'] as const;
export type Span = (typeof spans)[number];

/** How the changes are looked at; all of it stands in the address. */
export interface ChangesState {
	span: Span;
	/** When the shift began, HH:MM; null where the address does not say. */
	from: string | null;
	/** Empty only while nothing is chosen. */
	kinds: readonly ChangeKind[];
}

/** Reads the address's query; what it does not know is left out, and said in `ignored`, a sentence each. */
export function readChangesState(query: string): { state: ChangesState; ignored: string[] } {
	const given = new URLSearchParams(query);
	const ignored: string[] = [];
	const ignore = (what: string, value: string): void => {
		ignored.push(`The address asks for the ${what} “${value.slice(0, 60)}”, which this page does not know.`);
	};
	const since = given.get('since') ?? '';
	const span = spans.find((one) => one === since);
	if (span === undefined && since !== '') ignore('time', since);
	const from = given.get('from');
	const isTime = from !== null && /^([01]\d|2[0-3]):[0-5]\d$/.test(from);
	if (from !== null && !isTime) ignore('hour', from);
	const asked = (given.get('kind') ?? '').split(',').filter((kind) => kind !== '');
	for (const kind of asked) if (!changeKinds.some((one) => one === kind)) ignore('kind', kind);
	const kinds = changeKinds.filter((kind) => asked.includes(kind));
	return { state: { span: span ?? 'visit', from: isTime ? from : null, kinds: kinds.length === 0 ? changeKinds : kinds }, ignored };
}

/** The query of the address for a state, with its `?`. */
export function writeChangesState({ span, from, kinds }: ChangesState): string {
	const parts = [`since=${span}`];
	if (span === 'shift' && from !== null) parts.push(`from=${from}`);
	if (kinds.length > 0 && kinds.length < changeKinds.length) parts.push(`kind=${kinds.join(',')}`);
	return `?${parts.join('&')}`;
}
