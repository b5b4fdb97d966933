import { createContext, Script } from 'node:vm';

const call = new Script('work()');

/**
 * Runs `work` for at most so many milliseconds; null where it takes longer. It is stopped in the middle of whatever it
 * does, so it must leave nothing half written.
 */
export function withinTime<T>(milliseconds: number, work: () => T): T | null {
	try {
		return call.runInContext(createContext({ work }), { timeout: milliseconds });
	} catch (error) {
		if ((error as { code?: string }).code === 'ERR_SCRIPT_EXECUTION_TIMEOUT') return null;
		throw error;
	}
}
