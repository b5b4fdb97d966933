import { model } from './embedder.ts';

/** Where a site has index and model, and what ranks without them, below its base. The model's path names its weights: browsers keep it by its path. */
export function engineAddress(base: string): { index: string; model: string; static: string } {
	return { index: `${base}engine/index`, static: `${base}engine/static`, model: `${base}engine/${model.name}-${model.revision}` };
}
