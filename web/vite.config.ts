import { defineConfig } from 'vite'
import { firstView } from './first-view/plugin.js'
import { serviceWorker } from './offline/plugin.js'

// base './': the built page works from any static host and any sub-path.
export default defineConfig({
  base: './',
  worker: { format: 'es' },
  server: { fs: { allow: ['..'] } },
  build: {
    target: 'es2022',
    assetsInlineLimit: 0, // a data: URL would be refused by the page's content security policy
    modulePreload: { polyfill: false },
    reportCompressedSize: true,
  },
  plugins: [firstView(), serviceWorker()],
  assetsInclude: ['**/*.hrm'],
})
