import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { before, test } from 'node:test'
import { pathToFileURL } from 'node:url'
import { gzipSync } from 'node:zlib'
import { createRuntime, maze, recognise, sudoku } from '../../wasm/src/index.js'
import { framedCells } from '../../wasm/src/tasks/maze-rules.js'
import {
  GENERIC,
  HARD,
  HARD_SOLVED,
  SUDOKU,
  all,
  echoWeights,
  makeModel,
  randomWeights,
  random,
  refused,
  serve,
  temporaryFolder,
} from './support.mjs'

/** @typedef {import('../../wasm/src/index.d.ts').Runtime} Runtime */

/** @type {Runtime & { core: import('../../wasm/src/core.js').Core }} */
let runtime
/** @type {Uint8Array<ArrayBuffer>} */
let echo
/** @type {Uint8Array<ArrayBuffer>} */
let noise
before(async () => {
  runtime = /** @type {any} */ (await createRuntime())
  echo = await makeModel(SUDOKU, echoWeights())
  noise = await makeModel(SUDOKU, randomWeights(5))
})

test('a model says what it is', async () => {
  const model = await runtime.loadModel(noise)
  const { task, dtype, bytes, sha256, parameters, config } = model.info
  assert.deepEqual({ task, dtype, bytes }, { task: 'sudoku', dtype: 'q8', bytes: noise.length })
  assert.equal(sha256, createHash('sha256').update(noise).digest('hex'))
  // Embeddings of tokens and puzzle, both initial states, both heads; then per level qkv, o, gate and up, down.
  assert.equal(parameters, 11 * 16 + 16 + 16 + 16 + 11 * 16 + 2 * 16 + 2 + 2 * (48 * 16 + 16 * 16 + 24 * 16 + 16 * 12))
  assert.deepEqual(
    [config.hidden_size, config.pos_encodings, config.rms_norm_eps, config.halt_max_steps],
    [16, 'rope', 1e-5, 8],
  )
  model.close()
})

test('weights come from bytes, a view, a Blob, a file and a server, the same each time', async () => {
  const path = join(await temporaryFolder(), 'm #1.hrm')
  await writeFile(path, noise)
  const around = new Uint8Array(noise.length + 7)
  around.set(noise, 3)
  /** @type {string[]} */
  const seen = []
  const server = await serve((request, response) => {
    seen.push(String(request.url))
    if (request.url === '/zipped') response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(noise))
    else response.writeHead(200, { 'content-length': noise.length }).end(noise)
  })
  const sources = [
    noise,
    noise.slice().buffer,
    around.subarray(3, 3 + noise.length),
    new DataView(around.buffer, 3, noise.length),
    new Blob([noise]),
    pathToFileURL(path),
    new URL('plain', server),
    new URL('zipped', server).href,
  ]
  for (const source of sources) {
    /** @type {{ loaded: number, total?: number }[]} */
    const progress = []
    const model = await runtime.loadModel(source, { onProgress: (one) => progress.push(one) })
    assert.equal(model.info.sha256, createHash('sha256').update(noise).digest('hex'))
    assert.deepEqual(progress.at(-1), { loaded: noise.length, total: noise.length }, String(source))
    model.close()
  }
  assert.deepEqual(seen, ['/plain', '/zipped'])
})

