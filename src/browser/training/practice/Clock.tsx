import { useEffect, useState } from 'preact/hooks';
import { announceUnseen } from '../../announce.ts';

/** Time that is left of `minutes` since `start` (epoch ms). It ends nothing: a late answer is an answer. */
export function Clock({ start, minutes }: { start: number; minutes: number }) {
	const [now, setNow] = useState(Date.now);
	useEffect(() => {
		const timer = setInterval(() => setNow(Date.now()), 1_000);
		return () => clearInterval(timer);
	}, []);
	const left = Math.ceil(minutes * 60 - (now - start) / 1_000);
	const isLate = left < 0;
	useEffect(() => {
		if (isLate) announceUnseen('The time is up. You may still answer.');
	}, [isLate]);
	const text = `${Math.floor(Math.abs(left) / 60)}:${String(Math.abs(left) % 60).padStart(2, '0')}`;
	return (
		<p class={isLate ? 'practice-clock late' : 'practice-clock'}>
			<span role="timer">{isLate ? `${text} over the time` : `${text} left`}</span>
		</p>
	);
}
