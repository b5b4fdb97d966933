import type { Listener } from '../knowledge/listener.ts';
import { openEmbedder } from '../matching/engine.node.ts';
import { type Changes, duplicateFindings, findChanges, findingsOfChange, retrievalFindings } from './change-report.ts';
import { type CheckOptions, type ContentReport, checkFolder } from './check-content.node.ts';
import { findDuplicates } from './duplicates.ts';
import type { ReportedFinding } from './report.ts';
import { checkRetrieval } from './retrieval.node.ts';

/** What is to be said of a change before it is merged. */
export interface ChangeReport {
	findings: ReportedFinding[];
	/** What the reader should know of the report itself, a sentence each. */
	notes: string[];
	changes: Changes;
	/** Tickets that were put to both states. */
	tickets: number;
}

/**
 * The whole report on a change: the rules, which tickets moved, what says the same already. Where the articles cannot be read
 * or nothing has changed, only the rules; where there is no base, that it was not compared.
 */
export async function checkChange(folder: string, options: CheckOptions, listener: Listener): Promise<ChangeReport> {
	const content = await checkFolder(folder, options);
	const { base } = content.context.past;
	const none: Changes = { changed: new Map(), gone: [] };
	if (base === null) return { findings: content.findings, notes: content.context.past.limits, changes: none, tickets: 0 };
	const changes = findChanges(content.context.articles, base);
	const findings = findingsOfChange(content.findings, changes);
	const notes = [...content.context.past.limits];
	if (content.corpus.findings.length > 0) {
		return { findings, notes: [...notes, 'Tickets are not compared until every article can be read.'], changes, tickets: 0 };
	}
	if (changes.changed.size + changes.gone.length === 0) {
		return { findings, notes: [...notes, `No article differs from ${base.name}.`], changes, tickets: 0 };
	}
	const compared = await compareWithBase(content, changes, listener);
	return { findings: [...findings, ...compared.findings], notes: [...notes, ...compared.notes], changes, tickets: compared.tickets };
}

/** Which tickets moved, and what says the same already: all that needs the engine. */
export async function compareWithBase(
	{ folder, context }: ContentReport,
	{ changed }: Changes,
	listener: Listener,
): Promise<Pick<ChangeReport, 'findings' | 'notes' | 'tickets'>> {
	const { base } = context.past;
	if (base === null) return { findings: [], notes: context.past.limits, tickets: 0 };
	const embedder = await openEmbedder(listener);
	const ids = new Set(changed.keys());
	const { moves, missed, findings, tickets, index } = await checkRetrieval(
		folder,
		context.articles,
		{ base, changed: ids },
		embedder,
		listener,
	);
	const notes = embedder === null ? ['Without the model tickets are compared by words alone.'] : [];
	const drifted = moves.filter(({ kind }) => kind === 'drift').length;
	if (drifted > 0)
		notes.push(
			`${drifted} ${drifted === 1 ? 'ticket' : 'tickets'} moved between articles that this change does not touch: the weights are learned anew with every index.`,
		);
	for (const { ticket, accepted, to } of moves)
		if (accepted !== null) notes.push(`Accepted: ${to[0]} answers "${ticket.slice(0, 60)}…" (${accepted}).`);
	const duplicates = findDuplicates(index, context.articles, ids);
	if (duplicates === null) notes.push('Without the model nothing is compared by meaning, so duplicates are not looked for.');
	const unread = findings.map(({ path, line, rule, message, remedy }): ReportedFinding => {
		const expected = 'One {"ticket", "from", "to", "reason"} a line.';
		return { id: 'SP009', rule, severity: 'error', path, line, found: message, expected, remedy };
	});
	return {
		findings: [...retrievalFindings(moves, missed, context), ...duplicateFindings(duplicates ?? [], context), ...unread],
		notes,
		tickets,
	};
}
