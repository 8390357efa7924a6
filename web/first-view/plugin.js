// Puts the first view into the built HTML, with what must be known before it is painted: the page can be read before any
// of its code is there.
import { createHash } from 'node:crypto'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { build, minify } from 'vite'
import manifest from '../../model_weights/manifest.json' with { type: 'json' }

const weights = manifest.weights.find(({ name }) => name === 'sudoku.hrm')
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

/** The name of a file of the build without its folder and hash. @param {string} file */
const plain = (file) => file.replace(/^.*\//, '').replace(/-[\w-]{8}(\.\w+)$/, '$1')

/** What the worker is asked for at first: the package's files, as assets.js of hrm-wasm calls them, and the weights of the
 * room that the page opens with.
 * @param {string[]} files of the build */
function wantedOf(files) {
  const assets = files
    .map((file) => [plain(file).match(/^hrm-((?!learn).*)\.wasm$|^hrm-(worker)\.js$|^(sha256|readers)\.js$/), file])
    .flatMap(([name, file]) => (name ? [[name[1] ?? name[2] ?? name[3], file]] : []))
  const url = files.find((file) => plain(file) === weights.name)
  return { options: {}, assets: Object.fromEntries(assets), first: { ...weights, url } }
}

/** The page's own code, and what it imports besides what the HTML asks for.
 * @param {import('vite').Rolldown.OutputBundle} bundle */
function scriptsOf(bundle) {
  const page = Object.values(bundle).find((one) => one.type === 'chunk' && one.name === 'page')
  const isAsked = (/** @type {string} */ file) => /** @type {any} */ (bundle[file]).isEntry
  return page?.type === 'chunk' ? [page.fileName, ...page.imports.filter((file) => !isAsked(file))] : []
}

const FACE = /@font-face\{([^}]*)\}/g

/** Takes the fonts out of a built style sheet, where before.js declares them: declared twice, they are loaded and
 * laid out twice. @param {import('vite').Rolldown.OutputAsset} sheet @returns family, address and weights, the address as the page has it */
function facesOf(sheet) {
  const css = String(sheet.source)
  const folder = sheet.fileName.slice(0, sheet.fileName.lastIndexOf('/') + 1)
  sheet.source = css.replace(FACE, '')
  return [...css.matchAll(FACE)].map(([, rule]) => {
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
        const wanted = wantedOf(Object.keys(bundle))
        const scripts = scriptsOf(bundle)
        const faces = Object.values(bundle).flatMap((one) =>
          one.type === 'asset' && one.fileName.endsWith('.css') ? facesOf(one) : [],
        )
        if (built && !(wanted.assets.worker && scripts.length && faces.length && faces.flat().every(Boolean)))
          throw new Error('The worker, the code or the fonts that the page begins with are not in the build.')
        const { code } = await minify('before.js', await readFile(join(here, 'before.js'), 'utf8'), {
          module: false,
          compress: { target: 'es2015' },
        })
        const script = code
          .trim()
          .replace(/\{\s*assets:\s*\{\}\s*\}/, () => JSON.stringify(wanted))
          .replace(/\[(["'`])scripts\1\]/, () => JSON.stringify(scripts))
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
