import { HrmError, type ModelInfo } from 'hrm-wasm'
import { partOf } from 'hrm-wasm/convert'
import type { Dropped } from '../checkpoint/files.ts'
import { WrongTask } from '../engine.ts'
import type { Room } from '../rooms/room.ts'
import type { Source } from '../source.ts'

/** Enough to tell what a file is. */
const HEAD = 4096

/** The rooms there are, the one on view, and the way to another. */
export interface House {
  rooms: readonly Room[]
  here: Room
  go: (room: Room) => void
}

/** Opens what a person brought, told apart by what is in it, in the room that fits. What cannot be used is said in the
 * room on view.
 */
export async function openFiles(dropped: readonly Dropped[], house: House): Promise<void> {
  const [first] = dropped
  if (!first) return
  try {
    const file = isFolder(first)
      ? undefined
      : first instanceof File
        ? first
        : await fileOf(first as FileSystemFileEntry)
    const head = new Uint8Array((await file?.slice(0, HEAD).arrayBuffer()) ?? [])
    if (file && isWeights(head)) return await loadWeights(file.name, () => file, house)
    if (dropped.some(isOfCheckpoint)) return await loadCheckpoint(dropped, house)
    if (file && isPyTorch(head)) return await loadCheckpoint(dropped, house)
    if (file && /\.hrm$/i.test(file.name)) return await loadWeights(file.name, () => file, house)
    const { asOne, datasetOf, filesOf, textsOf } = await import('./found.ts')
    const files = await filesOf(dropped)
    // A folder with weights anywhere in it is a checkpoint's; so is one that holds nothing that could be read.
    const isOfWeights = ({ path }: { path: string }) => isOfCheckpoint({ name: path.replace(/^.*\//s, '') })
    const readable = files.filter(({ path }) => TEXTS.test(path))
    if (!file && (files.some(isOfWeights) || !readable.length)) return await loadCheckpoint(dropped, house)
    const text = (await datasetOf(files)) ?? (await asOne(await textsOf(files.length === 1 ? files : readable)))
    await openText(text, house)
  } catch (error) {
    house.here.desk.refuse(error as Error)
  }
}

/** A puzzle, or a list of them, or one whose every line is wrong: the room on view is asked first. Bare digits are taken by it alone, and only where no
 * other room knows them as its own.
 */
export async function openText(text: string, { rooms, here, go }: House): Promise<void> {
  let refusal: unknown
  let bare: (() => void) | undefined
  for (const way of ['taking', 'listing', 'bad lines'] as const) {
    for (const room of [here, ...rooms.filter((other) => other !== here)]) {
      try {
        const taking = await (way === 'taking' ? room.desk.taking(text) : room.desk.listing(text, way === 'bad lines'))
        if (taking.bare) {
          if (room === here) bare = taking.open
          continue
        }
        go(room)
        taking.open()
        return
      } catch (error) {
        if (!(error instanceof HrmError)) throw error
        refusal ??= error
      }
    }
  }
  if (bare) bare()
  else here.desk.refuse(refusal as Error)
}

/** The engine's signals tell what becomes of it. from: the same for every task, or made for one. */
async function loadWeights(
  name: string,
  from: (task: ModelInfo['task']) => Source['from'],
  { rooms, here, go }: House,
): Promise<void> {
  const load = ({ engine }: Room) => engine.load({ name, from: from(engine.task) })
  try {
    await load(here)
  } catch (error) {
    const other = error instanceof WrongTask && rooms.find(({ engine }) => engine.task === error.task)
    if (!other) return
    here.engine.fault.value = undefined
    go(other)
    await load(other).catch(() => {})
  }
}

/** The code for it is fetched now. */
function loadCheckpoint(dropped: readonly Dropped[], house: House): Promise<void> {
  const name = dropped.length === 1 || isFolder(dropped[0]!) ? dropped[0]!.name : 'checkpoint'
  return loadWeights(
    name,
    (task) => async (options) => (await import('../checkpoint/checkpoint.ts')).convert(name, dropped, task, options),
    house,
  )
}

const fileOf = (entry: FileSystemFileEntry) => new Promise<File>((resolve, reject) => entry.file(resolve, reject))
const isFolder = (one: Dropped) => 'isDirectory' in one && one.isDirectory
/** Alone, a dataset.json may be anything. */
const isOfCheckpoint = ({ name }: { name: string }) => partOf(name) === 'weights' || name === 'all_config.yaml'
/** Names of what a folder of puzzles holds. */
const TEXTS = /\.(?:json|jsonl|ndjson|csv|tsv|txt|sdm|sdk|sdx|ss|opensudoku|gz|bz2|zip)$/i
/** The first bytes of a .hrm file, whatever its name (core/FORMAT.md). */
const isWeights = (head: Uint8Array) => new TextDecoder('latin1').decode(head.subarray(1, 4)) === 'HRM'
/** A zip file with a pickle in it, or a pickle as older versions write it. */
const isPyTorch = (head: Uint8Array) =>
  (head[0] === 0x50 && head[1] === 0x4b && new TextDecoder('latin1').decode(head).includes('/data.pkl')) ||
  (head[0] === 0x80 && head[1]! >= 2 && head[1]! <= 5)
