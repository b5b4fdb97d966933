/** What can come of an article on a ticket. */
export const outcomes = ['resolved', 'tried', 'wrong'] as const;
