import { config } from 'zod/v4/core';

// The site's Content-Security-Policy forbids code made from strings. Zod tries it once, at the first schema, and the
// browser reports that: so this is imported before every other module.
config({ jitless: true });
