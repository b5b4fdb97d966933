import type { Catalogue } from '../../knowledge/training/catalogue.ts';
import { siteAddress } from '../../layouts/addresses.ts';

/** What the site knows of all paths. Throws a sentence where it cannot be had. */
export async function fetchCatalogue(): Promise<Catalogue> {
	const response = await fetch(siteAddress('training.json')).catch(() => null);
	if (response === null || !response.ok) throw new Error('The list of training paths cannot be reached.');
	return response.json();
}
