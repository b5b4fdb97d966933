import { quote } from '../parts.ts';
import type { Problem, Rule } from '../rule.ts';
import type { CheckSettings } from '../settings.ts';

/** `gs://backups` is a bucket, and no host. */
const address = /\b(?!(?:gs|s3|file):)[a-z][a-z0-9+.-]*:\/\/(?:[^\s/@"'`<>()]*@)?([a-z0-9_.-]+)/gi;
/** Four numbers: `macOS 10.15.7` is a version. */
const privateAddress = /(?<![\w.])(?:10\.\d{1,3}|192\.168|172\.(?:1[6-9]|2\d|3[01]))(?:\.\d{1,3}){2}(?!\w|\.\d)/g;
/** A machine's whole name without an address around it, as behind `psql -h`; what stands behind "@" is looked for as an e-mail address. */
const machine = /(?<![\w.@/\\-])[a-z0-9][a-z0-9-]*(?:\.[a-z0-9-]+){2,}(?![\w-]|\.\w)/gi;
/** Endings that only machines have: `settings.prod.local` may be a file. */
const machineEnding = /\.(internal|corp|intranet|lan|localdomain|home\.arpa)$/i;
/** Names that only a company's own network resolves (RFC 6762, RFC 8375, and what is used in their place), and private addresses (RFC 1918). */
const privateName =
	/^[a-z][a-z0-9-]*$|\.(internal|local|localdomain|lan|corp|intranet|private|home\.arpa)$|^(10|192\.168|172\.(1[6-9]|2\d|3[01]))\.[\d.]+$/i;

/** Looks for `https://jenkins.corp.local/…` in any address of the file, and for names such as `db01.prod.internal` without one. */
export const internalHost: Rule = {
	id: 'SP062',
	name: 'internal-host',
	description:
		'Looks for addresses of hosts and machines inside the company that checks.json does not allow: articles are read by partners, and a host name is a map for whoever should not have one.',
	expects: 'Hosts that are public, or stand under hosts.allowed in checks.json.',
	severity: 'error',
	of: 'all',
	check({ text }, { settings }) {
		return text.split('\n').flatMap((line, at) => {
			const named = [...line.matchAll(address)].map(([, host = '']) => host.replace(/\.$/, ''));
			const bare = (line.match(machine) ?? []).filter((name) => machineEnding.test(name) || isOneOf(name, settings.hosts.internal));
			const hosts = new Set([...named, ...bare, ...(line.match(privateAddress) ?? [])]);
			return [...hosts]
				.filter((host) => isForbidden(host, settings))
				.map(
					(host): Problem => ({
						line: at + 1,
						found: `names the internal host ${quote(host)}.`,
						remedy: `Leave it out; or, where readers may know it, add "${host}" to hosts.allowed in checks.json.`,
					}),
				);
		});
	},
};

function isForbidden(host: string, { hosts }: CheckSettings): boolean {
	return (privateName.test(host) || isOneOf(host, hosts.internal)) && host !== 'localhost' && !isOneOf(host, hosts.allowed);
}

function isOneOf(host: string, patterns: readonly string[]): boolean {
	return patterns.some((pattern) => fits(host, pattern));
}

/** `*.corp.example` fits every host below corp.example; a whole name, itself. */
function fits(host: string, pattern: string): boolean {
	const name = host.toLowerCase();
	const wanted = pattern.toLowerCase();
	return wanted.startsWith('*.') ? name.endsWith(wanted.slice(1)) : name === wanted;
}
