const wordCharacter = /[\p{L}\p{N}_]/u;

/**
 * A search for texts in another, blind to white space and to the bars that stand between a table's cells: texts of the
 * index are written with them, a page is not. Gives UTF-16 offsets of the first place where whole words match.
 */
export function searchIn(text: string): (wanted: string) => { from: number; to: number } | null {
	let bare = '';
	const places: number[] = [];
	for (let at = 0; at < text.length; at++) {
		const character = text[at] ?? '';
		if (isPassedOver(character)) continue;
		bare += character;
		places.push(at);
	}
	return (wanted) => {
		const bareWanted = [...wanted].filter((character) => !isPassedOver(character)).join('');
		if (bareWanted === '') return null;
		for (let found = bare.indexOf(bareWanted); found !== -1; found = bare.indexOf(bareWanted, found + 1)) {
			const from = places[found] ?? 0;
			const to = (places[found + bareWanted.length - 1] ?? 0) + 1;
			if (!isWithinWord(text, from) && !isWithinWord(text, to)) return { from, to };
		}
		return null;
	};
}

function isPassedOver(character: string): boolean {
	return character === '|' || /\s/.test(character);
}

/** Whether a word goes on over the border before this offset. */
function isWithinWord(text: string, at: number): boolean {
	return at > 0 && at < text.length && wordCharacter.test(text[at - 1] ?? '') && wordCharacter.test(text[at] ?? '');
}
