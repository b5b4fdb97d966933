import { z } from 'zod';
import { type ChangeJson, formatChange } from '../change-json.ts';
import { cutLines, maxBody } from '../markdown.ts';
import type { Repository } from './api.node.ts';

/** Begins the one comment of a pull request that holds the report; hidden where Markdown is shown. */
export const reportMarker = '<!-- signpost-report -->';

/** Whom GitHub names as the author of what a workflow writes. Anybody may write the marker; only our own comment is edited. */
const workflowLogin = 'github-actions[bot]';

const pullSchema = z.object({ head: z.object({ sha: z.string() }) });
const commentSchema = z.object({ id: z.int(), body: z.string().nullish(), user: z.object({ login: z.string() }).nullable() });

/**
 * Puts a report into the one comment of a pull request. Nothing is written where `commit`, which GitHub says was checked, is
 * not what the pull request holds: it has moved on, or the number is of another one.
 */
export async function postReport(
	repository: Repository,
	{ number, commit, report }: { number: number; commit: string; report: ChangeJson },
): Promise<'created' | 'edited' | 'unchanged' | 'other-commit'> {
	const { head } = await repository.ask('GET', `/pulls/${number}`, pullSchema);
	if (head.sha !== commit) return 'other-commit';
	const tail = `\nOf commit ${commit.slice(0, 12)}.\n`;
	const body = `${cutLines(`${reportMarker}\n${formatChange(report)}`, maxBody - tail.length)}${tail}`;
	const comments = await repository.list(`/issues/${number}/comments`, commentSchema);
	const own = comments.find((comment) => comment.user?.login === workflowLogin && comment.body?.startsWith(reportMarker) === true);
	if (own === undefined) {
		await repository.ask('POST', `/issues/${number}/comments`, z.object({}), { body });
		return 'created';
	}
	if (own.body === body) return 'unchanged';
	await repository.ask('PATCH', `/issues/comments/${own.id}`, z.object({}), { body });
	return 'edited';
}
