import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** The one build step of the house: `npm run build:desk` writes dist/desk, which the server serves under /desk/. */
export default defineConfig({
  root: here('.'),
  base: '/desk/',
  plugins: [react()],
  // The server puts a fresh nonce in place of these words at every page it sends.
  html: { cspNonce: '__CSP_NONCE__' },
  build: {
    outDir: here('../../dist/desk'),
    emptyOutDir: true,
    // Nothing becomes a data: address, so the content policy needs no `data:`.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 1200,
  },
});
