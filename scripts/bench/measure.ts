import { loadavg } from 'node:os';

/** How long something took, time after time. */
export interface Timing {
	/** Milliseconds, ascending. */
	median: number;
	p95: number;
}

/** What one program under test has to say: facts in words, timings by what was timed. */
export interface Report {
	facts: string[];
	timings: Record<string, Timing>;
	/** Tickets a second in a batch, one after the other. */
	throughput?: number;
	/** Of its whole process, in bytes. */
	peakMemory: number;
}

/** Rounds of a measurement at most; a slow program gets as many as fit into the seconds. */
const most = { rounds: 200, seconds: 8 } as const;

/** Runs every input in turn until there are rounds enough, after a fifth of them to warm up. */
export async function timeRounds<T>(inputs: readonly T[], run: (input: T) => unknown): Promise<Timing> {
	const times: number[] = [];
	let until = performance.now() + (most.seconds * 1000) / 5;
	for (let round = 0, warming = true; warming || times.length < most.rounds; round++) {
		const start = performance.now();
		await run(inputs[round % inputs.length] as T);
		const end = performance.now();
		if (!warming) times.push(end - start);
		if (warming && (round >= most.rounds / 5 || end > until)) {
			warming = false;
			until = end + most.seconds * 1000;
		} else if (end > until) break;
	}
	return summarize(times);
}

export function summarize(times: readonly number[]): Timing {
	const sorted = [...times].sort((a, b) => a - b);
	const at = (share: number): number => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
	return { median: at(0.5), p95: at(0.95) };
}

/** The most memory that this process has had, in bytes. */
export function peakMemory(): number {
	return process.resourceUsage().maxRSS * 1024;
}

/** Programs that wanted a processor in the last minute; above the number of cores, everything here is slower than it need be. */
export function load(): string {
	return (loadavg()[0] ?? 0).toFixed(1);
}

export function seconds(milliseconds: number): string {
	return `${(milliseconds / 1000).toFixed(1)} s`;
}
