import { HrmError } from 'hrm-wasm'
import { MOST_FILES, chooseFiles, partOf, tooMany, type Checkpoint } from 'hrm-wasm/convert'

/** What is dropped or chosen: files, or folders to look into. */
export type Dropped = File | FileSystemEntry
interface Found {
  folder: string
  name: string
  file: File
}

/** Configurations are some kilobytes. */
const LONGEST_TEXT = 2 ** 24

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

/** The files that may be of a checkpoint, those of upper folders first. */
async function search(dropped: readonly Dropped[], signal: AbortSignal): Promise<Found[]> {
  const found: Found[] = []
  let level = dropped
  let seen = 0
  while (level.length) {
    const next: FileSystemEntry[] = []
    for (const one of level) {
      if (signal.aborted) return []
      if (++seen > MOST_FILES) throw tooMany()
      const { name } = one
      if (one instanceof File) {
        // Dropped alone, a file is meant, whatever its name.
        const only = dropped.length === 1
        if (only || partOf(name)) found.push({ folder: '', name: only ? 'checkpoint' : name, file: one })
      } else if (one.isDirectory) next.push(...(await childrenOf(one as FileSystemDirectoryEntry)))
      else if (partOf(name)) {
        const folder = one.fullPath.slice(0, -name.length)
        found.push({ folder, name, file: await fileOf(one as FileSystemFileEntry) })
      }
    }
    level = next
  }
  return found
}

async function textOf(found: Found | undefined): Promise<string | undefined> {
  if (found && found.file.size > LONGEST_TEXT)
    throw new HrmError('CHECKPOINT_INVALID', `${found.name} is too long for a configuration.`)
  return found?.file.text()
}

/** The files of one checkpoint; notes: which were taken of several. Throws CHECKPOINT_INVALID where there is none, or
 * where it cannot be told which. */
export async function findCheckpoint(
  name: string,
  dropped: readonly Dropped[],
  signal: AbortSignal,
): Promise<{ files: Checkpoint; notes: string[] }> {
  const { weights, config, dataset, identifiers, notes } = chooseFiles(await search(dropped, signal), name)
  const files = {
    checkpoint: weights.file,
    name: weights.file.name,
    config: await textOf(config),
    configName: config?.name,
    dataset: await textOf(dataset),
    identifiers: identifiers?.file,
  }
  return { files, notes }
}
