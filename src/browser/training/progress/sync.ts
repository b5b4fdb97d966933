import * as z from 'zod/mini';
import { onDevice } from '../../kept.ts';
import { findServer, sendToServer } from '../../server.ts';
import type { Person, StoredEvent } from './events.ts';
import type { ProgressStore } from './store.ts';

const kept = 'training-code';
/** Crockford's base 32: without letters that are taken for others. */
const letters = '0123456789abcdefghjkmnpqrstvwxyz';
const codeLength = 20;

/** A server that takes everything that a trainee has done, in milliseconds. */
const patience = 20_000;

/** The code under which the server keeps this person's progress; null where nothing leaves the device. */
export function readCode(): string | null {
	return onDevice.read(kept, z.string());
}

/** From now on progress is sent under this code; with null no more. */
export function keepCode(code: string | null): void {
	if (code === null) onDevice.remove(kept);
	else onDevice.write(kept, code);
}

/** A new code of 100 random bits: nobody finds it by trying. */
export function makeCode(): string {
	const drawn = Array.from(crypto.getRandomValues(new Uint8Array(codeLength)), (byte) => letters[byte % letters.length]).join('');
	return drawn.replace(/.{5}(?=.)/g, '$&-');
}

/** A code as somebody has typed it; null where it is none. */
export function readTypedCode(typed: string): string | null {
	const plain = typed.toLowerCase().replace(/[\s-]/g, '').replace(/o/g, '0').replace(/[il]/g, '1');
	return plain.length === codeLength && [...plain].every((letter) => letters.includes(letter)) ? plain.replace(/.{5}(?=.)/g, '$&-') : null;
}

/** Sends what this device has and takes over what it lacks; gives how many entries those were. Throws a sentence. */
export async function syncProgress(progress: ProgressStore, code: string): Promise<number> {
	const [person, events] = await Promise.all([progress.person(), progress.stored()]);
	const body = { code, person, events };
	const answer = await sendToServer<{ person: Person; events: StoredEvent[] }>('progress', body, ['person', 'events'], patience);
	if (answer.person.id !== person.id) await progress.setPerson({ id: answer.person.id, name: person.name || answer.person.name });
	return progress.addAll(answer.events);
}

/** Keeps the device in step, where its owner has asked for that; what cannot be sent now is sent the next time. */
export async function keepInStep(progress: ProgressStore): Promise<number> {
	const code = readCode();
	if (code === null || (await findServer()) === null) return 0;
	return syncProgress(progress, code).catch(() => 0);
}

/** Lets the server forget what it keeps under the code. Throws a sentence. */
export async function forgetOnServer(code: string): Promise<void> {
	await sendToServer<{ forgotten: boolean }>('progress', { code }, ['forgotten'], patience, 'DELETE');
}
