import type { Root } from 'mdast';
import { type Article, readArticle } from './article.ts';
import { addressesIn, cutText, deadLinks, hiddenParts } from './edition-cuts.ts';
import { partnerFields } from './edition-fields.ts';
import { findLeaks } from './edition-leaks.ts';
import type { Finding } from './finding.ts';
import { splitFrontMatter } from './front-matter.ts';
import { findLinkedFile, isAbsolute, resolveRelative } from './links.ts';
import { isImageFile } from './markup.ts';
import { parseReadings } from './mdx.ts';
import { checkReferences } from './references.ts';
import type { EscalationTeam } from './schemas/escalation.ts';
import { splitSections } from './sections.ts';

/** An article with the text of its file. */
export interface Source {
	article: Article;
	text: string;
}

/** What an audience may see of a corpus. */
export interface Edition {
	/** Text of each article's file, by its path. */
	texts: Map<string, string>;
	/** Paths of the images that these articles show or link to, as the articles name them; one may be absent on the disk. */
	images: string[];
	/** Why the edition cannot be given out; where there is any, nothing of it may be. */
	findings: Finding[];
}

/** An article for partners on its way. */
interface Draft extends Source {
	/** The body without what partners must not read; the front matter is blank lines, so that lines are those of the source. */
	body: string;
	bodyLine: number;
	anchors: Set<string>;
}

/**
 * The partners' edition of a corpus: only articles with `audience: partner`, each without its `<Internal>` parts, its
 * comments, and the fields that are none of a partner's business (see `partnerFields`); links to what the edition does
 * not hold become their text. An escalation to an internal team becomes one to the partners' team that owns a system of
 * the article, else to the partners' fallback. The result is read once more as any corpus is, and must name no internal
 * article and no tracker. `sources` are all articles of a corpus without findings.
 */
export function makePartnerEdition(sources: readonly Source[]): Edition {
	const drafts = sources.filter(({ article }) => article.frontMatter?.audience === 'partner').map(cutBody);
	if (drafts.length === 0) {
		const remedy = 'Set "audience: partner" in the articles that partners may read.';
		const finding = { path: '.', rule: 'edition', message: 'no article is written for partners, so their edition would be empty.', remedy };
		return { texts: new Map(), images: [], findings: [finding] };
	}
	const teams = drafts.flatMap(({ article: { frontMatter } }) => (frontMatter?.kind === 'escalation' ? [frontMatter] : []));
	const fallback = teams.find((team) => team.fallback);
	const owned = new Set(teams.flatMap((team) => team.systems));
	const ownerless = [...new Set(drafts.flatMap(({ article }) => article.systems))].filter((system) => !owned.has(system)).sort();
	const has = (id: string): boolean => drafts.some(({ article }) => article.id === id);
	const edition: Edition = { texts: new Map(), images: [], findings: [] };
	const written: Article[] = [];
	const leaksIn = findLeaks(
		sources.map(({ article }) => article),
		new Set(drafts.map(({ article }) => article)),
	);
	for (const draft of drafts) {
		const { path, frontMatter } = draft.article;
		if (frontMatter === undefined) continue;
		const escalation = findTeam(draft.article, teams, fallback);
		if (escalation === undefined && draft.article.escalation !== undefined) edition.findings.push(noTeam(draft.article));
		const adopted = frontMatter.id === fallback?.id ? ownerless : [];
		const fields = `---\n${partnerFields(frontMatter, { has, escalation, adopted })}---\n`;
		const body = cutLinks(draft, drafts);
		const text = fields + body.slice(draft.bodyLine - 1);
		const shift = draft.bodyLine - fields.split('\n').length;
		const report = (finding: Finding): number => edition.findings.push(placeInSource(finding, draft.bodyLine, shift));
		for (const { name, what, line } of leaksIn(text)) {
			const message = `names "${name}", ${what}.`;
			report({ path, line, rule: 'edition', message, remedy: 'Put that part into <Internal>, or write what partners can use.' });
		}
		const tag = /<\/?Internal\b/.exec(text);
		if (tag !== null) {
			const line = text.slice(0, tag.index).split('\n').length;
			const message = `shows "${tag[0]}" as text, so that nothing is cut out there.`;
			report({ path, line, rule: 'edition', message, remedy: 'Look for a code fence above it that is not closed.' });
		}
		const read = readArticle(text, path);
		if ('findings' in read) read.findings.forEach(report);
		else {
			written.push(read.article);
			edition.images.push(...imagesOf(read.article.tree, path));
		}
		edition.texts.set(path, text);
	}
	edition.findings.push(...checkReferences(written).map(({ line: _, ...finding }) => placeInSource(finding, 1, 0)));
	edition.images = [...new Set(edition.images)].sort();
	return edition;
}

/** Every reading of the body has its say: what one of them takes for an internal part is none of a partner's business. */
function cutBody({ article, text }: Source): Draft {
	const split = splitFrontMatter(text, article.path);
	if ('rule' in split) throw new Error(`${article.path}: was read and has no front matter any more.`);
	const source = '\n'.repeat(split.bodyLine - 1) + split.body;
	const body = cutText(source, parseReadings(source).flatMap(hiddenParts));
	const [tree] = parseReadings(body);
	const anchors = new Set(splitSections(tree, article.title).map(({ anchor }) => anchor));
	return { article, text, body, bodyLine: split.bodyLine, anchors };
}

function cutLinks({ article: { path }, body }: Draft, drafts: readonly Draft[]): string {
	const byPath = new Map(drafts.map((draft) => [draft.article.path, draft]));
	const leads = (address: string): boolean => {
		if (isAbsolute(address) || isImageFile(address)) return true;
		const target = resolveRelative(path, address);
		if (target === null) return false;
		const file = target.path === '' ? path : findLinkedFile(target.path, (candidate) => byPath.has(candidate));
		const linked = file === null ? undefined : byPath.get(file);
		return linked !== undefined && (target.fragment === '' || linked.anchors.has(target.fragment));
	};
	return cutText(
		body,
		parseReadings(body).flatMap((tree) => deadLinks(tree, leads)),
	);
}

function imagesOf(tree: Root, path: string): string[] {
	return addressesIn(tree).flatMap((address) => {
		const target = resolveRelative(path, address);
		return target !== null && isImageFile(target.path) ? [target.path] : [];
	});
}

/** The team to which partners are led: its own where partners may see it, else the owner of a system, else the fallback. */
function findTeam(article: Article, teams: readonly EscalationTeam[], fallback: EscalationTeam | undefined): EscalationTeam | undefined {
	if (article.escalation === undefined) return undefined;
	const owns = (team: EscalationTeam): boolean => !team.fallback && team.systems.some((system) => article.systems.includes(system));
	return teams.find(({ id }) => id === article.escalation) ?? teams.find(owns) ?? fallback;
}

function noTeam({ path, escalation }: Article): Finding {
	return {
		path,
		rule: 'edition',
		message: `escalates to ${escalation}, which is internal, and partners have no team that owns its system.`,
		remedy: 'Add an escalation article with "audience: partner" for that system, or one with "fallback: true".',
	};
}

/** A finding about the edition, at the line of the source where that is known: from the body on. */
function placeInSource({ line, ...finding }: Finding, bodyLine: number, shift: number): Finding {
	const at = line === undefined ? undefined : line + shift;
	const message = `in the partners' edition: ${finding.message}`;
	return at === undefined || at < bodyLine ? { ...finding, message } : { ...finding, line: at, message };
}
