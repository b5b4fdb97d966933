import * as z from 'zod/mini';
import { inTab } from '../kept.ts';
import { enhanceArticle } from './enhance.ts';

const passagesSchema = z.object({ article: z.string(), texts: z.array(z.string()) });

const article = document.querySelector<HTMLElement>('[data-article]');
if (article !== null) {
	const { article: id = '', version = '', title = '' } = article.dataset;
	enhanceArticle(article, { id, version, title, address: location.pathname });
	const body = article.querySelector<HTMLElement>('[data-body]') ?? article;
	const passages = inTab.read('passages', passagesSchema);
	if (passages?.article === id) void import('./passages.ts').then(({ showPassages }) => showPassages(body, passages.texts));
	void import('../feedback/flags.ts').then(({ addFlags }) => addFlags(body, { id, version, issue: article.dataset.issue ?? '' }));
}
