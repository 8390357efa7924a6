// A worker thread of Node that looks like a page's worker to the script it runs.
import { parentPort, workerData } from 'node:worker_threads'

const port = /** @type {import('node:worker_threads').MessagePort} */ (parentPort)
Object.assign(globalThis, {
  self: globalThis,
  postMessage: (/** @type {unknown} */ message) => port.postMessage(message),
  addEventListener: (/** @type {string} */ type, /** @type {(event: { data: unknown }) => void} */ listener) =>
    port.on(type, (data) => listener({ data })),
})
// Loading takes a moment: what arrives before must wait, as it does in a page.
await import(workerData.script)
