import { useEffect, useRef, useState } from 'preact/hooks';
import { articleAddress } from '../../layouts/addresses.ts';
import { enhanceArticle } from '../article/enhance.ts';
import { enhanceDecisions } from '../decide/enhance.ts';
import { inTab } from '../kept.ts';
import { markTexts } from '../marking.ts';
import { keepScrollable } from '../scrollable.ts';
import { type ArticlePage, type ArticlePart, fetchArticlePage } from './article-page.ts';

/** What a person under pressure needs at once; the rest of an article is folded. */
const atOnce = /^(check|workaround|steps?|procedure|fix|verify|reply|how to escalate)\b/i;

const symptoms = /^symptoms\b/i;

interface Props {
	article: string;
	title: string;
	/** Texts of the article that matched; they are marked, here and on its page. */
	passages: readonly string[];
	/** Whether the article may be acted on; else its symptoms come first. */
	isCertain: boolean;
	/** The reader has begun to work with it. */
	onUse(): void;
}

/** An article's steps, with the means to do them, as on its own page. */
export function ArticleInPlace({ article, title, passages, isCertain, onUse }: Props) {
	const [page, setPage] = useState<ArticlePage | null>(null);
	const [problem, setProblem] = useState<string | null>(null);
	useEffect(() => {
		fetchArticlePage(article).then(setPage, (error: unknown) => setProblem(error instanceof Error ? error.message : String(error)));
	}, [article]);
	useEffect(() => {
		inTab.write('passages', { article, texts: passages });
	}, [article, passages.join('\n')]);
	return (
		<section class="in-place" aria-label={title} tabIndex={-1} onPointerDown={onUse} onKeyDown={onUse}>
			<p class="in-place-head not-content">
				<strong>{title}</strong> <a href={articleAddress(article)}>Open the page</a>
			</p>
			{!isCertain && <p class="note">Not certain: compare the symptoms before acting on it.</p>}
			{problem !== null && (
				<p class="problem">
					{problem} It may be found again by searching for {article}.
				</p>
			)}
			{page === null && problem === null && <p class="aside">Fetching the steps of {article} …</p>}
			{page !== null && <Parts page={page} passages={passages} isCertain={isCertain} />}
		</section>
	);
}

function Parts({ page, passages, isCertain }: { page: ArticlePage } & Pick<Props, 'passages' | 'isCertain'>) {
	const place = useRef<HTMLDivElement>(null);
	useEffect(() => {
		if (place.current === null) return;
		const isUrgent = ({ heading }: ArticlePart): boolean => atOnce.test(heading) || (!isCertain && symptoms.test(heading));
		const anyUrgent = page.parts.some(isUrgent);
		place.current.replaceChildren(...page.parts.map((part) => buildPart(part, !anyUrgent || isUrgent(part))));
		enhanceArticle(place.current, page);
		enhanceDecisions(place.current, page);
		keepScrollable(place.current);
		for (const mark of markTexts(place.current, passages)) mark.closest('details')?.setAttribute('open', '');
	}, [page]);
	return <div class="sl-markdown-content article-body" ref={place} />;
}

/** A part of the article; open, or folded under its heading. */
function buildPart({ heading, nodes }: ArticlePart, isOpen: boolean): HTMLElement {
	const part = document.createElement(isOpen || heading === '' ? 'section' : 'details');
	const head = document.createElement(part.tagName === 'DETAILS' ? 'summary' : 'h2');
	head.textContent = heading;
	part.append(...(heading === '' ? [] : [head]), ...nodes);
	return part;
}
