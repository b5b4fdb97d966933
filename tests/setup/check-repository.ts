import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { goodFiles } from './good-articles.ts';

/** A git repository of its own with a small knowledge base, whose commits are of 2 November 2026. */
export class CheckRepository {
	readonly root: string;
	readonly corpus: string;

	/** `corpus` is the folder of the articles within the repository. */
	constructor(parent: string, corpus = 'content') {
		this.root = mkdtempSync(join(parent, 'repository-'));
		this.corpus = join(this.root, corpus);
		mkdirSync(this.corpus, { recursive: true });
		this.git('init', '-q', '-b', 'main');
	}

	/** One with articles in which the rules find nothing, committed on main. */
	static good(parent: string): CheckRepository {
		const repository = new CheckRepository(parent);
		for (const [path, text] of goodFiles()) repository.write(path, text);
		repository.commit();
		return repository;
	}

	write(path: string, text: string | Uint8Array): void {
		mkdirSync(dirname(join(this.corpus, path)), { recursive: true });
		writeFileSync(join(this.corpus, path), text);
	}

	remove(path: string): void {
		rmSync(join(this.corpus, path));
	}

	commit(message = 'change', ...options: string[]): void {
		this.git('add', '-A');
		this.git('commit', '-q', '-m', message, ...options);
	}

	git(...args: string[]): string {
		const date = '2026-11-02T12:00:00Z';
		const who = {
			...{ GIT_AUTHOR_NAME: 'A', GIT_AUTHOR_EMAIL: 'a@corp.example', GIT_COMMITTER_NAME: 'A', GIT_COMMITTER_EMAIL: 'a@corp.example' },
			...{ GIT_AUTHOR_DATE: date, GIT_COMMITTER_DATE: date },
		};
		const env = { PATH: process.env.PATH, GIT_CONFIG_GLOBAL: '/dev/null', ...who };
		return execFileSync('git', args, { cwd: this.root, env, stdio: 'pipe' }).toString().trim();
	}
}
