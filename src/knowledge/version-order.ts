/** Whether a semantic version is lower (negative), the same (0) or higher than another. */
export function compareVersions(one: string, other: string): number {
	const others = other.split('.').map(Number);
	const difference = one
		.split('.')
		.map((part, at) => Number(part) - (others[at] ?? 0))
		.find((part) => part !== 0);
	return difference ?? 0;
}

/** The next version after a changed wording: the last of its three numbers is raised. */
export function nextPatch(version: string): string {
	return version.replace(/\d+$/, (patch) => String(Number(patch) + 1));
}

/** Whether the other version has another procedure or a changed step, and not only other wording. */
export function isNewStep(version: string, other: string): boolean {
	const withoutPatch = (one: string): string => one.split('.').slice(0, 2).join('.');
	return compareVersions(withoutPatch(version), withoutPatch(other)) < 0;
}
