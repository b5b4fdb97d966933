import { findPersonalData, type Kind, type PersonalData } from '../../matching/reading/redaction.ts';
import { quote } from '../parts.ts';
import type { CheckedArticle, Problem, Rule } from '../rule.ts';

/** What belongs to a person, in a ticket and in an article. Ids and long numbers are told apart below. */
const personal: ReadonlySet<Kind> = new Set(['email', 'ip', 'mac', 'card', 'iban', 'phone', 'handle']);
const secret: ReadonlySet<Kind> = new Set(['private-key', 'token', 'password']);
/** Every machine has these, and machines of one's own network are hosts, not persons: `internal-host` looks for them. */
const ownNetwork = /^(127|0|10|192\.168|172\.(1[6-9]|2\d|3[01]))\.|^::1?\b|^f[cd][0-9a-f]{2}:/i;
/** An address that mail can go to; `root@console-01` is how one logs in to a machine, `git@…` how one fetches. */
const reachable = /^(?!git@).+@.+\.[a-z]{2,}$/i;
/** Nobody can be reached at these: RFC 2606 names, and the numbers that RFC 5737, RFC 3849, Ofcom and the North American plan (555-01xx) keep for examples. */
const example =
	/@([\w-]+\.)*example(\.(com|net|org))?$|^(192\.0\.2|198\.51\.100|203\.0\.113)\.\d+|^2001:db8:|7946 0\d{3}$|^(?:\+?1[ .-]?)?\(?\d{3}\)?[ .-]?555[ .-]?01\d\d$/i;
/** `$OPS_TOKEN`, `:token`, `<token>`, `[token]`, `…` and `***` stand for a secret and are none. */
const placeholder = /^\W*(\$\{?\w+\}?|:\w+|<[^>]+>|\[[^\]]+\]|\{\w+\}|[.…*x]+)\W*$/i;

/** Looks with the redaction of tickets for e-mail addresses, telephone and card numbers and the like. */
export const personalData: Rule = {
	id: 'SP060',
	name: 'personal-data',
	description:
		'Looks, with the same redaction that tickets go through, for e-mail addresses, telephone, card and bank numbers, handles and hardware or network addresses of real people and machines.',
	expects:
		'Placeholders such as [name] and :user_id, roles in place of people, and addresses that are kept for examples (someone@corp.example, 192.0.2.1).',
	severity: 'error',
	of: 'all',
	check: (article) =>
		report(article, personal, (data) => `holds ${described(data.kind)}, ${quote(data.text)}.`, 'Put a placeholder or a role in its place.'),
};

/** Looks for tokens, passwords and private keys. What was pushed once is known: it must be changed, not only removed. */
export const secrets: Rule = {
	id: 'SP061',
	name: 'secret',
	description: 'Looks for tokens, passwords and private keys. They stay in the history of the repository even when they are removed.',
	expects: 'A variable such as $OPS_TOKEN in place of every secret.',
	severity: 'error',
	of: 'all',
	check: (article) =>
		report(
			article,
			secret,
			(data) => `holds what looks like a ${described(data.kind)} (${data.text.length} characters).`,
			'Put a variable such as $OPS_TOKEN in its place, and have the secret revoked: it is in the history.',
		),
};

function report(article: CheckedArticle, kinds: ReadonlySet<Kind>, say: (data: PersonalData) => string, remedy: string): Problem[] {
	const { text } = article;
	return dataOf(article).flatMap((data): Problem[] => {
		const there = text.slice(data.start, data.end).trim();
		if (!kinds.has(data.kind) || example.test(there) || placeholder.test(there)) return [];
		if ((data.kind === 'ip' && ownNetwork.test(there)) || (data.kind === 'email' && !reachable.test(there))) return [];
		return [{ line: text.slice(0, data.start).split('\n').length, found: say({ ...data, text: there }), remedy }];
	});
}

/** Two rules ask, and looking is the dearest part of a check. */
const known = new WeakMap<CheckedArticle, PersonalData[]>();

function dataOf(article: CheckedArticle): PersonalData[] {
	const found = known.get(article) ?? findPersonalData(article.text);
	known.set(article, found);
	return found;
}

const names: Partial<Record<Kind, string>> = {
	email: 'an e-mail address',
	ip: 'a network address',
	mac: 'a hardware address',
	card: 'a card number',
	iban: 'a bank account number',
	phone: 'a telephone number',
	handle: 'a handle',
};

function described(kind: Kind): string {
	return names[kind] ?? kind.replace('-', ' ');
}
