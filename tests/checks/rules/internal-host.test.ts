import { describe, expect, test } from 'vitest';
import { internalHost } from '../../../src/checks/rules/internal-host.ts';
import { ask, lineOf, written } from '../../setup/check-articles.ts';

const settings = { hosts: { internal: ['*.corp-tools.example', 'wiki.example'], allowed: ['ops.corp-tools.example', '*.shown.lan'] } };

describe('internal-host', () => {
	test.each([
		'https://status.example.com/board',
		'`POST https://ops.corp-tools.example/v1/jobs`, and ops.corp-tools.example by itself',
		'https://a.shown.lan/ and b.c.shown.lan',
		'http://localhost:4321/',
		'macOS 10.15.7, iOS 10.3, client 192.168.1',
		'https://…/people and POST …/people',
		'com.example.Main, settings.prod.local, KI-0001.mdx, 7.6.3',
		'someone@corp.example',
		'gs://backups-of-may/x and s3://backups',
	])('takes %s', (body) => {
		expect(ask(internalHost, written({}, body), { settings })).toEqual([]);
	});

	test.each([
		['[board](https://jenkins.corp.local/job/1)', 'jenkins.corp.local'],
		['`curl -s http://jenkins:8080/job`', 'jenkins'],
		['`https://user@Build.Corp-Tools.example/x`', 'Build.Corp-Tools.example'],
		['Log in at https://wiki.example.', 'wiki.example'],
		['`psql -h db01.prod.internal -U ops_ro`', 'db01.prod.internal'],
		['Search logs.corp-tools.example for the id.', 'logs.corp-tools.example'],
		['The console is at 10.20.30.40.', '10.20.30.40'],
		['`ssh 192.168.7.9`', '192.168.7.9'],
		['http://172.20.1.2:9090/metrics', '172.20.1.2'],
	])('finds the host in %s', (body, host) => {
		const article = written({}, `## Check\n\n${body}`);
		expect(ask(internalHost, article, { settings })).toEqual([
			{
				line: lineOf(article, body),
				found: `names the internal host "${host}".`,
				remedy: `Leave it out; or, where readers may know it, add "${host}" to hosts.allowed in checks.json.`,
			},
		]);
	});

	test('names a host once a line', () => {
		expect(ask(internalHost, written({}, '[http://jenkins/a](http://jenkins/a)'))).toHaveLength(1);
	});
});
