import { articleAddress, historyAddress } from '../../layouts/addresses.ts';
import { button, element } from '../elements.ts';
import { diffWords } from '../versions/words.ts';
import type { ChangedArticle, ChangedSection } from './progress/derive.ts';
import type { LiveQuestion } from './questions/question.ts';

interface Settling {
	/** Questions about what has changed that are not answered again yet. */
	questions: readonly LiveQuestion[];
	/** The reader has read the changes and answered what was asked. */
	caughtUp(): void;
}

/** Says what has changed in the taught articles since the module was passed, and asks again what is about it. */
export function showChanges(place: HTMLElement, changes: readonly ChangedArticle[], { questions, caughtUp }: Settling): void {
	place.append(element('h2', '', 'Changed since you passed'));
	for (const { article, title, from, to, sections } of changes) {
		const line = element('p');
		const link = element('a', '', `${article} ${title}`);
		if (to === null) line.append(`${article}: is no longer taught here, since it is not followed any more.`);
		else {
			link.href = articleAddress(article);
			const history = element('a', '', 'all differences');
			history.href = `${historyAddress(article)}?${new URLSearchParams({ from, to })}`;
			line.append(link, `: you learnt version ${from}, it is at ${to} (`, history, ').');
			if (sections.length === 0) line.append(' No section that you were asked about has changed.');
		}
		place.append(line, ...(to === null ? [] : sections.map(showSection)));
	}
	if (questions.length > 0) {
		place.append(
			element('p', '', questions.length === 1 ? 'One question is asked again:' : `${questions.length} questions are asked again:`),
		);
		const list = element('ul');
		for (const { section } of questions) {
			const item = element('li');
			const link = element('a', '', section.querySelector('.question-asked p')?.textContent ?? section.id);
			link.href = `#${section.id}`;
			item.append(link);
			list.append(item);
		}
		place.append(list);
	} else place.append(button('primary', 'I have read what changed', caughtUp));
}

function showSection({ heading, before, now }: ChangedSection): HTMLElement {
	const shown = element('details');
	shown.open = true;
	shown.append(element('summary', '', now === null ? `${heading}: is gone` : heading));
	const text = element('pre');
	for (const { kind, text: words } of diffWords(before, now ?? '')) {
		if (kind === 'same') text.append(words);
		else {
			const changed = element(kind === 'added' ? 'ins' : 'del');
			changed.append(element('span', 'sr-only', `[${kind}: `), words, element('span', 'sr-only', ']'));
			text.append(changed);
		}
	}
	shown.append(text);
	return shown;
}
