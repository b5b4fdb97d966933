import { button, element } from '../elements.ts';
import { findServer } from '../server.ts';
import type { ProgressStore } from './progress/store.ts';
import { forgetOnServer, keepCode, makeCode, readCode, readTypedCode, syncProgress } from './progress/sync.ts';

/** Offers to have the progress on several devices, by a code, where there is a server. `changed` is told when entries came. */
export async function addSyncTools(place: HTMLElement, progress: ProgressStore, changed: () => Promise<void>): Promise<void> {
	if ((await findServer()) === null) return;
	const said = element('p');
	said.setAttribute('role', 'status');
	const tools = element('div');
	place.append(element('h3', '', 'On several devices'), tools, said);

	const sync = async (code: string): Promise<void> => {
		try {
			const taken = await syncProgress(progress, code);
			keepCode(code);
			said.textContent =
				taken === 0
					? 'The server has what this device has.'
					: `${taken === 1 ? 'One entry' : `${taken} entries`} of another device taken over.`;
			if (taken > 0) await changed();
		} catch (error) {
			said.textContent = `${error instanceof Error ? error.message : error} What you answer is kept on this device, and is sent another time.`;
		}
		show();
	};
	const show = (): void => {
		const code = readCode();
		tools.replaceChildren(...(code === null ? offer() : inUse(code)));
	};
	const offer = (): HTMLElement[] => {
		const field = element('input');
		field.type = 'text';
		field.spellcheck = false;
		field.autocapitalize = 'off';
		const label = element('label', 'file', 'I have a code ');
		const use = (): void => {
			const code = readTypedCode(field.value);
			if (code === null) said.textContent = 'This is no code: it has 20 letters and digits, and is shown on the device that has made it.';
			else void sync(code);
		};
		field.addEventListener('keydown', (event) => {
			if (event.key === 'Enter') use();
		});
		label.append(field, ' ', button('', 'Use it', use));
		const row = element('p');
		row.append(button('', 'Make a code', () => void sync(makeCode())));
		const text =
			'If you want it, your team’s server keeps a copy of your progress and your name under a code. Whoever has the code can read it and add to it.';
		return [element('p', 'hint', text), row, label];
	};
	const inUse = (code: string): HTMLElement[] => {
		const row = element('p');
		row.append('Your code: ', element('code', '', code), '. Type it on the other device; this one is kept in step while you use it.');
		const more = element('p');
		more.append(
			button('', 'Synchronise now', () => void sync(code)),
			' ',
			button('quiet', 'Stop on this device', () => {
				keepCode(null);
				said.textContent = 'Nothing leaves this device any more. The server’s copy stays for your other devices.';
				show();
			}),
			' ',
			button('quiet', 'Forget it on the server', () => {
				forgetOnServer(code).then(
					() => {
						keepCode(null);
						said.textContent = 'The server’s copy is gone. What is on this device stays.';
						show();
					},
					(error: unknown) => {
						said.textContent = error instanceof Error ? error.message : String(error);
					},
				);
			}),
		);
		return [row, more];
	};
	show();
	const code = readCode();
	if (code !== null) await sync(code);
}
