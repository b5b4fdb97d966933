/** The status that a site's own `healthz` gives, where no server answers in its place. */
export const noServer = 'none';