test('a file that is not what it should be is refused, and the runtime goes on', async () => {
  const used = runtime.core.used.size
  /** @param {number} at @param {number} bit */
  const flipped = (at, bit) => noise.map((byte, i) => (i === at ? byte ^ (1 << bit) : byte))
  await refused(runtime.loadModel(new Uint8Array(0)), 'MODEL_INVALID')
  assert.equal(
    (await refused(runtime.loadModel(noise.subarray(0, 100)), 'MODEL_INVALID')).status,
    'HRM_ERROR_TRUNCATED',
  )
  assert.equal((await refused(runtime.loadModel(noise.subarray(0, -1)), 'MODEL_INVALID')).status, 'HRM_ERROR_TRUNCATED')
  assert.equal((await refused(runtime.loadModel(new Blob([noise, 'x'])), 'MODEL_INVALID')).status, 'HRM_ERROR_TRAILING')
  assert.equal((await refused(runtime.loadModel(flipped(0, 0)), 'MODEL_INVALID')).status, 'HRM_ERROR_MAGIC')
  assert.equal(
    (await refused(runtime.loadModel(flipped(noise.length - 70, 3)), 'MODEL_INVALID')).status,
    'HRM_ERROR_CHECKSUM',
  )
  const config = await refused(runtime.loadModel(flipped(64, 0)), 'MODEL_INVALID', /at byte \d+/)
  assert.ok(config.position !== undefined && config.position >= 0)
  const seed = 77
  console.log(`seed ${seed}`)
  const next = random(seed)
  for (let round = 0; round < 300; round++) {
    await refused(
      runtime.loadModel(flipped(Math.floor(next() * noise.length), Math.floor(next() * 8))),
      'MODEL_INVALID',
    )
  }
  await refused(runtime.loadModel(/** @type {any} */ (42)), 'ARGUMENT')
  const wrongTask = await makeModel({ ...GENERIC, task: 1, seq_len: 16, grid_rows: 4, grid_cols: 4 }, randomWeights(1))
  await refused(runtime.loadModel(wrongTask), 'MODEL_INVALID', /for sudoku, but their sizes do not fit/)
  assert.equal(runtime.core.used.size, used, 'nothing is left in memory')
  ;(await runtime.loadModel(noise)).close()
})

test('a server that answers something else is named', async () => {
  const server = await serve((request, response) => {
    if (request.url === '/page') return response.end('<!doctype html><title>not found</title>')
    if (request.url === '/404') return response.writeHead(404).end('<html>')
    if (request.url === '/huge') return response.writeHead(200, { 'content-length': 2 ** 33 }).flushHeaders()
    if (request.url === '/broken') {
      response.writeHead(200, { 'content-length': noise.length })
      return response.write(noise.subarray(0, 1000), () => response.destroy())
    }
    // Never ends, and is no weights file: reading must stop by itself.
    const pour = () => response.closed || response.write(Buffer.alloc(1 << 16, 'x'), () => setImmediate(pour))
    pour()
  })
  await refused(runtime.loadModel(new URL('page', server)), 'MODEL_INVALID', /is a web page/)
  await refused(runtime.loadModel(new URL('404', server)), 'MODEL_FETCH', /answered 404 .*\/404/)
  await refused(runtime.loadModel(new URL('huge', server)), 'MODEL_TOO_LARGE', /8589934592 bytes/)
  await refused(runtime.loadModel(new URL('broken', server)), 'MODEL_FETCH', /broke off/)
  await refused(runtime.loadModel(new URL('endless', server)), 'MODEL_INVALID')
  await refused(runtime.loadModel('http://127.0.0.1:1/m.hrm'), 'MODEL_FETCH', /cannot be reached/)
  await refused(runtime.loadModel(new URL('file:///nowhere/m.hrm')), 'MODEL_FETCH', /cannot be read/)
  await refused(runtime.loadModel('http://'), 'ARGUMENT', /not a URL/)
})

test('loading can be cancelled', async () => {
  const server = await serve(
    (_, response) => void response.writeHead(200, { 'content-length': noise.length }).write(noise.subarray(0, 2000)),
  )
  const controller = new AbortController()
  const loading = runtime.loadModel(server, { signal: controller.signal, onProgress: () => controller.abort() })
  await refused(loading, 'ABORTED')
  await refused(runtime.loadModel(noise, { signal: AbortSignal.abort() }), 'ABORTED')
})

