/**
 * The id that stands for another one: of an article that was merged, that of the article which replaces it; every other
 * itself. Looked up without regard to case, as addresses are.
 */
export function successorsOf(articles: readonly { id: string; replaces?: readonly string[] }[]): (id: string) => string {
	const present = new Set(articles.map(({ id }) => id.toLowerCase()));
	const led = new Map(articles.flatMap(({ id, replaces = [] }) => replaces.map((replaced) => [replaced.toLowerCase(), id] as const)));
	return (id) => (present.has(id.toLowerCase()) ? id : (led.get(id.toLowerCase()) ?? id));
}
