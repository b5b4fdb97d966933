export function enhanceArticle(_root: HTMLElement, _about: { id: string; version: string; title: string; address: string }): void {}
