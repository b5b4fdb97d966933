import { enhanceDecisions } from './enhance.ts';

const first = document.querySelector<HTMLElement>('[data-decide][data-id]');
if (first !== null) {
	const { id = '', version = '', title = '' } = first.dataset;
	enhanceDecisions(document.body, { id, version, title });
}
