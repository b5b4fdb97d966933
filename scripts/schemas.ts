import { mkdir, writeFile } from 'node:fs/promises';
import { z } from 'zod';
import { checkSettingsSchema } from '../src/checks/settings.ts';
import { articleJsonSchema } from '../src/knowledge/schemas/json-schema.ts';
import { exitCodes, runCommand } from './terminal.ts';

/** `npm run schemas`: writes the JSON Schemas by which editors check front matter and the settings of the content rules. */
await runCommand(async () => {
	const schemas = {
		article: articleJsonSchema(),
		checks: { ...z.toJSONSchema(checkSettingsSchema, { io: 'input' }), title: 'Settings of the content rules (checks.json)' },
	};
	await mkdir('public/schemas', { recursive: true });
	for (const [name, schema] of Object.entries(schemas)) {
		await writeFile(`public/schemas/${name}.json`, `${JSON.stringify(schema, null, '  ')}\n`);
		process.stdout.write(`public/schemas/${name}.json is written\n`);
	}
	return exitCodes.fine;
});
