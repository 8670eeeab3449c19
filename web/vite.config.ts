import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { precache } from './scripts/precache.mjs';

/** Where the server runs while developing; the built client is served by the server itself. */
const server = process.env['WEILU_DEV_SERVER'] ?? 'http://localhost:8080';

export default defineConfig({
  plugins: [react(), precache()],
  build: {
    target: ['chrome123', 'firefox124', 'safari17.4'],
    // The content security policy allows no inline data in scripts or styles.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    manifest: true,
  },
  server: {
    proxy: {
      '/api': { target: server, changeOrigin: true, headers: { origin: server } },
      '/socket': { target: server.replace(/^http/, 'ws'), ws: true, changeOrigin: true, headers: { origin: server } },
    },
  },
});
