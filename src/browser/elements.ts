/** An element with a class and a text, both optional. The text is never markup. */
export function element<Name extends keyof HTMLElementTagNameMap>(name: Name, className = '', text = ''): HTMLElementTagNameMap[Name] {
	const made = document.createElement(name);
	if (className !== '') made.className = className;
	if (text !== '') made.textContent = text;
	return made;
}

export function button(className: string, text: string, onClick: () => void): HTMLButtonElement {
	const made = element('button', className, text);
	made.type = 'button';
	made.addEventListener('click', onClick);
	return made;
}
