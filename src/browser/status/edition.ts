// First, for it must come before the first schema.
import '../without-eval.ts';
import * as z from 'zod/mini';

/** Below the site's base: what the edition says of itself. */
export const editionFile = 'build.json';

/** Below the site's base: the service worker, which keeps a copy of all that lies beside and below it. */
export const workerFile = 'sw.js';

/** The parameter with which the worker lets a request pass, to ask the server and not the copy. */
export const liveParameter = 'live';

/** Cache Storage: where the worker keeps scripts and programs that are fetched only when they are used. */
export const onDemandCache = 'signpost-on-demand';

export const editionSchema = z.object({
	/** When it was built, ISO 8601. */
	built: z.string(),
	/** The same for two builds of the same content and source. */
	stamp: z.string(),
	/** What matching by meaning needs beside the copy: paths below the base. Empty where the site has no model. */
	onDemand: z.array(z.object({ path: z.string(), bytes: z.number() })),
});
export type Edition = z.infer<typeof editionSchema>;
