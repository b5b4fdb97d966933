import { parseArgs } from 'node:util';
import { readCorpus } from '../src/knowledge/corpus.node.ts';
import { formatFinding } from '../src/knowledge/finding.ts';

const { positionals } = parseArgs({ allowPositionals: true });
const corpus = await readCorpus(positionals[0] ?? process.env.SIGNPOST_CONTENT ?? 'content');
for (const finding of corpus.findings) console.log(formatFinding(finding));
console.log(`${corpus.articles.length} articles, ${corpus.findings.length} findings`);
process.exitCode = corpus.findings.length > 0 ? 1 : 0;
