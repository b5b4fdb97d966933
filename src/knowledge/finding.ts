/** Something wrong with what a person wrote: where, what, and how to mend it. */
export interface Finding {
	/** Path of the file within its corpus. */
	path: string;
	/** Line in that file, counted from 1; absent where the whole file is meant. */
	line?: number;
	/** Id of the rule that found it, such as `gate` or `schema`. */
	rule: string;
	/** What is there and why it cannot stay. */
	message: string;
	/** What should be there, where the rule cannot say it once for all. */
	expected?: string;
	/** The edit or command that mends it. */
	remedy: string;
}

/** One line for a terminal or a log: `path:line rule: message Remedy.` */
export function formatFinding(finding: Finding): string {
	const place = finding.line === undefined ? finding.path : `${finding.path}:${finding.line}`;
	return `${place}  ${finding.rule}: ${finding.message} ${finding.remedy}`;
}
