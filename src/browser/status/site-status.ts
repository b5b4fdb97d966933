import * as z from 'zod/mini';
import { announceUnseen } from '../announce.ts';
import { inTab } from '../kept.ts';
import { type CopyKeeper, keepCopy } from './copy-keeper.ts';
import { chooseNotice, describeLine, type Facts, isNewerThere, type Offer, offlineNotice } from './facts.ts';
import { findModel, removeOldModels } from './model-copy.ts';
import { showNotice } from './notice.ts';
import { readEdition, readLiveEdition } from './read-edition.ts';
import { sentences } from './wording.ts';

/** How often the server is asked, in milliseconds: while it answers, and while it does not. */
const checkEvery = { online: 5 * 60_000, offline: 20_000 } as const;
/** A page that is only glanced at fetches no copy, and one that loads is not held up by it. */
const copyAfter = 2_000;
/** A worker that has not taken over by then will not; the page is loaded again all the same. */
const takeOverWithin = 3_000;

/** In the tab: the notice that the reader has put off. */
const putOffName = 'status.put-off';
const labels: Record<Offer, string> = { 'load-newer': 'Load it', reload: 'Load again', 'put-off': 'Hide' };

/** Shows, and keeps showing, how old the page is, whether the server can be reached, and that a newer edition is here. */
export async function startStatus(line: HTMLDetailsElement): Promise<void> {
	// Told by what loads the parts of a page that are fetched when they are needed, at times before all else here.
	const lostPart = new Promise((done) => addEventListener('vite:preloadError', done, { once: true }));
	await loadedAndIdle();
	const edition = await readEdition();
	const facts: Facts = {
		edition,
		live: edition,
		copy: navigator.serviceWorker?.controller ? 'kept' : 'making',
		newer: { isWaiting: false, hasFailed: false },
		model: 'none',
		stale: null,
		putOff: inTab.read(putOffName, z.string()),
	};
	let keeper: CopyKeeper | null = null;
	let isLeaving = false;
	let told: string | null = null;
	let asked: string | null = null;
	let timer = 0;

	const reload = (): void => {
		isLeaving = true;
		location.reload();
	};
	const run: Record<Offer, () => void> = {
		reload,
		'load-newer': () => {
			isLeaving = true;
			if (keeper !== null && facts.newer.isWaiting) {
				keeper.useNewer();
				setTimeout(reload, takeOverWithin);
			} else if (keeper !== null) void keeper.giveUp().then(reload, reload);
			else reload();
		},
		'put-off': () => {
			facts.putOff = told;
			inTab.write(putOffName, told);
			show();
		},
	};
	const show = (): void => {
		const now = new Date();
		const notice = chooseNotice(facts, now);
		const isShown = notice !== null && notice.id !== facts.putOff;
		showNotice(isShown ? { text: notice.text, actions: notice.offers.map((offer) => ({ label: labels[offer], run: run[offer] })) } : null);
		if (isShown && notice.id !== told) announceUnseen(notice.text);
		told = notice?.id ?? null;
		showLine(line, facts, now);
	};
	const check = async (): Promise<void> => {
		clearTimeout(timer);
		const wasOffline = facts.live === null;
		[facts.live, facts.model] = await Promise.all([readLiveEdition(), findModel(facts.edition ?? undefined)]);
		facts.edition ??= facts.live;
		if (facts.live !== null && facts.putOff === offlineNotice) {
			facts.putOff = null;
			inTab.remove(putOffName);
		}
		// Once an edition: a copy that cannot be kept would be fetched over and over.
		if (keeper !== null && facts.live !== null && isNewerThere(facts) && asked !== facts.live.stamp) {
			asked = facts.live.stamp;
			await keeper.update();
		}
		show();
		if (wasOffline && facts.live !== null) announceUnseen(sentences.back);
		timer = window.setTimeout(check, facts.live === null ? checkEvery.offline : checkEvery.online);
	};

	addEventListener('online', check);
	addEventListener('offline', check);
	document.addEventListener('visibilitychange', () => {
		if (document.visibilityState === 'visible') void check();
	});
	void lostPart.then(async () => {
		await check();
		if (facts.live === null) return;
		facts.stale = sentences.partGone;
		show();
	});
	await check();

	await new Promise((done) => setTimeout(done, copyAfter));
	keeper = await keepCopy({
		change(copy, newer) {
			Object.assign(facts, { copy, newer });
			show();
		},
		async takenOver() {
			if (isLeaving) return reload();
			const now = await readEdition();
			if (now === null || now.stamp === facts.edition?.stamp) return;
			facts.stale = sentences.otherTab;
			show();
		},
	});
	await check();
	if (facts.edition !== null) await removeOldModels(facts.edition);
}

function loadedAndIdle(): Promise<void> {
	return new Promise((done) => {
		const whenIdle = (): void => {
			// A page that is painted once and then left alone may never be told that it is idle.
			if ('requestIdleCallback' in window) requestIdleCallback(() => done(), { timeout: 1_000 });
			else setTimeout(done, 200);
		};
		if (document.readyState === 'complete') whenIdle();
		else addEventListener('load', whenIdle);
	});
}

function showLine(line: HTMLDetailsElement, facts: Facts, now: Date): void {
	const described = describeLine(facts, now);
	if (described === null) return;
	line.querySelector('summary')?.replaceChildren(described.line);
	line.querySelector('p')?.replaceChildren(described.more);
	line.hidden = false;
}