test('a puzzle that is none is refused before the first step', async () => {
  const model = await runtime.loadModel(echo)
  const used = runtime.core.used.size
  await refused(model.solve(HARD.slice(1)).next(), 'PUZZLE_INVALID', /has 80/)
  await refused(model.solve(`44${HARD.slice(2)}`).next(), 'PUZZLE_INVALID', /Row 1 holds the 4 twice/)
  await refused(model.solve([1, 2, 3]).next(), 'PUZZLE_INVALID', /81 cells; this one has 3/)
  await refused(model.solve(Array(81).fill(10)).next(), 'PUZZLE_INVALID')
  await refused(model.solve(new Uint16Array(80)).next(), 'PUZZLE_INVALID')
  await refused(model.solve(new Uint16Array(81).fill(11)).next(), 'PUZZLE_INVALID', /Token 1 is 11/)
  await refused(model.solve(HARD, { maxSegments: 0 }).next(), 'ARGUMENT')
  await refused(model.solve(HARD, { halt: /** @type {any} */ ('never') }).next(), 'ARGUMENT')
  await refused(model.solve(HARD, { puzzleIdentifier: 1 }).next(), 'ARGUMENT', /0 to 0/)
  assert.equal(runtime.core.used.size, used)
  model.close()
})

test('what is no puzzle at all is refused in a sentence', async () => {
  const model = await (await createRuntime()).loadModel(await makeModel(SUDOKU, randomWeights(1)))
  for (const nothing of [undefined, null, 7, true])
    await refused(model.solve(/** @type {any} */ (nothing)).next(), 'PUZZLE_INVALID', new RegExp(`not ${nothing}\\.`))
  for (const other of [{}, { cells: 5 }, { rows: 9, columns: 9 }])
    await refused(model.solve(/** @type {any} */ (other)).next(), 'PUZZLE_INVALID', /not another object\./)
})

test('an argument of another type is refused in a sentence', () => {
  const isRefused = { code: 'ARGUMENT', message: /^A puzzle is read from text, not from (null|number)\.$/ }
  for (const other of [null, 5])
    for (const read of [sudoku.parse, maze.parse, recognise])
      assert.throws(() => read(/** @type {any} */ (other)), isRefused)
  /** @type {[() => unknown, RegExp][]} */
  const cases = [
    [() => maze.generate(/** @type {any} */ (null)), /should be an object, not null/],
    [() => maze.generate(/** @type {any} */ ({ size: 3 })), /next is a function/],
    [
      () => maze.generate(/** @type {any} */ ({ next: Math.random })),
      /size is a whole number from 2 to 64, not undefined/,
    ],
    [() => maze.judge(/** @type {any} */ (null), ''), /A maze is a string/],
    [() => sudoku.judge(/** @type {any} */ ({}), []), /81 numbers/],
  ]
  for (const [work, message] of cases) assert.throws(work, { code: 'ARGUMENT', message })
})

test('each step says what came out, and the forms of a puzzle are one', async () => {
  const model = await runtime.loadModel(echo)
  const cells = Array.from(HARD, (c) => Number(c) || 0)
  const forms = [HARD, cells, Uint8Array.from(cells), Uint16Array.from(cells, (digit) => digit + 1)]
  for (const form of forms) {
    const steps = await all(model.solve(form, { maxSegments: 3, logits: true }))
    assert.deepEqual(
      steps.map((step) => [step.segment, step.done]),
      [
        [1, false],
        [2, false],
        [3, true],
      ],
    )
    for (const step of steps) {
      assert.equal(step.grid, HARD)
      assert.deepEqual([...step.tokens], [...forms[3]])
      assert.deepEqual(step.changed, [])
      assert.deepEqual([step.valid, step.wouldHalt], [false, false])
      assert.equal(step.logits?.length, 81 * 11)
      const row = Array.from(/** @type {Float32Array} */ (step.logits).subarray(0, 11))
      const total = row.reduce((sum, one) => sum + Math.exp(one), 0)
      const parts = row.map((one) => Math.exp(one) / total)
      assert.ok(Math.abs(step.probability[0] - Math.max(...parts)) < 1e-6)
      assert.ok(Math.abs(step.entropy[0] + parts.reduce((sum, p) => sum + p * Math.log2(p), 0)) < 1e-5)
    }
  }
  const [plain] = await all(model.solve(HARD, { maxSegments: 1 }))
  assert.equal('logits' in plain, false)
  model.close()
})

