/** So many of so many, and between which shares the true one lies. */
export interface Share {
	count: number;
	of: number;
	/** From 0 to 1; null where there is nothing to take a share of. */
	share: number | null;
	/** Wilson score interval at 95 %, from 0 to 1. */
	low: number;
	high: number;
}

/** Of the normal distribution, for 95 %. */
const z = 1.959964;

/** A share with its interval (E. B. Wilson, JASA 22, 1927), which is honest about few answers. */
export function shareOf(count: number, of: number): Share {
	if (of === 0) return { count, of, share: null, low: 0, high: 1 };
	const share = count / of;
	const middle = (share + z ** 2 / (2 * of)) / (1 + z ** 2 / of);
	const half = (z / (1 + z ** 2 / of)) * Math.sqrt((share * (1 - share)) / of + z ** 2 / (4 * of ** 2));
	return { count, of, share, low: Math.max(0, middle - half), high: Math.min(1, middle + half) };
}

/** As a percentage with what it is of: `67 % (4 of 6)`; a dash where there is nothing. */
export function sayShare({ count, of, share }: Share): string {
	return share === null ? '–' : `${Math.round(100 * share)} % (${count} of ${of})`;
}
