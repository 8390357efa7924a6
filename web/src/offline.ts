/** The page kept for use offline, and new builds of it. */
import { signal } from '@preact/signals'
import type { WeightsEntry } from 'hrm-wasm/weights'
import type { Engine } from './engine.ts'

/** In ms: the page shall be on the screen by then. */
const LATER = 1000
/** In ms: and what a person does first is done. */
const IDLE = 5000

const workers = import.meta.env.PROD ? globalThis.navigator?.serviceWorker : undefined

/** Takes another build's place; undefined where there is none that waits. */
export const renewal = signal<(() => void) | undefined>(undefined)

/** The page begins anew, once another build is in charge. */
const reloadWhenRenewed = () => workers!.addEventListener('controllerchange', () => location.reload(), { once: true })

function offer(waiting: ServiceWorker | null): void {
  if (!waiting || !workers!.controller) return
  renewal.value = () => {
    reloadWhenRenewed()
    waiting.postMessage('now')
  }
}

function watch(registration: ServiceWorkerRegistration): void {
  offer(registration.waiting)
  registration.addEventListener('updatefound', () => {
    const next = registration.installing
    next?.addEventListener('statechange', () => next.state === 'installed' && offer(next))
  })
}

const loaded = async () =>
  document.readyState === 'complete' || new Promise((resolve) => addEventListener('load', resolve, { once: true }))

/** A build that waits takes over if this window is the only one: one reload brings it. Not before all is loaded: until
 * then the document before may count as a window.
 */
export async function takeRenewal(): Promise<void> {
  await loaded()
  const registration = workers?.controller && (await workers.getRegistration())
  if (!registration) return
  if (registration.waiting) reloadWhenRenewed()
  ;(registration.waiting ?? registration.active)?.postMessage('begun')
  watch(registration)
}

/** Something of this build is not there any more: a new one may be. */
export async function seekRenewal(): Promise<void> {
  await (await workers?.getRegistration())?.update().catch(() => {})
}

/**
 * Keeps the page for use offline, once everything else is there: its files are many, and the first model shall not wait
 * for them. Where the browser refuses (a private window, plain http), the page is what it was. The other rooms' models
 * come when there is nothing else to do, and not on a line that is slow or paid by the megabyte.
 */
export async function keepOffline(model: Promise<unknown>, others: () => Engine[]): Promise<void> {
  await model.catch(() => {})
  const register = async () => {
    const known = await workers!.getRegistration().catch(() => undefined)
    const registration = await workers!.register('./sw.js').catch(() => undefined)
    if (!registration) return
    if (!known) watch(registration)
    if (isDear()) return
    await workers!.ready
    await new Promise((resolve) => setTimeout(resolve, IDLE))
    // The host may be out of reach by now.
    const weights = await import('hrm-wasm/weights').catch(() => undefined)
    if (!weights) return
    for (const { shipped } of others()) if (shipped) await weights.load(shipped.from as WeightsEntry).catch(() => {}) // told when the room is entered
  }
  if (!workers) return
  await loaded()
  setTimeout(register, LATER)
}

/** Not in every browser. */
interface Line {
  saveData?: boolean
  type?: string
  effectiveType?: string
}
function isDear(): boolean {
  const { saveData, type, effectiveType = '4g' } = (navigator as { connection?: Line }).connection ?? {}
  return Boolean(saveData) || type === 'cellular' || effectiveType !== '4g'
}
