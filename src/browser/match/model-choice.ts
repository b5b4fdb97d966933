import * as z from 'zod/mini';
import { onDevice } from '../kept.ts';
import { modelOnDevice } from '../status/model-copy.ts';

const choice = z.enum(['load', 'words']);
const name = 'model';

/**
 * Whether 54 MB may be fetched for the model: what the reader has chosen; else yes, unless the browser asks to save data.
 * One that is on this device already costs nothing.
 */
export async function mayLoadModel(): Promise<boolean> {
	const chosen = onDevice.read(name, choice);
	if (chosen !== null) return chosen === 'load';
	const { connection }: { connection?: { saveData?: boolean } } = navigator as Navigator & { connection?: { saveData?: boolean } };
	return connection?.saveData !== true || (await modelOnDevice());
}

export function chooseModel(load: boolean): void {
	onDevice.write(name, load ? 'load' : 'words');
}
