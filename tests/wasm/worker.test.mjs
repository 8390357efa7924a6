import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { EventEmitter } from 'node:events'
import { test } from 'node:test'
import { Worker as Thread } from 'node:worker_threads'
import { createRuntime, createWorkerRuntime } from '../../wasm/src/index.js'
import {
  DIST,
  HARD,
  HARD_SOLVED,
  SUDOKU,
  all,
  echoWeights,
  makeModel,
  randomWeights,
  refused,
  serve,
} from './support.mjs'

const noise = await makeModel(SUDOKU, randomWeights(5))

/** A page's Worker, on a thread of Node. */
class PageWorker extends EventEmitter {
  constructor(script = new URL('../../wasm/src/worker.js', import.meta.url).href) {
    super()
    this.thread = new Thread(new URL('worker-thread.mjs', import.meta.url), { workerData: { script } })
    this.thread.on('message', (data) => this.emit('message', { data }))
    this.thread.on('error', (error) => this.emit('error', error))
  }
  /** @param {string} type @param {(event: any) => void} listener */
  addEventListener(type, listener) {
    this.on(type, listener)
  }
  /** @param {unknown} message */
  postMessage(message) {
    this.thread.postMessage(message)
  }
  terminate() {
    this.thread.terminate()
  }
}
/** @param {string} [script] */
const pageWorker = (script) => /** @type {Worker} */ (/** @type {unknown} */ (new PageWorker(script)))
const scriptOf = (/** @type {string} */ source) => `data:text/javascript,${encodeURIComponent(source)}`
/** @param {object} [options] */
const start = (options) => createWorkerRuntime({ worker: pageWorker(), wasmUrl: DIST, ...options })

test('a worker gives the same steps as this thread', async () => {
  const [here, there] = [await createRuntime(), await start()]
  assert.deepEqual([there.variant, there.variantReason], [here.variant, here.variantReason])
  const models = await Promise.all([here, there].map((runtime) => runtime.loadModel(noise)))
  assert.deepEqual(models[1].info, models[0].info)
  const options = /** @type {const} */ ({ halt: 'none', logits: true })
  const [a, b] = await Promise.all(models.map((model) => all(model.solve(HARD, options))))
  assert.equal(a.length, 8)
  assert.deepEqual(
    b.map((step) => ({ ...step, ms: 0 })),
    a.map((step) => ({ ...step, ms: 0 })),
  )
  const [c, d] = await Promise.all(
    models.map((model) => all(model.solve(HARD, { maxSegments: 2, attempts: 3, seed: 5, logits: true }))),
  )
  assert.deepEqual(
    c.map((step) => step.attempt),
    [1, 1, 2, 2, 3, 3],
  )
  assert.deepEqual(
    d.map((step) => ({ ...step, ms: 0 })),
    c.map((step) => ({ ...step, ms: 0 })),
  )
  const both = await Promise.all([HARD, HARD_SOLVED].map((puzzle) => all(models[1].solve(puzzle, options))))
  assert.deepEqual(both[0][7].logits, a[7].logits, 'solves that interleave keep their own states')
  there.close()
})

test('progress and errors cross over with all they say', async () => {
  const server = await serve((request, response) =>
    request.url === '/404'
      ? response.writeHead(404).end()
      : response.writeHead(200, { 'content-length': noise.length }).end(noise),
  )
  const runtime = await start()
  /** @type {object[]} */
  const progress = []
  const model = await runtime.loadModel(server, { onProgress: (one) => progress.push(one) })
  assert.deepEqual(progress.at(-1), { loaded: noise.length, total: noise.length })
  await refused(runtime.loadModel(new URL('404', server)), 'MODEL_FETCH', /answered 404/)
  const error = await refused(runtime.loadModel(noise.subarray(0, 50)), 'MODEL_INVALID')
  assert.equal(error.status, 'HRM_ERROR_TRUNCATED')
  assert.equal((await refused(model.solve(`${HARD.slice(0, 80)}x`).next(), 'PUZZLE_INVALID', /"x"/)).position, 80)
  await refused(runtime.loadModel(/** @type {any} */ (() => {})), 'ARGUMENT')
  assert.ok((await model.solve(HARD, /** @type {any} */ (null)).next()).value, 'null is no options')
  model.close()
  await refused(model.solve(HARD).next(), 'CLOSED')
  runtime.close()
})

test('a first model is loaded while the worker starts, and its failure and its abort are those of loadModel', async () => {
  /** @type {(string | undefined)[]} */
  const asked = []
  const server = await serve(({ url }, response) => {
    asked.push(url)
    response.writeHead(200, { 'content-length': noise.length })
    if (url === '/slow') response.write(noise.subarray(0, 100))
    else response.end(noise)
  })
  const first = {
    name: 'noise.hrm',
    task: /** @type {const} */ ('sudoku'),
    url: new URL('first', server).href,
    bytes: noise.length,
    sha256: createHash('sha256').update(noise).digest('hex'),
  }
  /** @type {object[]} */
  const progress = []
  const runtime = await start({ first, onProgress: (/** @type {object} */ one) => progress.push(one) })
  assert.deepEqual(progress[0], { loaded: 0, total: noise.length })
  const model = await runtime.loadModel(first)
  assert.deepEqual([asked.length, model.info.sha256, await model.kept], [1, first.sha256, false])
  assert.equal((await all(model.solve(HARD, { maxSegments: 1 }))).length, 1)
  await runtime.loadModel(first)
  assert.equal(asked.length, 2, 'it is given once')
  runtime.close()

  const wrong = { ...first, sha256: '0'.repeat(64) }
  const other = await start({ first: wrong })
  await refused(other.loadModel(wrong), 'MODEL_INVALID', /sha256/)
  other.close()

  const slow = new URL('slow', server)
  const third = await start({ first: slow })
  const controller = new AbortController()
  const loading = third.loadModel(slow, { signal: controller.signal })
  controller.abort()
  await refused(loading, 'ABORTED')
  third.close()
})

