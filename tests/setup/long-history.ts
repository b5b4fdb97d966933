import { execFileSync } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { articleText } from './articles.ts';

/** Who commits in the repository, by turns. */
const people = ['Ana Branch', 'Ben Main', 'Cho Fix'];
const start = Date.UTC(2026, 0, 1, 6);
const day = 86_400_000;

interface File {
	id: string;
	text: string;
}
type Tree = Map<string, File>;

/** What the generator knows of a commit of the main line: the oracle. */
export interface MadeCommit {
	/** Instant at which it came into the branch, in milliseconds. */
	at: number;
	/** Every article then, by id. */
	articles: Map<string, { path: string; text: string; author: string; subject: string }>;
}

/**
 * A repository of more than 200 commits, the same at every call, written by `git fast-import`: edits with and without a new
 * version, renames, renames with edits and with everything rewritten, files that change places, branches that are merged
 * days after their commits were made, merges that join two edits, deletions and returns, reverts, commits at the same
 * second and within one day. Articles lie in `corpus`.
 */
export async function makeLongHistory(folder: string): Promise<{ corpus: string; mainline: MadeCommit[] }> {
	await mkdir(folder, { recursive: true });
	const git = (args: string[], input?: string) =>
		execFileSync('git', args, {
			cwd: folder,
			input,
			stdio: ['pipe', 'pipe', 'pipe'],
			env: { PATH: process.env.PATH, GIT_CONFIG_GLOBAL: '/dev/null' },
		});
	git(['init', '-q', '-b', 'main']);
	const { stream, mainline } = new Generator().run();
	git(['fast-import', '--quiet'], stream);
	git(['reset', '-q', '--hard', 'main']);
	return { corpus: join(folder, 'corpus'), mainline };
}

class Generator {
	private stream = '';
	private mark = 0;
	/** Mark of the newest commit of the main line, and its articles. */
	private head = 0;
	private tree: Tree = new Map();
	/** Who wrote the text that an article has, and the subject of what brought it. */
	private origin = new Map<string, { author: string; subject: string }>();
	private readonly mainline: MadeCommit[] = [];
	private now = start;
	private seed = 7;

	run(): { stream: string; mainline: MadeCommit[] } {
		for (let number = 1; number <= 8; number++) this.tree.set(`area ${number % 3}/a${number}.mdx`, this.write(`KI-${number}`, '1.0.0', 0));
		this.commit('First articles', new Map());
		for (let step = 1; step <= 190; step++) this.step(step);
		return { stream: this.stream, mainline: this.mainline };
	}

	private step(step: number): void {
		// Often several a day, sometimes none for days, now and then two in a second.
		this.now += ([0, 0.1, 0.3, 1, 2.6][this.random(5)] ?? 0) * day;
		const before = new Map(this.tree);
		const paths = [...this.tree.keys()];
		const path = paths[this.random(paths.length)] ?? '';
		const file = this.tree.get(path);
		if (file === undefined) return;
		const moved = `area ${this.random(4)}/m${step}.mdx`;
		switch (step % 12) {
			case 1:
				this.tree.delete(path);
				this.tree.set(moved, file);
				this.commit(`Move ${step}`, before);
				return;
			case 2:
				this.tree.delete(path);
				this.tree.set(moved, this.write(file.id, `2.${step}.0`, step));
				this.commit(`Move and edit ${step}`, before);
				return;
			case 3: {
				const other = paths.find((one) => one !== path) ?? path;
				this.swap(path, other);
				this.commit(`Change places ${step}`, before);
				return;
			}
			case 4:
				this.merge(step, path, 'edit');
				return;
			case 5:
				this.merge(step, path, 'move');
				return;
			case 6: {
				this.tree.delete(path);
				this.commit(`Delete ${step}`, before);
				const gone = new Map(this.tree);
				this.now += 2 * day;
				this.tree.set(step % 24 === 6 ? path : moved, step % 36 === 6 ? file : this.write(file.id, `3.${step}.0`, step));
				this.commit(`Bring back ${step}`, gone);
				return;
			}
			case 7: {
				// The same number, other words; then what was before.
				this.tree.set(path, { id: file.id, text: file.text.replace('Step 3', `Step 3 and ${step}`) });
				this.commit(`Silent ${step}`, before);
				const silent = new Map(this.tree);
				this.now += 0.2 * day;
				this.tree.set(path, file);
				this.commit(`Revert ${step}`, silent);
				return;
			}
			case 8:
				this.merge(step, path, 'join');
				return;
			case 9:
				// Copied, the original deleted: another article, however like it is.
				this.tree.set(moved, { id: `KI-${100 + step}`, text: file.text.replace(`"${file.id}"`, `"KI-${100 + step}"`) });
				this.tree.delete(path);
				this.commit(`Replace ${step}`, before);
				return;
			case 10:
				// Everything is rewritten with the move: no two lines alike.
				this.tree.delete(path);
				this.tree.set(moved, this.write(file.id, `4.${step}.0`, step, 'Altogether other words'));
				this.commit(`Rewrite ${step}`, before);
				return;
			default:
				this.tree.set(path, this.write(file.id, `5.${step}.0`, step));
				this.commit(`Edit ${step}`, before);
		}
	}

