// First, for it must come before the first schema.
import './without-eval.ts';

/** A schema of Zod, as far as it is needed here. */
interface Schema<T> {
	safeParse(value: unknown): { data?: T };
}

/**
 * What the page remembers on this device alone. Storage may be blocked or full: then a value lives as long as the page,
 * and whoever keeps it is told so.
 */
export interface Store {
	/** The value under the name; null where there is none, or one of an older shape. */
	read<T>(name: string, schema: Schema<T>): T | null;
	/** Gives whether it outlives the page. */
	write(name: string, value: unknown): boolean;
	remove(name: string): void;
	/** Removes every value whose name begins so. */
	removeAll(start: string): void;
}

/** Outlives the browser. */
export const onDevice: Store = openStore(() => localStorage);
/** Ends with the tab: for what a requester wrote. */
export const inTab: Store = openStore(() => sessionStorage);

function openStore(open: () => Storage): Store {
	const unsaved = new Map<string, string>();
	const key = (name: string): string => `signpost.${name}`;
	const readText = (name: string): string | null => {
		try {
			return unsaved.get(name) ?? open().getItem(key(name));
		} catch {
			return null;
		}
	};
	return {
		read(name, schema) {
			const text = readText(name);
			if (text === null) return null;
			try {
				return schema.safeParse(JSON.parse(text)).data ?? null;
			} catch {
				return null;
			}
		},
		write(name, value) {
			const text = JSON.stringify(value);
			try {
				open().setItem(key(name), text);
				if (open().getItem(key(name)) !== text) throw new Error('kept nothing');
				unsaved.delete(name);
				return true;
			} catch {
				unsaved.set(name, text);
				return false;
			}
		},
		remove(name) {
			unsaved.delete(name);
			try {
				open().removeItem(key(name));
			} catch {
				// Blocked: there is nothing to remove.
			}
		},
		removeAll(start) {
			for (const name of [...unsaved.keys()]) if (name.startsWith(start)) unsaved.delete(name);
			try {
				const store = open();
				for (const found of Object.keys(store)) if (found.startsWith(key(start))) store.removeItem(found);
			} catch {
				// Blocked: there is nothing to remove.
			}
		},
	};
}
