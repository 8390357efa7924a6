// Puts the first view into the built HTML, with what must be known before it is painted: the page can be read before any
// of its code is there.
import { createHash } from 'node:crypto'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { build, minify } from 'vite'

const here = fileURLToPath(new URL('.', import.meta.url))

/** Draws the first view in Node.
 * @param {string} root */
async function drawn(root) {
  const outDir = await mkdtemp(join(tmpdir(), 'first-view-'))
  try {
    await build({
      root,
      configFile: false,
      logLevel: 'warn',
      publicDir: false,
      assetsInclude: ['**/*.hrm'],
      ssr: { noExternal: true },
      build: { ssr: 'src/first-view.tsx', outDir, emptyOutDir: true, target: 'node20' },
    })
    const { firstView } = await import(pathToFileURL(join(outDir, 'first-view.js')).href)
    // Styles of elements are for scripts to set: the policy takes none from the HTML.
    return firstView().replace(/ style="[^"]*"/g, '')
  } finally {
    await rm(outDir, { recursive: true, force: true })
  }
}

/** The script of the worker that the page begins with. @param {string[]} files of the build */
const workerOf = (files) => files.find((file) => /\bhrm-worker-[^/]*\.js$/.test(file)) ?? ''

/** The fonts of a style sheet: family, address and weights, the address as the page has it.
 * @param {string} file @param {string} css as it is built */
function facesOf(file, css) {
  const folder = file.slice(0, file.lastIndexOf('/') + 1)
  return [...css.matchAll(/@font-face\{([^}]*)\}/g)].map(([, rule]) => {
    const [family, weight] = ['family', 'weight'].map((what) => rule.match(`font-${what}:([^;]*)`)?.[1])
    return [family, rule.match(/url\([^)]*\)/)?.[0].replace('./', folder), weight]
  })
}

/** @returns {import('vite').Plugin} */
export function firstView() {
  let root = ''
  let built = false
  return {
    name: 'first-view',
    configResolved: (config) => {
      root = config.root
      built = config.command === 'build'
    },
    transformIndexHtml: {
      order: 'post',
      async handler(html, { bundle = {} }) {
        const worker = workerOf(Object.keys(bundle))
        const faces = Object.values(bundle).flatMap((one) =>
          one.type === 'asset' && one.fileName.endsWith('.css') ? facesOf(one.fileName, String(one.source)) : [],
        )
        if (built && !(worker && faces.length && faces.flat().every(Boolean)))
          throw new Error('The worker or the fonts that the page begins with are not in the build.')
        const { code } = await minify('before.js', await readFile(join(here, 'before.js'), 'utf8'), {
          module: false,
          compress: { target: 'es2015' },
        })
        const script = code
          .trim()
          .replace(/(["'`])hrm-worker\.js\1/, () => JSON.stringify(worker))
          .replace(/\[(["'`])faces\1\]/, () => JSON.stringify(faces))
        const hash = createHash('sha256').update(script).digest('base64')
        const view = built ? await drawn(root) : ''
        return (
          html
            .replace('<!--before-hash-->', `'sha256-${hash}'`)
            .replace('<!--before-->', () => script)
            .replace('<!--first-view-->', () => view)
            // A style sheet of a file, or in a sandboxed frame, may not be asked for with CORS.
            .replaceAll('<link rel="stylesheet" crossorigin', '<link rel="stylesheet"')
        )
      },
    },
  }
}