test('a maze without its walls: they are not asked of the model, and are there in what it says', async () => {
  const config = {
    ...SUDOKU,
    task: 2,
    grid_rows: 6,
    grid_cols: 6,
    seq_len: 36,
    vocab_size: 6,
    pos_encodings: 3,
    rules: 8,
  }
  const model = await runtime.loadModel(await makeModel(config, randomWeights(5)))
  const puzzle = 'S     ###    #  # # G#   '
  const [step] = await all(model.solve(puzzle, { maxSegments: 1, attempts: 1 }))
  const cells = framedCells(5, 6)
  assert.equal(step.answer?.cells.length, 25)
  for (let cell = 0; cell < 36; cell++) {
    const isWall = (puzzle[cells.indexOf(cell)] ?? '#') === '#'
    assert.equal(
      step.grid?.[cell] === '#' && step.probability[cell] === 1 && step.entropy[cell] === 0,
      isWall,
      `${cell}`,
    )
  }
  model.close()
})

test('changed is against the step before, and against the input first', async () => {
  const model = await runtime.loadModel(noise)
  const input = Uint16Array.from(HARD, (c) => (Number(c) || 0) + 1)
  /** @type {ArrayLike<number>} */
  let previous = input
  for await (const step of model.solve(HARD, { maxSegments: 4, halt: 'none' })) {
    assert.deepEqual(
      step.changed,
      [...step.tokens.keys()].filter((cell) => step.tokens[cell] !== previous[cell]),
    )
    previous = step.tokens
  }
  model.close()
})

test('halting: by rules, by q, or never', async () => {
  const model = await runtime.loadModel(echo)
  const eager = await runtime.loadModel(await makeModel(SUDOKU, echoWeights({ qHalt: 1 })))
  /** @param {typeof model} of @param {string} puzzle @param {'rules' | 'q' | 'none'} [halt] */
  const segments = async (of, puzzle, halt) => (await all(of.solve(puzzle, halt && { halt }))).length
  assert.equal(await segments(model, HARD_SOLVED), 1, 'rules are the default for sudoku')
  assert.equal(await segments(model, HARD_SOLVED, 'none'), 8)
  assert.equal(await segments(model, HARD_SOLVED, 'q'), 8)
  assert.equal(await segments(model, HARD), 8)
  assert.equal(await segments(eager, HARD, 'q'), 1)
  assert.equal(await segments(eager, HARD), 8)
  const [solved] = await all(model.solve(HARD_SOLVED))
  assert.deepEqual([solved.valid, solved.done, solved.grid], [true, true, HARD_SOLVED])
  model.close()
  eager.close()
})

test('a task without rules or text takes tokens', async () => {
  const model = await runtime.loadModel(await makeModel(GENERIC, randomWeights(3)))
  const tokens = Uint16Array.from({ length: 13 }, (_, i) => i % 7)
  const steps = await all(model.solve(tokens, { puzzleIdentifier: 2 }))
  assert.equal(steps.length, 4)
  assert.deepEqual([steps[0].grid, steps[0].valid], [undefined, undefined])
  assert.deepEqual(
    await all(model.solve([...tokens], { puzzleIdentifier: 2 })).then((again) => again[3].tokens),
    steps[3].tokens,
  )
  await refused(model.solve('1234567890123').next(), 'PUZZLE_INVALID', /no text form/)
  await refused(model.solve(tokens, { halt: 'rules' }).next(), 'ARGUMENT')
  await refused(model.solve(tokens, { puzzleIdentifier: 3 }).next(), 'ARGUMENT')
  model.close()
})

