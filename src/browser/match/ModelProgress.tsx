/** How much of the model has arrived, in bytes. */
export function ModelProgress({ done, total }: { done: number; total: number }) {
	const megabytes = (bytes: number): string => (bytes / 1e6).toFixed(0);
	return (
		<p class="loading">
			<label>
				Loading the embedding model, {megabytes(done)} of {megabytes(total)} MB, once for this device
				<progress value={done} max={Math.max(total, 1)} />
			</label>
		</p>
	);
}
