import { quote } from '../parts.ts';
import type { Problem, Rule } from '../rule.ts';
import type { CheckSettings } from '../settings.ts';

const address = /\b[a-z][a-z0-9+.-]*:\/\/(?:[^\s/@"'`<>()]*@)?([a-z0-9_.-]+)/gi;
const privateAddress = /(?<![\w.])(?:10|192\.168|172\.(?:1[6-9]|2\d|3[01]))(?:\.\d{1,3}){2,3}(?![\w.])/g;
/** Names that only a company's own network resolves (RFC 6762, RFC 8375, and what is used in their place), and private addresses (RFC 1918). */
const privateName =
	/^[a-z][a-z0-9-]*$|\.(internal|local|localdomain|lan|corp|intranet|private|home\.arpa)$|^(10|192\.168|172\.(1[6-9]|2\d|3[01]))\.[\d.]+$/i;

/** Looks for `https://jenkins.corp.local/…` in any address of the file. */
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
			const hosts = new Set([...named, ...(line.match(privateAddress) ?? [])]);
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
	const isOneOf = (patterns: readonly string[]): boolean => patterns.some((pattern) => fits(host, pattern));
	return (privateName.test(host) || isOneOf(hosts.internal)) && host !== 'localhost' && !isOneOf(hosts.allowed);
}

/** `*.corp.example` fits every host below corp.example; a whole name, itself. */
function fits(host: string, pattern: string): boolean {
	const name = host.toLowerCase();
	const wanted = pattern.toLowerCase();
	return wanted.startsWith('*.') ? name.endsWith(wanted.slice(1)) : name === wanted;
}
