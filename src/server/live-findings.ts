import type { ReportedFinding } from '../checks/report.ts';

/** What the development server tells pages: asked for at this address, and sent as an event of this name whenever it changes. */
export const findingsAddress = '/__signpost/findings.json';
export const findingsEvent = 'signpost:findings';

/** A finding with the article that it is about; null where that is not known. */
export type LiveFinding = Omit<ReportedFinding, 'fix' | 'passages'> & { article: string | null };
