// A checkpoint of the official code, dropped onto the page as the folder it is, or chosen as files.
import assert from 'node:assert/strict'
import { cp, mkdir, open as openFile, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { openFiles } from '../../wasm/cli/checkpoint-files.mjs'
import { convertCheckpoint } from '../../wasm/src/convert/convert.js'
import { CACHE_NAME } from '../../wasm/src/weights.js'
import { serveRepository } from '../core/serve.mjs'
import { ARC_ROWS, puzzleRow, writeArcCheckpoint } from '../wasm/arc-table.mjs'
import { hrm } from '../wasm/cli.mjs'
import { REFERENCE, SUDOKU, echoWeights, inRepository, startCore, temporaryFolder } from '../wasm/support.mjs'
import { stateDict, writeTorchFile } from '../wasm/torch-file.mjs'
import { open } from './browser.mjs'
import { mazeModels } from './models.mjs'
import { button, solves, visit, solvers, dropFromDisk } from './page.mjs'

let site, folder
before(async () => {
  site = await open()
  folder = await temporaryFolder()
  const checkpoint = async (model, name) => {
    const { code, stderr } = await hrm(['checkpoint', '--model', model, '--out', join(folder, name)])
    assert.equal(code, 0, stderr)
  }
  await checkpoint(inRepository('model_weights/sudoku.hrm'), 'shipped')
  await writeFile(join(folder, 'maze.hrm'), await mazeModels.paving())
  await checkpoint(join(folder, 'maze.hrm'), 'maze')
})
after(() => site?.close())

/** A copy of the shipped model's checkpoint, to be changed. */
async function copy(name) {
  await cp(join(folder, 'shipped'), join(folder, name), { recursive: true })
  return join(folder, name)
}

/** The list is made when it comes into the window. */
const kept = async (page) => {
  await page.getByText('it stays in this browser').evaluate((element) => element.scrollIntoView())
  return page.locator('.kept li')
}
const refusal = async (page) => {
  const alert = page.locator('.notice.bad')
  await alert.waitFor()
  return alert.innerText()
}

test('a folder dropped onto the page is converted, solves, and is kept', async (t) => {
  const page = await visit(t, site)
  const scripts = () =>
    page.evaluate(
      () => performance.getEntriesByType('resource').filter(({ name }) => /checkpoint[^/]*\.js$/.test(name)).length,
    )
  assert.equal(await scripts(), 0)
  // Somewhere below what is dropped, beside files of other names and an earlier step.
  const deep = join(folder, 'runs', 'of today', 'a run')
  await mkdir(join(folder, 'runs', 'of today'), { recursive: true })
  await cp(join(folder, 'shipped'), deep, { recursive: true })
  await cp(join(deep, 'checkpoint'), join(deep, 'step_1200'))
  await rm(join(deep, 'checkpoint'))
  await writeFile(join(deep, 'step_300'), 'an earlier one')
  await writeFile(join(folder, 'runs', 'notes.txt'), 'nothing')
  await dropFromDisk(page, join(folder, 'runs'))
  await page.locator('.facts dd', { hasText: 'runs, ' }).waitFor()
  assert.match(await page.locator('.facts').innerText(), /8-bit integers/)
  assert.ok((await scripts()) > 0)
  await solves(page)
  await (await kept(page)).filter({ hasText: 'runs' }).filter({ hasText: 'in use' }).waitFor()
  assert.equal(solvers(page).length, 1, 'the converter has ended')
})

test('its three files are taken together, dropped or chosen', async (t) => {
  const page = await visit(t, site)
  const files = ['dataset.json', 'checkpoint', 'all_config.yaml'].map((name) => join(folder, 'shipped', name))
  await dropFromDisk(page, ...files)
  await page.locator('.facts', { hasText: 'checkpoint' }).waitFor()
  await button(page, 'Back to sudoku.hrm').click()
  await page.locator('.facts', { hasText: 'sudoku.hrm' }).waitFor()
  await page.locator('.model-facts input[type=file]').setInputFiles(files)
  await page.locator('.facts', { hasText: 'checkpoint' }).waitFor()
  await solves(page)
})

test('a checkpoint of another task opens its room', async (t) => {
  const page = await visit(t, site)
  await dropFromDisk(page, join(folder, 'maze'))
  await page.getByRole('heading', { level: 1, name: /maze/ }).waitFor()
  await page.locator('.facts dd', { hasText: 'maze, ' }).waitFor()
  assert.equal(await page.locator('.notice.bad').count(), 0)
})

test('a checkpoint with files missing and a damaged one are refused in words, and the page goes on', async (t) => {
  const page = await visit(t, site)
  const incomplete = await copy('incomplete')
  await rm(join(incomplete, 'dataset.json'))
  await rm(join(incomplete, 'checkpoint'))
  await dropFromDisk(page, incomplete)
  assert.match(await refusal(page), /“incomplete” has no checkpoint: a file called/)
  await button(page, 'Dismiss').click()

  const damaged = join(await copy('damaged'), 'checkpoint')
  const file = await openFile(damaged, 'r+')
  const { size } = await stat(damaged)
  const { buffer } = await file.read(Buffer.alloc(1), 0, 1, size >> 1)
  await file.write(Buffer.from([buffer[0] ^ 1]), 0, 1, size >> 1)
  await file.close()
  await dropFromDisk(page, join(folder, 'damaged'))
  assert.match(await refusal(page), /checkpoint cannot be read.*the checksum of the entry data\/\d+ does not fit/s)
  await button(page, 'Dismiss').click()

  await writeFile(damaged, 'no zip')
  await dropFromDisk(page, join(folder, 'damaged'))
  assert.match(await refusal(page), /checkpoint is no zip as torch\.save/)
  await button(page, 'Dismiss').click()
  assert.equal(solvers(page).length, 1)
  await solves(page)
})

test('a conversion can be cancelled, and the weights from before stay', async (t) => {
  const page = await visit(t, site)
  // It asks for WebAssembly of its own, and that is held back.
  let asked, release
  const midway = new Promise((resolve) => (asked = resolve))
  const held = new Promise((resolve) => (release = resolve))
  t.after(() => release())
  await page.context().route('**/*.wasm', async (route) => {
    asked()
    await held
    await route.continue().catch(() => {})
  })
  await dropFromDisk(page, join(folder, 'shipped'))
  await midway
  assert.equal(solvers(page).length, 2)
  await page.getByText('Converting shipped').waitFor()
  await button(page, 'Cancel').click()
  await page.getByText('Converting shipped').waitFor({ state: 'detached' })
  assert.equal(solvers(page).length, 1)
  release()
  assert.equal(await page.locator('.notice.bad').count(), 0)
  await page.locator('.facts', { hasText: 'sudoku.hrm' }).waitFor()
  assert.equal(await (await kept(page)).filter({ hasText: 'shipped' }).count(), 0)
  await solves(page)
  // And once more to its end.
  await dropFromDisk(page, join(folder, 'shipped'))
  await page.locator('.facts', { hasText: 'shipped' }).waitFor()
})

test('a TRM with token mixing, dropped as its training left it, runs in the room of its task', async (t) => {
  const trm = join(folder, 'trm')
  await mkdir(trm)
  const config = { ...SUDOKU, H_layers: 0, num_heads: 1, mlp_t_size: 8, pos_encodings: 2, L_cycles: 3 }
  const state = stateDict(await startCore('scalar'), config, echoWeights())
  await writeTorchFile(join(trm, 'step_900'), { model: state, optimizer: { lr: 1 } })
  const arch = { H_cycles: 1, L_cycles: 3, H_layers: 0, L_layers: 1, hidden_size: 16, num_heads: 2 }
  const rest = { halt_max_steps: 3, pos_encodings: 'none', mlp_t: true, puzzle_emb_len: 1, puzzle_emb_ndim: 16 }
  await writeFile(join(trm, 'all_config.yaml'), JSON.stringify({ arch: { ...arch, ...rest } }))
  const page = await visit(t, site)
  await dropFromDisk(page, trm)
  const facts = page.locator('.facts', { hasText: 'trm, ' })
  await facts.getByText('token mixing, 1 layer for both states (TRM)').waitFor()
  await page.getByText('3 worker updates, 1 planner update), all by one network').waitFor()
  assert.equal(await page.locator('.segment-diagram .net').count(), 1)
  // The room's own words are of what thinks now.
  await page.getByText('A Tiny Recursive Model looks at the whole board').waitFor()
  const about = page.getByRole('region', { name: 'What you are watching' })
  await about.getByText('This is a Tiny Recursive Model: one small network, and two states').waitFor()
  assert.equal(await about.getByText('Hierarchical').count(), 0)
  assert.equal(await about.getByText('of continuing').count(), 0)
  // What was taken, left and inferred.
  await facts.getByText('TRM, token mixing').waitFor()
  await facts.getByText('a checkpoint of TRM’s code').waitFor()
  await facts.getByText('vocab_size, seq_len and num_puzzle_identifiers').waitFor()
  await facts.getByText('The weights are those in "model".').waitFor()
  await facts.getByText('Beside the weights, read as data and left: optimizer.').waitFor()
  await facts.getByText('seq_len is not stated; 81 is inferred.').waitFor()
  await button(page, 'Solve').click()
  await page.locator('.verdict.good, .verdict.bad').waitFor()
  await button(page, 'Back to sudoku.hrm').click()
  await about.getByText('A Hierarchical Reasoning Model is a small recurrent network with two minds').waitFor()
  assert.equal(await facts.count(), 0)
})

test('a TRM with one state is told as one, and shown with one', async (t) => {
  const one = join(folder, 'one state')
  await mkdir(one)
  const config = { ...SUDOKU, H_layers: 0, L_cycles: 3, rules: 3 }
  const state = stateDict(await startCore('scalar'), config, echoWeights())
  await writeTorchFile(join(one, 'step_9'), state)
  const arch = { H_cycles: 1, L_cycles: 3, H_layers: 0, L_layers: 1, hidden_size: 16, num_heads: 2, halt_max_steps: 3 }
  const rest = { pos_encodings: 'rope', puzzle_emb_len: 1, puzzle_emb_ndim: 16 }
  await writeFile(join(one, 'all_config.yaml'), JSON.stringify({ arch: { ...arch, ...rest } }))
  const page = await visit(t, site)
  await dropFromDisk(page, one)
  await page.getByText('(3 updates of z with the puzzle, 1 without), all by one network').waitFor()
  await page.getByText('This is a Tiny Recursive Model with one state, z.').waitFor()
  await button(page, 'Solve').click()
  await page.locator('.verdict.good, .verdict.bad').waitFor()
  await page.getByText('Look into its states').click()
  await page.locator('.state-maps svg').first().waitFor()
  assert.equal(await page.locator('.state-maps svg').count(), 1)
})

/** The room that takes any square, ready to be dropped onto. */
async function visitArc(t) {
  const page = await visit(t, site, { hash: '#arc/', ready: false, speed: false })
  await page.getByText('There is none yet.').waitFor()
  return page
}

/** The weights that the browser keeps under this name.
 * @returns {Promise<Buffer>} */
const keptWeights = async (page, name) => {
  const alone = new RegExp(`(?<![\\w-])${name}(?![\\w-])`)
  await (await kept(page)).filter({ hasText: alone }).filter({ hasText: 'in use' }).waitFor()
  const base64 = await page.evaluate(
    async ({ name, cacheName }) => {
      const cache = await caches.open(cacheName)
      for (const request of await cache.keys()) {
        const response = await cache.match(request)
        if (![...response.headers.values()].map(decodeURIComponent).includes(name)) continue
        let text = ''
        for (const byte of new Uint8Array(await response.arrayBuffer())) text += String.fromCharCode(byte)
        return btoa(text)
      }
    },
    { name, cacheName: CACHE_NAME },
  )
  assert.ok(base64, `${name} is kept`)
  return Buffer.from(base64, 'base64')
}

test('of a dropped file of 2.25 GB the puzzle that is named is read where it lies', async (t) => {
  const arc = join(folder, 'arc')
  const row = ARC_ROWS - 3
  await writeArcCheckpoint(arc, { layers: 1, only: [row] })
  const page = await visitArc(t)
  await dropFromDisk(page, arc)
  const which = page.getByRole('dialog', { name: 'Which puzzles?' })
  await which.getByText('embeddings of 1,045,829 puzzles').waitFor()
  await button(which, 'Cancel').click()
  await which.waitFor({ state: 'detached' })
  await dropFromDisk(page, arc)
  await which.getByRole('textbox').fill(`puzzle ${row}`)
  await button(which, 'Convert').click()
  const file = await keptWeights(page, 'arc')
  const at = Number(file.readBigUInt64LE(128 + 32 + 16))
  assert.equal(file.readUInt32LE(60), 1)
  assert.ok(file.subarray(at, at + 2048).equals(Buffer.from(puzzleRow(row, 512))))
})

/** Models of 5 x 5 and 4 x 4 cells fit no room but ARC's, which takes any square. */
const SQUARE = [
  'eqr-att',
  'grid-learned',
  'hf-port',
  'hrm-odd-rope',
  'nano-trm-att',
  'trm-att',
  'trm-att-learned',
  'trm-mlp',
  'trm-mlp-noprefix',
  'trm-singlez',
]
if (!REFERENCE) console.log('the reference models are not here (../shared/reference)')
else
  test('what the page makes of the family’s checkpoints is what Node makes of them, to the bit', async (t) => {
    const page = await visitArc(t)
    for (const name of SQUARE) {
      await dropFromDisk(page, join(REFERENCE, name))
      const file = await keptWeights(page, name)
      const { files } = await openFiles(join(REFERENCE, name))
      const blob = await convertCheckpoint(files, { task: 'arc' })
      assert.ok(file.equals(Buffer.from(await blob.arrayBuffer())), name)
    }
    // HRM-mini keeps its settings in a notebook; the sentence says what to put beside the file.
    await dropFromDisk(page, join(REFERENCE, 'hrm-mini'))
    assert.match(await refusal(page), /heads of 64 do not divide 48.*put a config\.json with hidden_size and num_heads/)
  })

if (REFERENCE)
  test('in Chromium each of them computes what its own code does, as in Node', async () => {
    const { server, url } = await serveRepository()
    try {
      const page = await site.browser.newPage()
      await page.goto(url)
      for (const name of ['sudoku-rope', 'hrm-mini', ...SQUARE]) {
        const { files } = await openFiles(join(REFERENCE, name))
        const expected = JSON.parse(await readFile(join(REFERENCE, name, 'expected.json'), 'utf8'))
        const bytes = Buffer.from(await files.checkpoint.arrayBuffer()).toString('base64')
        const { configName, dataset } = files
        const { hidden_size, head_dim, seq_len } = expected.config
        const config = name === 'hrm-mini' ? JSON.stringify({ hidden_size, head_dim, seq_len }) : files.config
        const logits = await page.evaluate(
          async ({ bytes, texts, expected }) => {
            const { convertCheckpoint } = await import('/wasm/src/convert/convert.js')
            const { createRuntime } = await import('/wasm/src/index.js')
            const checkpoint = new Blob([Uint8Array.from(atob(bytes), (one) => one.charCodeAt(0))])
            const runtime = await createRuntime()
            const all = expected.logits.map(() => [])
            for (const [example, inputs] of expected.inputs.entries()) {
              // Initial states that are drawn: one for all, or one for each token of each example.
              const drawn = (z) => Float32Array.from((z[example].length ? z[example] : z).flat())
              const initial = expected.z_H && { H: drawn(expected.z_H), L: drawn(expected.z_L) }
              const options = { dtype: 'f32', task: 'generic', initial }
              const weights = await convertCheckpoint({ checkpoint, ...texts }, options)
              const model = await runtime.loadModel(weights)
              const steps = model.solve(Uint16Array.from(inputs), {
                maxSegments: all.length,
                puzzleIdentifier: expected.puzzle_identifiers[example],
                halt: 'none',
                logits: true,
              })
              for await (const { segment, logits } of steps) all[segment - 1].push([...logits])
            }
            runtime.close()
            return all
          },
          { bytes, texts: { config, configName, dataset }, expected },
        )
        expected.logits.forEach((examples, s) => {
          const error = Math.max(
            ...examples.flatMap((cells, e) => cells.flat().map((value, i) => Math.abs(value - logits[s][e][i]))),
          )
          const allowed = Math.min(10 * expected.f32_deviation[s], 2e-4)
          assert.ok(error <= allowed, `${name}, segment ${s + 1}: ${error} is more than ${allowed}`)
        })
      }
      await page.close()
    } finally {
      server.close()
    }
  })
