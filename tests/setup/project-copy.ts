import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, symlinkSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { cacheFolder } from '../../src/knowledge/working-files.node.ts';

const apart = new Set(['node_modules', '.git', '.signpost', '.astro', 'dist']);

/**
 * The project as a newcomer has it after cloning and `npm ci`: a git repository of its own with one commit on main. Model and
 * embeddings are those of this project. Gives the environment to run commands in.
 */
export function copyProject(folder: string): NodeJS.ProcessEnv {
	const project = resolve('.');
	cpSync(project, folder, { recursive: true, filter: (path) => !apart.has(relative(project, path).split(/[\\/]/)[0] ?? '') });
	symlinkSync(join(project, 'node_modules'), join(folder, 'node_modules'));
	mkdirSync(join(folder, '.signpost'));
	symlinkSync(resolve(cacheFolder()), join(folder, '.signpost', 'cache'));
	const who = {
		GIT_AUTHOR_NAME: 'New',
		GIT_AUTHOR_EMAIL: 'new@corp.example',
		GIT_COMMITTER_NAME: 'New',
		GIT_COMMITTER_EMAIL: 'new@corp.example',
	};
	const { FORCE_COLOR: _, SIGNPOST_CONTENT: __, SIGNPOST_HOME: ___, ...inherited } = process.env;
	const env = { ...inherited, ...who, GIT_CONFIG_GLOBAL: '/dev/null', NO_COLOR: '1' };
	const git = (...args: string[]): void => void execFileSync('git', args, { cwd: folder, env, stdio: 'pipe' });
	git('init', '-q', '-b', 'main');
	git('add', '-A');
	git('commit', '-q', '-m', 'As it is');
	return env;
}
