import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { isWebAddress } from './links.ts';
import { SettingError } from './working-files.node.ts';

/** The team's own settings, beside its articles. */
export const settingsFile = 'signpost.json';

/** An address with places to fill in; only https, since readers follow it. */
const template = (...places: readonly string[]) =>
	z
		.string()
		.refine(isWebAddress, { error: 'must be an https: address' })
		.refine((text) => places.every((place) => text.includes(`{${place}}`)), {
			error: `must hold ${places.map((place) => `{${place}}`).join(' and ')}`,
		});

const settingsSchema = z.strictObject({
	repository: z
		.strictObject({
			edit: template('path').optional().describe('Where a file is edited on the web; {path} is its path within the corpus.'),
			issue: template('title', 'body').optional().describe('Where an issue is opened on the web, with {title} and {body}.'),
		})
		.default({})
		.describe("The repository of the articles, for 'suggest an edit' and for feedback where there is no server."),
	recordSearchGaps: z
		.boolean()
		.default(false)
		.describe('Whether the server keeps searches that found nothing, without personal data. True only where the team has agreed to it.'),
});

export type Settings = z.infer<typeof settingsSchema>;

/** The settings of a corpus; the defaults where it has none. Throws SettingError where the file cannot be read as settings. */
export async function readSettings(corpus: string): Promise<Settings> {
	return readSettingsFile(join(corpus, settingsFile), settingsSchema);
}

/** A file of settings, as its schema has it; what the schema makes of `{}` where there is none. Throws SettingError where it cannot be read so. */
export async function readSettingsFile<T>(file: string, schema: z.ZodType<T>): Promise<T> {
	if (!existsSync(file)) return schema.parse({});
	let value: unknown;
	try {
		value = JSON.parse(await readFile(file, 'utf8'));
	} catch (error) {
		throw new SettingError(`${file}: is not JSON (${error instanceof Error ? error.message : error}). Correct it, or remove it.`);
	}
	const parsed = schema.safeParse(value);
	if (parsed.success) return parsed.data;
	const [issue] = parsed.error.issues;
	throw new SettingError(`${file}: ${issue?.path.join('.') || 'the file'}: ${issue?.message}. Correct it, or remove the line.`);
}
