import { HrmError } from 'hrm-wasm'
import { list } from '../words.ts'

/** What is dropped or chosen: files, or folders to look into. */
export type Dropped = File | FileSystemEntry
interface Found {
  folder: string
  file: File
}

/** More than any run of the official code writes, and few enough to look through. */
const MOST_FILES = 10_000
const WANTED = {
  checkpoint: { test: /^(checkpoint|step_\d+)$/, called: 'checkpoint (or step_…)' },
  config: { test: /^all_config\.yaml$/, called: 'all_config.yaml' },
  dataset: { test: /^dataset\.json$/, called: 'dataset.json' },
}
type Part = keyof typeof WANTED
const PARTS = Object.keys(WANTED) as Part[]

const fileOf = (entry: FileSystemFileEntry) => new Promise<File>((resolve, reject) => entry.file(resolve, reject))

async function childrenOf(folder: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = folder.createReader()
  const all: FileSystemEntry[] = []
  // A reader hands out some at a time, and none when it is through.
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject))
    if (!some.length) return all
    all.push(...some)
  }
}

const isPart = (name: string) => PARTS.some((part) => WANTED[part].test.test(name))

/** The files that have a checkpoint's names, those of upper folders first. */
async function search(dropped: readonly Dropped[], signal: AbortSignal): Promise<Found[]> {
  const found: Found[] = []
  let level = dropped
  let seen = 0
  while (level.length) {
    const next: FileSystemEntry[] = []
    for (const one of level) {
      if (signal.aborted) return []
      if (++seen > MOST_FILES)
        throw new HrmError(
          'CHECKPOINT_INVALID',
          `The folder holds more than ${MOST_FILES} files; choose the one that the checkpoint is in.`,
        )
      if (one instanceof File) {
        if (isPart(one.name)) found.push({ folder: '', file: one })
      } else if (one.isDirectory) next.push(...(await childrenOf(one as FileSystemDirectoryEntry)))
      else if (isPart(one.name))
        found.push({ folder: one.fullPath.slice(0, -one.name.length), file: await fileOf(one as FileSystemFileEntry) })
    }
    level = next
  }
  return found
}

/** "checkpoint" before any step, a later step before an earlier one. */
const rank = ({ file: { name } }: Found) => (name.startsWith('step_') ? Number(name.slice(5)) : Infinity)

/** The files of one checkpoint: those of the first folder that has them all, else of whatever folders they are in.
 * Throws CHECKPOINT_INVALID with the names of those missing.
 */
export async function findCheckpoint(
  name: string,
  dropped: readonly Dropped[],
  signal: AbortSignal,
): Promise<Record<Part, File>> {
  const found = await search(dropped, signal)
  const of = (part: Part, folder?: string) =>
    found
      .filter((one) => WANTED[part].test.test(one.file.name) && (folder === undefined || one.folder === folder))
      .reduce<Found | undefined>(
        (best, one) => (best && (best.folder !== one.folder || rank(best) >= rank(one)) ? best : one),
        undefined,
      )?.file
  const together = found.find(({ folder }) => PARTS.every((part) => of(part, folder)))?.folder
  const missing = PARTS.filter((part) => !of(part, together)).map((part) => WANTED[part].called)
  if (missing.length)
    throw new HrmError(
      'CHECKPOINT_INVALID',
      `“${name}” has no ${list(missing)}; a checkpoint is ${list(PARTS.map((part) => WANTED[part].called))}.`,
    )
  return Object.fromEntries(PARTS.map((part) => [part, of(part, together)])) as Record<Part, File>
}
