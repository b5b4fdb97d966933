/** The least front matter that passes; `fields` are further lines of YAML. */
export function frontMatter(...fields: string[]): string {
	return `---\n${['id: KI-0001', 'kind: known-issue', 'title: Title', 'version: 1.0.0', 'state: not-validated', ...fields].join('\n')}\n---\n`;
}

/** A file with the least front matter that passes. */
export function articleText(body: string, ...fields: string[]): string {
	return `${frontMatter(...fields)}\n${body}\n`;
}

/** The front matter of a validated known issue, field by field, so that a test can leave one out or spoil it. */
export const validatedKnownIssue = {
	id: 'KI-0001',
	kind: 'known-issue',
	title: 'Queue stays empty after the shift starts',
	version: '1.2.0',
	state: 'validated',
	owner: 'Review desk',
	escalation: 'ESC-review',
	verification: { by: 'Specialist', on: '2026-03-02', every: 90 },
	cause: 'The lease is not renewed.',
	fix: { state: 'planned' },
};
