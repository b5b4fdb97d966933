export function enhanceDecisions(_root: HTMLElement, _about: { id: string; version: string; title: string }): void {}
