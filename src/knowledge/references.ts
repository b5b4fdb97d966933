import type { Definition, Image, Link } from 'mdast';
import { visit } from 'unist-util-visit';
import type { Article } from './article.ts';
import type { Finding } from './finding.ts';
import { findLinkedFile, resolveRelative } from './links.ts';

/**
 * Checks what one file cannot tell by itself: ids are unique, referenced articles exist, escalations lead to an
 * escalation article, each audience has one fallback at most, links between articles lead to a page and to a heading on it.
 */
export function checkReferences(articles: readonly Article[]): Finding[] {
	const byId = new Map<string, Article>();
	const findings: Finding[] = [];
	for (const article of articles) {
		const first = byId.get(article.id.toLowerCase());
		if (first === undefined) {
			byId.set(article.id.toLowerCase(), article);
		} else {
			findings.push({
				path: article.path,
				rule: 'duplicate-id',
				message: `the id ${article.id} is taken by ${first.path}${first.id === article.id ? '' : ' (ids differ in more than case)'}.`,
				remedy: 'Give the newer article the next free id.',
			});
		}
	}
	const byPath = new Map(articles.map((article) => [article.path, article]));
	for (const article of articles) {
		findings.push(...checkIds(article, byId), ...checkLinks(article, byPath));
	}
	findings.push(...checkReplaced(articles, byId), ...checkSystems(articles), ...checkFallbacks(articles));
	return findings;
}

function checkIds(article: Article, byId: ReadonlyMap<string, Article>): Finding[] {
	const findings: Finding[] = [];
	const escalations = article.escalation === undefined ? [] : [article.escalation];
	for (const [field, ids] of [
		['related', article.related],
		['escalation', escalations],
	] as const) {
		for (const id of ids) {
			const target = byId.get(id.toLowerCase());
			if (target?.id !== id) {
				findings.push({
					path: article.path,
					rule: 'reference',
					message: `${field} names ${id}, which is no article here.`,
					remedy: 'Correct the id, or remove it.',
				});
			} else if (field === 'escalation' && target.kind !== 'escalation') {
				findings.push({
					path: article.path,
					rule: 'reference',
					message: `escalation names ${id}, which is a ${target.kind}.`,
					remedy: 'Name the escalation article of the team that takes over.',
				});
			}
		}
	}
	return findings;
}

/** An address leads to one page: that of the article that has the id, or of the one that replaces it. */
function checkReplaced(articles: readonly Article[], byId: ReadonlyMap<string, Article>): Finding[] {
	const taken = new Map<string, Article>();
	const findings: Finding[] = [];
	for (const article of articles) {
		for (const id of article.frontMatter?.replaces ?? []) {
			const other = byId.get(id.toLowerCase()) ?? taken.get(id.toLowerCase());
			taken.set(id.toLowerCase(), article);
			if (other === undefined) continue;
			findings.push({
				path: article.path,
				rule: 'reference',
				message: other.id === id ? `replaces ${id}, which is still there: ${other.path}.` : `replaces ${id}, and so does ${other.id}.`,
				remedy:
					other.id === id ? 'Delete that file, or leave the id out of "replaces".' : 'Keep it in the one that readers are to be led to.',
			});
		}
	}
	return findings;
}

/** Where a corpus has escalation teams, each system of a validated article is owned by one: a typing error shows here. */
function checkSystems(articles: readonly Article[]): Finding[] {
	const owned = new Set(articles.filter((article) => article.kind === 'escalation').flatMap((article) => article.systems));
	if (owned.size === 0) return [];
	return articles
		.filter((article) => article.state === 'validated')
		.flatMap((article) => article.systems.filter((system) => !owned.has(system)).map((system) => ({ article, system })))
		.map(({ article, system }) => ({
			path: article.path,
			rule: 'reference',
			message: `the system "${system}" is owned by no escalation article.`,
			remedy: `Correct its spelling (known: ${[...owned].sort().join(', ')}), or add it to the systems of its team.`,
		}));
}

/** A ticket without an owner goes to one team, whoever reads the answer. */
function checkFallbacks(articles: readonly Article[]): Finding[] {
	const firsts = new Map<string, Article>();
	const findings: Finding[] = [];
	for (const article of articles) {
		const { frontMatter, path } = article;
		if (frontMatter?.kind !== 'escalation' || !frontMatter.fallback) continue;
		const first = firsts.get(frontMatter.audience);
		if (first === undefined) firsts.set(frontMatter.audience, article);
		else {
			findings.push({
				path,
				rule: 'reference',
				message: `is a second fallback for the audience "${frontMatter.audience}"; ${first.path} is one.`,
				remedy: 'Set "fallback: false" in one of them.',
			});
		}
	}
	return findings;
}

/** Links whose file the corpus does not hold are dangling; imported pages keep theirs as they were and are not judged. */
function checkLinks(article: Article, byPath: ReadonlyMap<string, Article>): Finding[] {
	const findings: Finding[] = [];
	if (article.frontMatter === undefined || article.frontMatter.source !== undefined) return findings;
	visit(article.tree, ['link', 'definition', 'image'], (node) => {
		const { url, position, type } = node as Link | Definition | Image;
		const target = resolveRelative(article.path, url);
		if (target === null || type === 'image') return;
		const line = position?.start.line;
		const file = target.path === '' ? article.path : findLinkedFile(target.path, (path) => byPath.has(path));
		const linked = file === null ? undefined : byPath.get(file);
		if (linked === undefined) {
			findings.push({
				path: article.path,
				line,
				rule: 'link',
				message: `links to ${url}, which is no article here.`,
				remedy: 'Correct the path, relative to this file, or remove the link.',
			});
		} else if (target.fragment !== '' && !linked.sections.some((section) => section.anchor === target.fragment)) {
			findings.push({
				path: article.path,
				line,
				rule: 'link',
				message: `links to #${target.fragment}, which is no heading of ${linked.path}.`,
				remedy: 'Use the anchor of one of its headings.',
			});
		}
	});
	return findings;
}
