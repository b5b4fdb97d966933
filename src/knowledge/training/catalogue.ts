import type { QuestionKind } from './questions.ts';

/** A section that questions of a module are about, as it is when the site is built. */
export interface TaughtSection {
	anchor: string;
	heading: string;
	/** Plain text, one block a line. */
	text: string;
}

/** An article that a module teaches, at a version. */
export interface Taught {
	article: string;
	version: string;
	sections: TaughtSection[];
}

export interface TaughtArticle extends Taught {
	title: string;
}

export interface CatalogueQuestion {
	/** Unique within its module. */
	id: string;
	ask: QuestionKind;
	/** Article and section, `KI-0001#check`. */
	about: string;
	/** What is asked, in plain text. */
	label: string;
}

export interface CatalogueModule {
	id: string;
	/** Last part of the address of its page. */
	address: string;
	title: string;
	version: string;
	minutes: number;
	goals: string[];
	questions: CatalogueQuestion[];
	/** What it teaches and is there to be followed; with the sections that its questions are about. */
	taught: TaughtArticle[];
}

export interface CataloguePath {
	id: string;
	/** Part of the addresses of its pages. */
	folder: string;
	title: string;
	for: string;
	order: number;
	prerequisites: string[];
	/** Percent of a module's questions. */
	passMark: number;
	version: string;
	modules: CatalogueModule[];
}

/** What the page of a module knows: its own part of the catalogue, for the whole is several times as large as the page. */
export interface PageModule {
	path: Pick<CataloguePath, 'id' | 'passMark'>;
	module: CatalogueModule;
}

/** What the pages of training know of all paths of a site. */
export interface Catalogue {
	paths: CataloguePath[];
}
