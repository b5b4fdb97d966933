/** Loads each thing once, however often it is asked for; what could not be had is asked for again. */
export function loadOnce<K, T>(load: (key: K) => Promise<T>): (key: K) => Promise<T> {
	const kept = new Map<K, Promise<T>>();
	return (key) => {
		const known = kept.get(key);
		if (known !== undefined) return known;
		const loading = load(key);
		kept.set(key, loading);
		loading.catch(() => kept.delete(key));
		return loading;
	};
}
