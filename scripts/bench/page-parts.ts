/** Where the bench finds what it measures; a page that is built otherwise is followed here alone. */
export const parts = {
	home: '',
	article: 'articles/',
	match: 'match/',
	/** Opens the search box from anywhere. */
	searchKey: 'Control+k',
	searchField: 'dialog.palette textarea',
	searchResult: 'dialog.palette [role=option]',
	ticketField: 'textarea#ticket',
	answerKey: 'Control+Enter',
	answer: '[data-answer]',
	verdict: '[data-answer][data-by] .verdict',
	verdictByMeaning: '[data-answer][data-by=meaning] .verdict',
	/** Says when the device has its copy, so that fetching it is over. */
	copyKept: '.site-status',
} as const;
