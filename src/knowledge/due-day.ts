import type { FrontMatter } from './schemas/index.ts';

type Verification = NonNullable<FrontMatter['verification']>;

/** The day by which what was verified must be verified again, YYYY-MM-DD. */
export function dueDay({ on, every }: Pick<Verification, 'on' | 'every'>): string {
	return new Date(Date.parse(on) + every * 86_400_000).toISOString().slice(0, 10);
}
