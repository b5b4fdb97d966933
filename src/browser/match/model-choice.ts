import * as z from 'zod/mini';
import { onDevice } from '../kept.ts';
import { modelOnDevice } from '../status/model-copy.ts';

const name = 'load-model';

/**
 * Whether the model may be fetched, 55 MB: yes, unless the browser asks to save data and the reader has not said
 * otherwise. One that is on this device already costs nothing.
 */
export async function mayLoadModel(): Promise<boolean> {
	const { connection } = navigator as Navigator & { connection?: { saveData?: boolean } };
	return connection?.saveData !== true || onDevice.read(name, z.literal(true)) === true || (await modelOnDevice());
}

/** The reader wants the model, whatever the browser asks. */
export function allowModel(): void {
	onDevice.write(name, true);
}
