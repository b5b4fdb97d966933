import type { FrontMatter } from '../knowledge/schemas/index.ts';
import type { CheckSettings } from './settings.ts';

/** An owner that checks.json gives no reviewer for, and the articles or the setting that names it. */
export interface UnknownOwner {
	owner: string;
	namedBy: string[];
}

interface OwnedFile {
	path: string;
	owner: string;
}

/**
 * The text of CODEOWNERS: who reviews which article, by system. `folder` is that of the articles in the repository. A folder
 * whose articles have one owner is a line; where there are several, each file is one, and what no article owns falls to the
 * leads. Of all lines that fit a file the last counts. Gives the owners that have no reviewer instead, if there are any.
 */
export function codeowners(
	articles: readonly { id: string; path: string; frontMatter?: FrontMatter }[],
	{ owners, leads }: Pick<CheckSettings, 'owners' | 'leads'>,
	folder: string,
): { text: string } | { unknown: UnknownOwner[] } {
	const owned = articles.flatMap(({ path, frontMatter }): OwnedFile[] =>
		frontMatter?.owner === undefined ? [] : [{ path, owner: frontMatter.owner }],
	);
	const namedBy = new Map<string, string[]>(leads === undefined ? [] : [[leads, ['leads']]]);
	for (const { id, frontMatter } of articles) {
		if (frontMatter?.owner !== undefined) namedBy.set(frontMatter.owner, [...(namedBy.get(frontMatter.owner) ?? []), id]);
	}
	const unknown = [...namedBy].filter(([owner]) => !Object.hasOwn(owners, owner)).map(([owner, by]) => ({ owner, namedBy: by }));
	if (unknown.length > 0) return { unknown };
	const line = (path: string, owner: string): string => `${escapeSpace(path)} ${owners[owner]}`;
	const lines = linesOf(owned).map(({ path, owner }) => line(`/${folder}/${path}`, owner));
	const led = (paths: readonly string[]): string[] => (leads === undefined ? [] : paths.map((path) => line(path, leads)));
	return {
		text: [
			'# Who reviews what, by system. Written by `npm run codeowners` from the owners of the articles and',
			`# ${folder}/checks.json; edit those. Of all lines that fit a file, the last counts.`,
			'',
			...led([`/${folder}/`]),
			...lines,
			'',
			...led([`/${folder}/checks.json`, `/${folder}/accepted-moves.jsonl`, '/src/checks/', '/.github/']),
			'',
		]
			.join('\n')
			.replace(/\n{3,}/g, '\n\n')
			.replace(/\n+$/, '\n'),
	};
}

/** Folders and files, by path; what is deeper comes later. */
function linesOf(files: readonly OwnedFile[]): OwnedFile[] {
	const byFolder = Map.groupBy(files, ({ path }) => path.slice(0, path.lastIndexOf('/') + 1));
	const lines = [...byFolder].flatMap(([place, inside]): OwnedFile[] => {
		const [first] = inside;
		const isOne = first !== undefined && inside.every(({ owner }) => owner === first.owner);
		// The folder of all articles is never a line: it would take what the leads answer for.
		return isOne && place !== '' ? [{ path: place, owner: first.owner }] : inside;
	});
	return lines.toSorted((a, b) => (a.path < b.path ? -1 : 1));
}

/** White space parts a path from its owners unless it is escaped. */
function escapeSpace(path: string): string {
	return path.replace(/\s/g, '\\$&');
}
