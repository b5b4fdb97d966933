import type { Catalogue, CatalogueModule, CataloguePath } from '../../knowledge/training/catalogue.ts';
import { siteAddress } from '../../layouts/addresses.ts';

/** What the site knows of all paths. Throws a sentence where it cannot be had. */
export async function fetchCatalogue(): Promise<Catalogue> {
	const response = await fetch(siteAddress('training.json')).catch(() => null);
	if (response === null || !response.ok) throw new Error('The list of training paths cannot be reached.');
	return response.json();
}

/** A module of the catalogue, with its path; null where it has none of this id. */
export function findModule(catalogue: Catalogue, id: string): { path: CataloguePath; module: CatalogueModule } | null {
	for (const path of catalogue.paths) {
		const module = path.modules.find((one) => one.id === id);
		if (module !== undefined) return { path, module };
	}
	return null;
}
