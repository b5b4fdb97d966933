import { createHash } from 'node:crypto';
import type { Half } from './judged.ts';

/** Which half of its set a ticket belongs to: the first byte of the SHA-256 of its id is even for tuning, odd for held-out. */
export function halfOf(id: string): Half {
	return (createHash('sha256').update(id).digest()[0] ?? 0) % 2 === 0 ? 'tuning' : 'held-out';
}
