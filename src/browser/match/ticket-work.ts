// First, for it must come before the first schema.
import '../without-eval.ts';
import * as z from 'zod/mini';
import { inTab } from '../kept.ts';

/** The ticket that this tab was asked about last, on whichever page. */
const name = 'worked-on';

/**
 * What is filled in, ticked and chosen in articles is for one ticket: another text begins with none of it, so that nothing
 * of one requester is sent for the next.
 */
export function beginTicket(text: string): void {
	if (inTab.read(name, z.string()) === text) return;
	inTab.write(name, text);
	inTab.remove('filled-in');
	inTab.removeAll('steps.');
	inTab.removeAll('decide.');
}
