import { useEffect, useRef, useState } from 'preact/hooks';
import { articleAddress } from '../../layouts/addresses.ts';
import { enhanceArticle } from '../article/enhance.ts';
import { enhanceDecisions } from '../decide/enhance.ts';
import { inTab } from '../kept.ts';
import { markTexts, removeMarks } from '../marking.ts';
import { keepScrollable } from '../scrollable.ts';
import { type ArticlePage, type ArticlePart, fetchArticlePage } from './article-page.ts';

/** What tells whether the article is the right one: open where that is not certain. */
const recognition = /^(symptoms|when to use)\b/i;
/** What is needed only if the steps fail: folded. Headings that no team of ours has stay open. */
const later = /^(roll ?back|escalate|out of hours|what this team)\b/i;

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
		const isOpen = ({ heading }: ArticlePart): boolean => !later.test(heading) && !(isCertain && recognition.test(heading));
		place.current.replaceChildren(...page.parts.map((part) => buildPart(part, isOpen(part))));
		enhanceArticle(place.current, page);
		enhanceDecisions(place.current, page);
		keepScrollable(place.current);
	}, [page]);
	useEffect(() => {
		if (place.current === null) return;
		const marks = markTexts(place.current, passages);
		for (const mark of marks) mark.closest('details')?.setAttribute('open', '');
		return () => removeMarks(marks);
	}, [page, passages.join('\n')]);
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
