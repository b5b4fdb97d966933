import type { ReportedFinding } from './report.ts';
import { sideBySide } from './side-by-side.ts';

/** For people: place and rule, what is there, what is expected, what mends it. */
export function formatText({ path, line, severity, id, rule, found, expected, remedy, passages = [] }: ReportedFinding): string {
	const beside = passages.map(({ own, other }) => `\n${indent(sideBySide(own, other))}`).join('');
	return `${placeOf(path, line)}  ${severity}  ${rule} (${id})\n    there:     ${found}\n    expected:  ${expected}\n    to mend:   ${remedy}${beside}`;
}

function indent(text: string): string {
	return text.replace(/^/gm, '    ');
}

/** A workflow command of GitHub Actions, which shows the finding beside its line; `folder` is that of the articles in the repository. */
export function formatAnnotation({ path, line, severity, id, rule, found, expected, remedy }: ReportedFinding, folder: string): string {
	const file = `${folder === '' ? '' : `${folder}/`}${path}`;
	const properties = [
		`file=${escapeProperty(file)}`,
		...(line === undefined ? [] : [`line=${line}`]),
		`title=${escapeProperty(`${id} ${rule}`)}`,
	];
	return `::${severity} ${properties.join(',')}::${escapeData(`${found}\nExpected: ${expected}\nTo mend: ${remedy}`)}`;
}

/** One for programs: what stands in the text, without the edits. */
export function toJson({ fix, ...finding }: ReportedFinding): Omit<ReportedFinding, 'fix'> & { fixable: boolean } {
	return { ...finding, fixable: fix !== undefined };
}

export function placeOf(path: string, line: number | undefined): string {
	return line === undefined ? path : `${path}:${line}`;
}

/** As the runner's own toolkit escapes them (actions/toolkit, packages/core/src/command.ts). */
function escapeData(text: string): string {
	return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
	return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
