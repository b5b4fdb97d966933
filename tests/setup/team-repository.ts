import { execFileSync } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { articleText } from './articles.ts';

/** A subject that would be dangerous, were it markup. */
export const hostileText = '<img src=x onerror="document.title=\'owned\'"><script>document.title="owned"</script>';

const team = {
	kind: 'escalation',
	title: 'Whom to page: Printing',
	team: 'Printing',
	systems: ['Printers'],
	tiers: [
		{ tier: 2, contact: 'pager print-lead', responds: 30, when: 'Tier 1 is silent' },
		{ tier: 1, contact: '#print-help (chat)', responds: 20, when: 'Any severity 1' },
	],
	coverage: [
		{ site: 'DUB', timezone: 'Europe/Dublin', days: ['mon', 'tue', 'wed', 'thu', 'fri'], from: '09:00', to: '18:00' },
		{ site: 'SG', timezone: 'Asia/Singapore', days: ['mon', 'tue', 'wed', 'thu', 'fri'], from: '09:00', to: '17:00' },
	],
	facts: ['Printer name', `Error code ${hostileText}`],
};

/** A small team's knowledge base in a git repository of its own, each commit a day after the one before, from 1 November 2026, 12:00 UTC. */
export class TeamRepository {
	readonly corpus: string;
	private day = 0;

	constructor(folder: string) {
		this.corpus = join(folder, 'corpus');
	}

	async write(
		id: string,
		fields: Record<string, unknown>,
		body = '## Symptoms\n\nIt hums.\n\n## Workaround\n\nOpen the tray.',
	): Promise<void> {
		await mkdir(this.corpus, { recursive: true });
		await writeFile(join(this.corpus, `${id}.mdx`), articleText({ id, ...fields }, body));
	}

	git(...args: string[]): void {
		const date = new Date(Date.UTC(2026, 9, 31 + this.day, 12)).toISOString();
		const who = {
			GIT_AUTHOR_NAME: 'namecanary',
			GIT_COMMITTER_NAME: 'namecanary',
			GIT_AUTHOR_EMAIL: 'a@corp.example',
			GIT_COMMITTER_EMAIL: 'a@corp.example',
		};
		const env = { PATH: process.env.PATH, GIT_CONFIG_GLOBAL: '/dev/null', GIT_AUTHOR_DATE: date, GIT_COMMITTER_DATE: date, ...who };
		execFileSync('git', args, { cwd: this.corpus, env, stdio: 'pipe' });
	}

	commit(subject: string): void {
		this.day++;
		this.git('add', '-A');
		this.git('commit', '-q', '-m', subject);
	}

	/** Four known issues in three days: one open without a workaround, one of two systems, one that is fixed on the third day, one archived; two teams. */
	async fill(): Promise<void> {
		await this.write('KI-1', {
			title: 'Paper jams',
			systems: ['Printers'],
			severity: 1,
			since: '2026-10-20',
			fix: { state: 'planned', tracker: 'ENG-1', release: '7.7' },
		});
		await this.write(
			'KI-2',
			{ title: 'Tunnel drops <b>often</b>', systems: ['Tunnel', 'Printers'], severity: 2, signatures: ['VPN-77'] },
			'## Symptoms\n\nNo network.',
		);
		await this.write('KI-3', { title: 'Toner smells', systems: ['Printers'], severity: 3, fix: { state: 'in-progress' } });
		await this.write('KI-4', { title: 'Old trouble', systems: ['Fax'], severity: 1, state: 'archived' });
		await this.write('ESC-print', team);
		await this.write('ESC-duty', { ...team, title: 'Whom to page: Duty', team: 'Duty', systems: ['Tunnel'], fallback: true, coverage: [] });
		await writeFile(
			join(this.corpus, 'links.jsonl'),
			`${JSON.stringify({ text: 'linkcanary paper stuck', article: 'KI-1', ticket: 'T-1' })}\n${JSON.stringify({ text: 'linkcanary tray', article: 'KI-1', outcome: 'wrong' })}\n`,
		);
		this.git('init', '-q', '-b', 'main');
		this.commit('First articles');
		await this.write('KI-1', {
			title: 'Paper jams',
			systems: ['Printers'],
			severity: 1,
			since: '2026-10-20',
			fix: { state: 'planned', tracker: 'ENG-1', release: '7.7' },
			version: '1.1.0',
			changelog: [{ version: '1.1.0', date: '2026-11-02', note: 'Another way to clear the tray.' }],
		});
		this.commit('wip');
		await this.write('KI-3', { title: 'Toner smells', systems: ['Printers'], severity: 3, fix: { state: 'fixed', release: '7.6' } });
		this.commit(`Fixed ${hostileText}`);
	}
}
