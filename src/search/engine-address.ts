import { model } from './embedder.ts';

/** Where a site has index and model, below its base. The model's path names its weights: browsers keep it by its path. */
export function engineAddress(base: string): { index: string; model: string } {
	return { index: `${base}engine/index`, model: `${base}engine/${model.name}-${model.revision}` };
}
