import * as z from 'zod/mini';
import { onDevice } from '../kept.ts';

const name = 'zone';

/** The zone of this browser. */
export function browserZone(): string {
	return Intl.DateTimeFormat().resolvedOptions().timeZone;
}

/** The reader's time zone (IANA): the one chosen on this device, else the browser's. */
export function readerZone(): string {
	const chosen = onDevice.read(name, z.string());
	return chosen !== null && isZone(chosen) ? chosen : browserZone();
}

/** Keeps the reader's zone on this device; the browser's own is followed wherever it goes. */
export function keepZone(zone: string): void {
	if (zone === browserZone()) onDevice.remove(name);
	else onDevice.write(name, zone);
}

/** Names of today that browsers take but do not list, going by older ones. */
const renamed = ['America/Nuuk', 'Asia/Ho_Chi_Minh', 'Asia/Kathmandu', 'Asia/Kolkata', 'Asia/Yangon', 'Europe/Kyiv', 'Pacific/Kanton'];

/** The zones to choose from, the given ones among them. */
export function listZones(...given: string[]): string[] {
	const zones = new Set([...Intl.supportedValuesOf('timeZone'), ...renamed.filter(isZone), ...given, 'UTC']);
	return [...zones].sort((a, b) => a.localeCompare(b));
}

function isZone(zone: string): boolean {
	try {
		new Intl.DateTimeFormat('en', { timeZone: zone });
		return true;
	} catch {
		return false;
	}
}
