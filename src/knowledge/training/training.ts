import type { Root } from 'mdast';
import type { Finding } from '../finding.ts';
import type { PracticeTicket, TrainingModuleFields, TrainingPathFields } from '../schemas/training.ts';
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

/** A practice ticket and its line in `practice.jsonl`. */
export type KeyedTicket = PracticeTicket & { line: number };

/** What new hires follow. All empty where the knowledge base has no training. */
export interface Training {
	/** By their `order`. */
	paths: TrainingPath[];
	tickets: KeyedTicket[];
	findings: Finding[];
}

/** Of a knowledge base that trains nobody. */
export const noTraining: Training = { paths: [], tickets: [], findings: [] };
