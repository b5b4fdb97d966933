/** What Vite must know to bundle pages that start a worker: `engine/worker.ts`, `training/database/practice-database.ts`. */
export const engineBundling = {
	// The model runs on one thread of plain WebAssembly everywhere: half the size of the runtime that can use a GPU too.
	resolve: { alias: { 'onnxruntime-web/webgpu': 'onnxruntime-web/wasm' } },
	// The practice database looks for its files beside its own program, where bundling it for development would not put them.
	optimizeDeps: { exclude: ['@electric-sql/pglite'] as string[] },
	// The model's library is fetched only where there is a model, which a classic worker cannot do.
	worker: {
		format: 'es',
		// Named as the page's files are: the runtime of 14 MB would else be written twice.
		rollupOptions: { output: { assetFileNames: '_astro/[name].[hash][extname]' } },
	},
} as const;
