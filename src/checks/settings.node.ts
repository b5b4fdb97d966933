import { join } from 'node:path';
import { readSettingsFile } from '../knowledge/settings.node.ts';
import { SettingError } from '../knowledge/working-files.node.ts';
import { knownRules } from './rules.ts';
import { type CheckSettings, checkSettingsSchema } from './settings.ts';

/** The team's settings of the content rules, beside its articles. */
export const checkSettingsFile = 'checks.json';

/** The settings of a corpus; the defaults where it has none. Throws SettingError where the file cannot be read as settings. */
export async function readCheckSettings(corpus: string): Promise<CheckSettings> {
	const file = join(corpus, checkSettingsFile);
	const settings = await readSettingsFile(file, checkSettingsSchema);
	const unknown = Object.keys(settings.severities).find((name) => !knownRules.some((rule) => rule.name === name));
	if (unknown !== undefined)
		throw new SettingError(`${file}: severities.${unknown}: no rule has this name. npm run check -- --rules lists them.`);
	return settings;
}
