import type { Root } from 'mdast';
import type { Finding } from '../finding.ts';
import type { PracticeService, PracticeTicket, TrainingModuleFields, TrainingPathFields } from '../schemas/training.ts';
import type { Question } from './questions.ts';

export interface TrainingModule extends TrainingModuleFields {
	/** Path of its file within the corpus. */
	path: string;
	/** Last part of the address of its page: the file's name without extension. */
	slug: string;
	questions: Question[];
	tree: Root;
}

export interface TrainingPath extends Omit<TrainingPathFields, 'modules'> {
	path: string;
	/** Name of its folder: part of the addresses of its pages. */
	folder: string;
	/** In the order in which they are taken. */
	modules: TrainingModule[];
}

/** A practice ticket and its line in `tickets.jsonl`. */
export type KeyedTicket = PracticeTicket & { line: number };

/** What exercises query and send requests to. */
export interface PracticeDatabase {
	/** PostgreSQL: the statements that make its tables and their rows. */
	sql: string;
	services: PracticeService[];
}

/** What new hires follow. All empty where the knowledge base has no training. */
export interface Training {
	/** By their `order`. */
	paths: TrainingPath[];
	tickets: KeyedTicket[];
	/** Null where the knowledge base has none. */
	database: PracticeDatabase | null;
	findings: Finding[];
}

/** Of a knowledge base that trains nobody. */
export const noTraining: Training = { paths: [], tickets: [], database: null, findings: [] };
