import * as z from 'zod/mini';
import { noLinks } from '../../knowledge/link-counts.ts';
import { outcomes } from '../../knowledge/outcomes.ts';
import { siteAddress } from '../../layouts/addresses.ts';
import { sayLinks } from '../../layouts/say-links.ts';
import { element } from '../elements.ts';
import { findServer } from '../server.ts';
import '../without-eval.ts';

const countsSchema = z.object({ counts: z.record(z.string(), z.record(z.enum(outcomes), z.number())) });

/** Writes how many tickets are linked by now, where there is a server to tell: the site itself knows those at its building. */
export async function refreshLinks(places: () => readonly HTMLElement[]): Promise<void> {
	if ((await findServer()) === null) return;
	const answer = await fetch(siteAddress('api/links'), { cache: 'no-store' }).then(
		(response) => response.json(),
		() => null,
	);
	const read = countsSchema.safeParse(answer);
	if (!read.success) return;
	const counts = new Map(Object.entries(read.data.counts));
	const cells = places().flatMap((place) => [...place.querySelectorAll<HTMLElement>('[data-links]')]);
	for (const cell of cells) {
		const [number, detail] = sayLinks(counts.get(cell.dataset.links ?? '') ?? noLinks);
		cell.replaceChildren(number, element('span', 'sub', detail));
	}
}
