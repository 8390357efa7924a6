import { fileURLToPath } from 'node:url'
import { defineConfig, type Rolldown } from 'vite'
import { firstView } from './first-view/plugin.js'
import { serviceWorker } from './offline/plugin.js'

const MAIN = fileURLToPath(new URL('src/main.tsx', import.meta.url))
const PACKAGE = fileURLToPath(new URL('../wasm/', import.meta.url))
/** What the page takes of the package, through entries that lead to all of it. */
const PARTS = /\/wasm\/src\/(?:tasks\/(?:face|sudoku-rules|symmetry)|convert\/(?:files|refuse))\.js$/
const page = new Set<string>()

/** Is it the page's own code, or what that imports before it runs? */
function isOfPage(id: string, graph: Pick<Rolldown.PluginContext, 'getModuleInfo'>): boolean {
  // A set is gone through in the order of its growth.
  if (!page.size)
    for (const one of page.add(MAIN))
      for (const next of graph.getModuleInfo(one)?.importedIds ?? []) if (!next.startsWith(PACKAGE)) page.add(next)
  return page.has(id) || PARTS.test(id)
}

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
    rolldownOptions: {
      output: {
        // What a visit begins with comes in two pieces: each script that is asked for costs a browser more than its bytes.
        codeSplitting: {
          includeDependenciesRecursively: false,
          groups: [
            { name: 'first', tags: ['$initial'], priority: 2 },
            { name: (id, graph) => (isOfPage(id, graph) ? 'page' : null), priority: 1 },
          ],
        },
      },
    },
  },
  plugins: [firstView(), serviceWorker()],
  assetsInclude: ['**/*.hrm'],
})
