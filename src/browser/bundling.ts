/** What Vite must know to bundle a page that starts `engine/worker.ts`. */
export const engineBundling = {
	// The model runs on one thread of plain WebAssembly everywhere: half the size of the runtime that can use a GPU too.
	resolve: { alias: { 'onnxruntime-web/webgpu': 'onnxruntime-web/wasm' } },
	// The model's library is fetched only where there is a model, which a classic worker cannot do.
	worker: {
		format: 'es',
		// Named as the page's files are: the runtime of 14 MB would else be written twice.
		rollupOptions: { output: { assetFileNames: '_astro/[name].[hash][extname]' } },
	},
} as const;
