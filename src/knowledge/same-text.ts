/** Whether two texts are the same but for their line ends, which may differ between the disk and the repository, by the settings of a clone. */
export function isSameText(a: string, b: string): boolean {
	return a === b || a.replaceAll('\r\n', '\n') === b.replaceAll('\r\n', '\n');
}