test('a maze is written with its five characters', async () => {
  const config = {
    ...GENERIC,
    task: 2,
    seq_len: 9,
    grid_rows: 3,
    grid_cols: 3,
    puzzle_emb_len: 0,
    num_puzzle_identifiers: 0,
    vocab_size: 6,
    pos_encodings: 0,
  }
  const model = await runtime.loadModel(await makeModel(config, (tensor, values) => echoWeights()(tensor, values)))
  const maze = '#S # G  #'
  const [step] = await all(model.solve(maze, { maxSegments: 1 }))
  assert.deepEqual([step.grid, [...step.tokens]], [maze, [1, 3, 2, 1, 2, 4, 2, 2, 1]])
  assert.equal((await refused(model.solve('#S # G  x').next(), 'PUZZLE_INVALID', /"x"/)).position, 8)
  await refused(model.solve('#').next(), 'PUZZLE_INVALID', /1 cell/)
  model.close()
})

test('an abort ends the iteration between two segments and frees its state', async () => {
  const model = await runtime.loadModel(noise)
  const used = runtime.core.used.size
  const controller = new AbortController()
  const seen = []
  const work = (async () => {
    for await (const step of model.solve(HARD, { maxSegments: 100000, signal: controller.signal, halt: 'none' })) {
      seen.push(step.segment)
      if (step.segment === 3) setTimeout(() => controller.abort(), 0)
    }
  })()
  await refused(work, 'ABORTED')
  assert.ok(seen.length >= 3 && seen.length < 100000, 'a timer ran between segments')
  await refused(model.solve(HARD, { signal: AbortSignal.abort() }).next(), 'ABORTED')
  assert.equal(runtime.core.used.size, used)
  model.close()
})

test('solves of one model interleave without touching each other', async () => {
  const model = await runtime.loadModel(noise)
  const puzzles = [HARD, HARD_SOLVED, '.'.repeat(81)]
  const alone = await Promise.all(
    puzzles.map(async (puzzle) => all(model.solve(puzzle, { halt: 'none', logits: true }))),
  )
  const together = puzzles.map((puzzle) => model.solve(puzzle, { halt: 'none', logits: true }))
  for (let segment = 0; segment < 8; segment++) {
    for (const i of [2, 0, 1]) {
      const { value } = await together[i].next()
      assert.deepEqual(value.logits, alone[i][segment].logits)
    }
  }
  assert.notDeepEqual(alone[0][7].logits, alone[2][7].logits)
  model.close()
})

test('after close() everything says CLOSED and the memory is back', async () => {
  const own = /** @type {typeof runtime} */ (/** @type {any} */ (await createRuntime()))
  const { core } = own
  const model = await own.loadModel(noise)
  const other = await own.loadModel(echo)
  const running = model.solve(HARD, { halt: 'none' })
  await running.next()
  model.close()
  model.close()
  await refused(running.next(), 'CLOSED')
  await refused(model.solve(HARD).next(), 'CLOSED')
  assert.equal((await all(other.solve(HARD_SOLVED))).length, 1)
  own.close()
  own.close()
  await refused(other.solve(HARD).next(), 'CLOSED')
  await refused(own.loadModel(echo), 'CLOSED')
  assert.equal(core.used.size, 0)
})

test('memory stays the same over 200 solves and 50 loadings', async () => {
  const own = /** @type {typeof runtime} */ (/** @type {any} */ (await createRuntime()))
  const model = await own.loadModel(noise)
  await all(model.solve(HARD))
  const before = own.core.memory.buffer.byteLength
  for (let i = 0; i < 200; i++) {
    const steps = model.solve(HARD, { maxSegments: 2 })
    await steps.next()
    if (i % 3) await all(steps)
    else await steps.return?.()
  }
  const used = own.core.used.size
  for (let i = 0; i < 50; i++) {
    const again = await own.loadModel(i % 2 ? echo : noise)
    again.solve(HARD).next()
    again.close()
  }
  assert.equal(own.core.used.size, used)
  // The first loading beside the model may have grown it once.
  const after = own.core.memory.buffer.byteLength
  assert.ok(after - before <= 2 ** 17 + 2 * noise.length, `${before} to ${after} bytes`)
  own.close()
})
