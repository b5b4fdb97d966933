import { useEffect, useState } from 'preact/hooks';
import { announceUnseen } from '../announce.ts';
import { findModel, keepModel } from '../status/model-copy.ts';
import type { ModelPlace } from '../status/wording.ts';
import { ModelProgress } from './ModelProgress.tsx';

/** Keeps the model on this device, so that tickets are matched by meaning when the server or the network is gone. */
export function ModelKeeper() {
	const [place, setPlace] = useState<ModelPlace | null>(null);
	const [loading, setLoading] = useState<{ done: number; total: number } | null>(null);
	const [told, setTold] = useState('');
	useEffect(() => {
		void findModel().then(setPlace);
	}, []);
	if (place !== 'on-server' || typeof caches === 'undefined') return told === '' ? null : <p class="aside">{told}</p>;
	const keep = async (): Promise<void> => {
		const sentence = await keepModel((done, total) => setLoading({ done, total })).then(
			() => {
				setPlace('on-device');
				return 'From now on tickets are matched here without a server, too.';
			},
			(error: unknown) => (error instanceof Error ? error.message : String(error)),
		);
		setLoading(null);
		setTold(sentence);
		announceUnseen(sentence);
	};
	return loading !== null ? (
		<ModelProgress {...loading} />
	) : (
		<p class="aside">
			<button type="button" class="quiet" onClick={() => void keep()}>
				Keep matching offline (70 MB)
			</button>{' '}
			{told}
		</p>
	);
}
