/** Where a long step tells how far it is, and where what a person should know is said. */
export interface Listener {
	progress(step: string, done: number, total: number): void;
	notice(text: string): void;
}
