const form = document.querySelector<HTMLFormElement>('[data-team-search]');
const field = form?.querySelector('input');
const teams = [...document.querySelectorAll<HTMLElement>('[data-team]')];

if (form && field) {
	const start = new URLSearchParams(location.search).get('q');
	if (start !== null) field.value = start;
	form.addEventListener('submit', (event) => event.preventDefault());
	field.addEventListener('input', () => {
		const text = field.value.trim();
		history.replaceState(null, '', `${location.pathname}${text === '' ? '' : `?${new URLSearchParams({ q: text })}`}`);
		filter(field.value);
	});
	if (start !== null) filter(field.value);
}

/** Of a text, every word must be somewhere in the team's name, systems or contacts. */
function filter(text: string): void {
	const words = text.toLowerCase().split(/\s+/);
	for (const team of teams) team.hidden = !words.every((word) => team.dataset.team?.includes(word));
	const left = teams.filter(({ hidden }) => !hidden).length;
	const count = document.querySelector('[data-team-count]');
	const sentence = left === 0 ? 'No team fits: see the team that takes what no other owns.' : `${left} ${left === 1 ? 'team' : 'teams'}.`;
	if (count !== null && count.textContent !== sentence) count.textContent = sentence;
}
