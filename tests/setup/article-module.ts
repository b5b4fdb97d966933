// What a page needs that shows sections of an article: bundled by a test.
export { enhanceArticle } from '../../src/browser/article/enhance.ts';
export { markTexts } from '../../src/browser/marking.ts';