test('a first model is asked for with the runtime, whose answer nobody waits for', async () => {
  const said = /** @type {string[]} */ ([])
  const worker = new EventEmitter()
  Object.assign(worker, {
    addEventListener: worker.on,
    postMessage: (/** @type {{ call: string }} */ { call }) => said.push(call),
    terminate() {},
  })
  const controller = new AbortController()
  const started = createWorkerRuntime({ worker: /** @type {any} */ (worker), first: noise, signal: controller.signal })
  assert.deepEqual(said, ['create', 'load'])
  controller.abort()
  await refused(started, 'ABORTED')
})

test('a worker that was told what will be asked begins with it, once, and gives another model if that is asked', async () => {
  let asked = 0
  const server = await serve((_, response) => {
    asked++
    response.end(noise)
  })
  const first = {
    name: 'noise.hrm',
    task: /** @type {const} */ ('sudoku'),
    url: server.href,
    bytes: noise.length,
    sha256: createHash('sha256').update(noise).digest('hex'),
  }
  const other = await makeModel(SUDOKU, echoWeights())
  for (const wanted of [first, other]) {
    asked = 0
    const worker = pageWorker()
    worker.postMessage({ id: 0, call: 'prepare', args: { options: { wasmUrl: DIST.href }, first } })
    while (!asked) await new Promise((resolve) => setTimeout(resolve, 5))
    const runtime = await createWorkerRuntime({ worker, wasmUrl: DIST, first: wanted })
    const model = await runtime.loadModel(wanted)
    assert.equal((await all(model.solve(HARD_SOLVED, { maxSegments: 1 }))).length, 1)
    assert.equal(asked, 1)
    runtime.close()
  }
})

test('a wrong start is an error of the start', async () => {
  await refused(start({ wasmUrl: new URL('nowhere/', DIST) }), 'WASM_FETCH', /nowhere/)
  await refused(start({ signal: AbortSignal.abort() }), 'ABORTED')
  await refused(createWorkerRuntime({ worker: /** @type {any} */ ({}) }), 'ARGUMENT', /No Worker/)
})

test('an abort rejects at once, and the worker goes on with the rest', async () => {
  const stuck = await serve(() => {})
  const runtime = await start()
  const model = await runtime.loadModel(await makeModel(SUDOKU, echoWeights()))
  const controller = new AbortController()
  const loading = runtime.loadModel(stuck, { signal: controller.signal })
  const running = model.solve(HARD, { signal: controller.signal, maxSegments: 1e6 })
  await running.next()
  const next = running.next()
  controller.abort()
  await Promise.all([refused(loading, 'ABORTED'), refused(next, 'ABORTED')])
  await refused(model.solve(HARD, { signal: controller.signal }).next(), 'ABORTED')
  assert.equal((await all(model.solve(HARD_SOLVED))).length, 1)
  runtime.close()
})

test('close() rejects what waits, and everything after', async () => {
  const runtime = await start()
  const model = await runtime.loadModel(noise)
  const waiting = model.solve(HARD).next()
  runtime.close()
  await refused(waiting, 'CLOSED')
  await refused(model.solve(HARD).next(), 'CLOSED')
  await refused(runtime.loadModel(noise), 'CLOSED')
  model.close()
})

test('a worker that dies rejects what waits, and everything after', async () => {
  const server = await serve(() => {})
  const worker = pageWorker()
  const runtime = await createWorkerRuntime({ worker, wasmUrl: DIST })
  const model = await runtime.loadModel(noise)
  const waiting = runtime.loadModel(server)
  ;/** @type {any} */ (worker).emit('error', { message: 'out of memory' })
  await refused(waiting, 'WORKER_FAILED', /out of memory/)
  await refused(model.solve(HARD).next(), 'WORKER_FAILED')
  await refused(
    createWorkerRuntime({ worker: pageWorker(scriptOf('throw new Error("gone")')) }),
    'WORKER_FAILED',
    /gone/,
  )
  await refused(createWorkerRuntime({ worker: pageWorker(scriptOf('import "./nowhere.js"')) }), 'WORKER_FAILED')
  const speaksNonsense = scriptOf(
    'addEventListener("message", ({ data }) => { postMessage({ id: -1 }); setTimeout(() => { throw new Error("lost " + data.call) }) })',
  )
  await refused(createWorkerRuntime({ worker: pageWorker(speaksNonsense) }), 'WORKER_FAILED', /lost create/)
})

test('a worker that never answers is an error within a time, and a chatty stranger is no answer', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] })
  const listeners = /** @type {Record<string, (event: object) => void>} */ ({})
  let ended = false
  const stranger = /** @type {any} */ ({
    addEventListener: (/** @type {string} */ type, /** @type {any} */ listener) => (listeners[type] = listener),
    postMessage() {},
    terminate: () => (ended = true),
  })
  const started = createWorkerRuntime({ worker: stranger })
  listeners.message({ data: { hello: 'I am another script' } })
  t.mock.timers.tick(60_000)
  await refused(started, 'WORKER_FAILED', /silent/)
  assert.ok(ended)
})

test('without workers, as in Node, the calling thread does the work and says so', async () => {
  const runtime = await createWorkerRuntime({ first: noise })
  assert.match(runtime.variantReason, /on the calling thread: Worker is not defined$/)
  const model = await runtime.loadModel(noise)
  assert.equal((await all(model.solve(HARD, { maxSegments: 2, halt: 'none' }))).length, 2)
  runtime.close()
  await refused(model.solve(HARD).next(), 'CLOSED')
})
