import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, relative, resolve } from 'node:path';
import { codeowners } from '../src/checks/codeowners.ts';
import { checkSettingsFile, readCheckSettings } from '../src/checks/settings.node.ts';
import { readCorpus } from '../src/knowledge/corpus.node.ts';
import { contentFolder } from '../src/knowledge/working-files.node.ts';
import { exitCodes, InputError, readArguments, runCommand } from './terminal.ts';

const file = '.github/CODEOWNERS';

/** `npm run codeowners`: writes who reviews which article, by system, from the owners of the articles. */
await runCommand(async () => {
	readArguments({ options: {} });
	const corpus = contentFolder();
	const [{ articles, findings }, settings] = await Promise.all([readCorpus(corpus), readCheckSettings(corpus)]);
	if (findings.length > 0) throw new InputError(`${findings.length} problems in ${corpus}: see npm run check, and mend them first.`);
	const folder = relative(process.cwd(), resolve(corpus)).replaceAll('\\', '/');
	const written = codeowners(articles, settings, folder);
	if ('unknown' in written) {
		for (const { owner, namedBy } of written.unknown)
			process.stderr.write(
				`${corpus}/${checkSettingsFile}: owners: nobody is named for ${JSON.stringify(owner)} (${namedBy.slice(0, 3).join(', ')}). Add its account or team, such as "@org/team".\n`,
			);
		return exitCodes.problems;
	}
	if (folder === '' || folder.startsWith('..'))
		throw new InputError(`${corpus}: is not below this folder. Run it at the root of the repository that holds the articles.`);
	await mkdir(dirname(file), { recursive: true });
	await writeFile(file, written.text);
	process.stdout.write(`${file} is written\n`);
	return exitCodes.fine;
});
