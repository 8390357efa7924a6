// The official losses and gradients (train.json of the reference models) in WebAssembly, in Node and in Chromium, within
// the bounds that hold natively.
import assert from 'node:assert/strict'
import { existsSync, openAsBlob, readFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { convertCheckpoint } from '../../wasm/src/convert/convert.js'
import { open } from '../element/site.mjs'
import { visit } from '../element/page.mjs'
import { lossesAndGradients } from './reference.mjs'

const MODELS = ['sudoku-rope', 'grid-learned']
const folderOf = (name) => fileURLToPath(new URL(`../../../shared/reference/${name}/`, import.meta.url))
const skip = !existsSync(join(folderOf(MODELS[0]), 'train.json')) && '../shared/reference is absent: nothing to compare'

let site
before(async () => {
  if (!skip) site = await open()
})
after(() => site?.close())

/** A reference model as a weights file, and what is known of its training. */
async function read(name) {
  const folder = folderOf(name)
  const text = (file) => readFile(join(folder, file), 'utf8')
  const [config, dataset, train] = await Promise.all(['all_config.yaml', 'dataset.json', 'train.json'].map(text))
  const checkpoint = await openAsBlob(join(folder, 'checkpoint'))
  const blob = await convertCheckpoint({ checkpoint, config, dataset }, { dtype: 'f32' })
  const { vocab_size, num_puzzle_identifiers } = JSON.parse(dataset)
  return {
    file: new Uint8Array(await blob.arrayBuffer()),
    train: { ...JSON.parse(train), vocab_size, num_puzzle_identifiers },
  }
}

const near = (got, wanted, bound, what) =>
  assert.ok(Math.abs(got - wanted) <= bound, `${what}: ${got}, official ${wanted}`)

/** The bounds of tests/train/reference.c. */
function compare(got, train) {
  for (const [kind, segments] of Object.entries(train.losses))
    segments.forEach((official, segment) => {
      const own = got[kind][segment]
      for (const term of ['loss_sum', 'lm_loss', 'q_halt_loss', 'q_continue_loss'])
        near(own[term], official[term], 1e-4 * official[term], `${kind}, segment ${segment + 1}, ${term}`)
      for (const [name, { norm, sum, first, mid = [], shape }] of Object.entries(official.grad)) {
        const count = shape.reduce((a, b) => a * b, 1)
        const where = `${kind}, segment ${segment + 1}, ${name}`
        near(own.grad[name].norm, norm, 1e-4 * norm, where)
        near(own.grad[name].sum, sum, 1e-4 * norm * Math.sqrt(count), where)
        for (const part of ['first', 'mid'])
          (part === 'first' ? first : mid).forEach((value, i) =>
            near(own.grad[name][part][i], value, 1e-4 * (Math.abs(value) + norm / Math.sqrt(count)), `${where}[${i}]`),
          )
      }
    })
}

for (const name of MODELS) {
  test(`${name} in Node`, { skip }, async () => {
    const { file, train } = await read(name)
    const { variant, all } = await lossesAndGradients(file, train)
    console.log(`${name}: ${variant} in Node`)
    compare(all, train)
  })

  test(`${name} in Chromium, SIMD and relaxed SIMD`, { skip }, async (t) => {
    const { file, train } = await read(name)
    const source = readFileSync(new URL('./reference.mjs', import.meta.url), 'utf8').replaceAll('../../wasm/', '/wasm/')
    site.pages['/reference.js'] = source
    site.pages['/train.json'] = JSON.stringify({ ...train, file: [...file] })
    const page = await visit(t, site, '')
    for (const wanted of ['simd', 'relaxed']) {
      const { variant, all } = await page.evaluate(async (variant) => {
        const { lossesAndGradients } = await import('/reference.js')
        const { file, ...train } = await (await fetch('/train.json')).json()
        return lossesAndGradients(Uint8Array.from(file), train, { variant })
      }, wanted)
      assert.equal(variant, wanted)
      compare(all, train)
    }
  })
}
