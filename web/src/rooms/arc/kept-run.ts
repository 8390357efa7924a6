import type { ArcState } from 'hrm-wasm/learn'
import type { Kept } from './practice.ts'

/** A run of learning, in the browser's IndexedDB: one at most. Where there is none, as in some private windows, it is
 * kept as long as the page.
 */
const NAME = 'hrm-arc-run'
const STORE = 'run'
/** What the nets are begun from: a record for each of them, so that none is large. */
const netKey = (i: number) => `net ${i}`

export interface KeptRun {
  run: Kept
  state: ArcState
}

let here: KeptRun | undefined

function open(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const asked = indexedDB.open(NAME, 1)
    asked.onupgradeneeded = () => asked.result.createObjectStore(STORE)
    asked.onsuccess = () => resolve(asked.result)
    asked.onerror = asked.onblocked = () => reject(asked.error)
  })
}

/** All of it, or nothing. */
async function within<T>(mode: IDBTransactionMode, work: (store: IDBObjectStore) => IDBRequest<T>): Promise<T> {
  const base = await open()
  try {
    return await new Promise((resolve, reject) => {
      const transaction = base.transaction(STORE, mode)
      const asked = work(transaction.objectStore(STORE))
      transaction.oncomplete = () => resolve(asked.result)
      transaction.onerror = transaction.onabort = () => reject(transaction.error)
    })
  } finally {
    base.close()
  }
}

export async function keepRun(run: Kept, { nets, ...rest }: ArcState): Promise<void> {
  try {
    await within('readwrite', (store) => {
      nets.forEach((net, i) => store.put(net, netKey(i)))
      return store.put({ run, rest, nets: nets.length }, STORE)
    })
    here = undefined
  } catch {
    here = { run, state: { ...rest, nets } }
  }
}

/** What is kept of a run but its nets. */
export async function keptRun(): Promise<Kept | undefined> {
  if (here) return here.run
  try {
    return (await within('readonly', (store) => store.get(STORE)))?.run
  } catch {
    return undefined
  }
}

/** Its nets: to go on from. */
export async function keptState(): Promise<ArcState | undefined> {
  if (here) return here.state
  try {
    const { rest, nets } = await within('readonly', (store) => store.get(STORE))
    const read = []
    for (let i = 0; i < nets; i++) read.push(await within('readonly', (store) => store.get(netKey(i))))
    return { ...rest, nets: read }
  } catch {
    return undefined
  }
}

export async function forgetRun(): Promise<void> {
  here = undefined
  try {
    await within('readwrite', (store) => store.clear())
  } catch {
    // Nothing is kept there.
  }
}
