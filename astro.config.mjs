import { unified } from '@astrojs/markdown-remark';
import starlight from '@astrojs/starlight';
import { defineConfig } from 'astro/config';
import { engineBundling } from './src/browser/bundling.ts';
import { readCorpus } from './src/knowledge/corpus.node.ts';
import { formatFinding } from './src/knowledge/finding.ts';
import { articleRoute } from './src/knowledge/links.ts';
import { listTrainingFiles } from './src/knowledge/training/read.node.ts';
import { contentFolder, siteAudience, siteBase, versionsFolder } from './src/knowledge/working-files.node.ts';
import { remarkArticle } from './src/layouts/remark-article.node.ts';
import { liveCheck } from './src/server/live-check.node.ts';

// What has not passed the gate is never compiled: one finding stops the build before anything is written.
const corpus = await readCorpus(contentFolder());
if (corpus.findings.length > 0) {
	throw new Error(
		`The site is not built: ${corpus.findings.length} problems in ${corpus.folder}.\n${corpus.findings.map(formatFinding).join('\n')}`,
	);
}
// The commands give the partners' edition as the corpus; Astro called by itself does not.
if (siteAudience() === 'partner' && corpus.articles.some(({ frontMatter }) => frontMatter?.audience !== 'partner')) {
	throw new Error('With SIGNPOST_AUDIENCE=partner the site is built by npm run build or npm start, which leave internal articles out.');
}
const base = siteBase();
const training = await listTrainingFiles(corpus.folder);
// What was merged leads on: tickets and chats keep its address.
const redirects = Object.fromEntries(
	corpus.articles.flatMap(({ id, replaces }) => replaces.map((old) => [`/${articleRoute(old)}`, `${base}${articleRoute(id)}`])),
);

export default defineConfig({
	base,
	redirects,
	trailingSlash: 'always',
	devToolbar: { enabled: false },
	// Editors check front matter by the schema that this writes: see .vscode/settings.json.
	experimental: { contentIntellisense: true },
	vite: engineBundling,
	markdown: {
		// The gate runs once more on the very tree that is compiled, with the same parser.
		processor: unified({
			smartypants: false,
			remarkPlugins: [
				[
					remarkArticle,
					{ articles: corpus.articles, base, contentFolder: corpus.folder, versionsFolder: versionsFolder(corpus.folder), training },
				],
			],
		}),
	},
	integrations: [
		liveCheck(corpus.folder),
		starlight({
			title: 'Signpost',
			description: 'Paste the ticket, get the workaround.',
			disable404Route: true,
			components: { Search: './src/components/Search.astro', SiteTitle: './src/components/SiteTitle.astro' },
			// Where storage is blocked even looking at it throws, which would stop Starlight's scripts: a store that keeps nothing stands in.
			head: [
				{
					tag: 'script',
					content:
						"for (const name of ['localStorage', 'sessionStorage']) { try { window[name].getItem('') } catch { Object.defineProperty(window, name, { value: { getItem: () => null, setItem() {}, removeItem() {} } }) } }",
				},
			],
			customCss: [
				'base',
				'controls',
				'article',
				'article-work',
				'answer',
				'lists',
				'decide',
				'board',
				'changes',
				'escalation',
				'palette',
				'status',
				'feedback',
				'history',
				'due',
				'training',
			].map((part) => `./src/styles/${part}.css`),
			credits: false,
			// Code is copied into terminals and consoles: not a tab or a first-line comment of it may change.
			expressiveCode: {
				tabWidth: 0,
				styleOverrides: { borderRadius: '0.5rem' },
				frames: { extractFileNameFromCode: false, showCopyToClipboardButton: false },
			},
			tableOfContents: { minHeadingLevel: 2, maxHeadingLevel: 3 },
			sidebar: [
				{ label: 'Match a ticket', link: '/match/' },
				{ label: 'Known issues', link: '/known-issues/' },
				{ label: 'What changed', link: '/changes/' },
				{ label: 'Procedures', link: '/browse/sop/' },
				{ label: 'Escalation', link: '/escalation/' },
				{ label: 'By system', link: '/systems/' },
				...(training.length === 0 ? [] : [{ label: 'Training', link: '/training/' }]),
				// Owners and rules are internal: the partners' edition has no such page.
				...(siteAudience() === 'partner'
					? []
					: [
							{ label: 'Due for a check', link: '/due/' },
							{ label: 'Content rules', link: '/rules/' },
						]),
			],
		}),
	],
});
