import { mkdir, writeFile } from 'node:fs/promises';
import { articleJsonSchema } from '../src/knowledge/schemas/json-schema.ts';
import { exitCodes, runCommand } from './terminal.ts';

/** `npm run schemas`: writes the JSON Schema that editors check front matter by. */
await runCommand(async () => {
	await mkdir('public/schemas', { recursive: true });
	await writeFile('public/schemas/article.json', `${JSON.stringify(articleJsonSchema(), null, '  ')}\n`);
	process.stdout.write('public/schemas/article.json is written\n');
	return exitCodes.fine;
});