	private swap(a: string, b: string): void {
		const [one, other] = [this.tree.get(a), this.tree.get(b)];
		if (one === undefined || other === undefined) return;
		this.tree.set(a, other).set(b, one);
	}

	/** A branch with commits older than those that the main line gets meanwhile, merged days later by somebody else. */
	private merge(step: number, path: string, what: 'edit' | 'move' | 'join'): void {
		const base = this.head;
		const file = this.tree.get(path);
		if (file === undefined) return;
		const writer = people[step % 2] ?? '';
		const text =
			what === 'join'
				? { id: file.id, text: file.text.replace('Step 2.', `Step 2, branch ${step}.`) }
				: this.write(file.id, `6.${step}.0`, step);
		const target = what === 'move' ? `area 3/b${step}.mdx` : path;
		const first = this.emit(
			'branch',
			`wip ${step}`,
			writer,
			this.now + 1000,
			[base],
			[
				[path, null],
				[target, this.write(file.id, `6.${step}.0`, step + 1000)],
			],
		);
		const tip = this.emit('branch', `more ${step}`, writer, this.now + 2000, [first], [[target, text]]);
		this.now += 0.5 * day;
		const before = new Map(this.tree);
		const other = [...this.tree.keys()].find((one) => one !== path) ?? '';
		const otherFile = this.tree.get(other);
		if (otherFile !== undefined) this.tree.set(other, this.write(otherFile.id, `7.${step}.0`, step));
		if (what === 'join') this.tree.set(path, { id: file.id, text: file.text.replace('Step 9.', `Step 9, main ${step}.`) });
		this.commit(`Meanwhile ${step}`, before);
		const meanwhile = new Map(this.tree);
		this.now += 1.7 * day;
		if (what === 'join') {
			const main = this.tree.get(path)?.text ?? '';
			this.tree.set(path, { id: file.id, text: main.replace('Step 2.', `Step 2, branch ${step}.`) });
		} else {
			this.tree.delete(path);
			this.tree.set(target, text);
		}
		this.commit(`Merge branch ${step}`, meanwhile, { parent: tip, writer });
	}

	/** A commit of the main line that makes of the tree before what the tree is. */
	private commit(subject: string, before: Tree, merged?: { parent: number; writer: string }): void {
		const committer = people[this.mainline.length % people.length] ?? '';
		const changes: [string, File | null][] = [
			...[...before.keys()].filter((path) => !this.tree.has(path)).map((path): [string, null] => [path, null]),
			...[...this.tree].filter(([path, file]) => before.get(path) !== file),
		];
		const parents = [...(this.head === 0 ? [] : [this.head]), ...(merged === undefined ? [] : [merged.parent])];
		this.head = this.emit('main', subject, committer, this.now, parents, changes);
		const was = new Map([...before.values()].map((file) => [file.id, file.text]));
		const author = merged?.writer ?? committer;
		for (const { id, text } of this.tree.values()) if (was.get(id) !== text) this.origin.set(id, { author, subject });
		const articles = [...this.tree].map(
			([path, { id, text }]) => [id, { path, text, ...(this.origin.get(id) ?? { author, subject }) }] as const,
		);
		this.mainline.push({ at: this.now, articles: new Map(articles) });
	}

	private emit(
		branch: string,
		subject: string,
		who: string,
		at: number,
		parents: number[],
		changes: readonly [string, File | null][],
	): number {
		const mark = ++this.mark;
		const person = `${who} <who@corp.example> ${Math.floor(at / 1000)} +0000`;
		const [from, ...others] = parents;
		const lines = [`commit refs/heads/${branch}`, `mark :${mark}`, `author ${person}`, `committer ${person}`, data(subject)];
		if (from !== undefined) lines.push(`from :${from}`);
		lines.push(...others.map((other) => `merge :${other}`));
		for (const [path, file] of changes) {
			const place = `"corpus/${path}"`;
			if (file === null) lines.push(`D ${place}`);
			else lines.push(`M 100644 inline ${place}`, data(file.text));
		}
		this.stream += `${lines.join('\n')}\n`;
		return mark;
	}

	private write(id: string, version: string, salt: number, words = `The printer of ${id} hums`): File {
		const steps = Array.from({ length: 12 }, (_, at) => `${words}. Step ${at}.${at === 5 ? ` Now ${salt}.` : ''}`).join('\n\n');
		return {
			id,
			text: articleText(
				{ id, version, title: `About ${id}`, changelog: [{ version, date: '2026-01-01', note: `Note of ${version} ${salt}` }] },
				steps,
			),
		};
	}

	/** A linear congruential generator: the same numbers everywhere. */
	private random(below: number): number {
		this.seed = (this.seed * 1_103_515_245 + 12_345) % 2_147_483_648;
		return Math.floor(this.seed / 65_536) % below;
	}
}

function data(text: string): string {
	return `data ${Buffer.byteLength(text)}\n${text}`;
}
