import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';

import { ClosingLine } from './closing-line.ts';

export default defineConfig(({ mode }) => ({
  plugins: [svelte()],
  // Tauri serves the pages from the root of its own origin; so does `vite preview`.
  base: '/',
  server: { port: 5173, strictPort: true },
  build: {
    // light-dark() and nesting are what the style sheets need: WebKitGTK 2.44, WebView2, macOS 14.5.
    target: ['es2022', 'safari17.5', 'chrome123'],
    // The policy of the window (tauri.conf.json) allows no inline module preload script.
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    reportCompressedSize: false,
  },
  // The decoder of HEIC loads libheif when it is asked for the first picture.
  worker: { format: 'es' },
  // In tests Svelte must resolve to its browser half: components are mounted for real.
  resolve: mode === 'test' ? { conditions: ['browser'] } : {},
  test: {
    environment: 'happy-dom',
    include: ['src/**/*.test.ts', 'tests/**/*.test.ts'],
    setupFiles: ['tests/setup.ts'],
    reporters: ['default', new ClosingLine()],
    restoreMocks: true,
    unstubGlobals: true,
  },
}));
