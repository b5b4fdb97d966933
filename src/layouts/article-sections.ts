/** Anchors of the sections that a person in a hurry jumps to, as the articles that ship name them. */
export const jumpSections: readonly string[] = [
	...['symptoms', 'when-to-use', 'before-you-start', 'check', 'workaround', 'steps', 'verify', 'roll-back', 'escalate', 'reply'],
	...['what-this-team-owns', 'before-you-escalate', 'how-to-escalate', 'out-of-hours'],
];

/** Anchors of the sections whose numbered lists are steps to be ticked. */
export const stepSections: readonly string[] = ['check', 'workaround', 'steps', 'verify', 'roll-back'];
