/** What there is in dropped files and folders that are no weights: texts, packed or not, or a data set. Fetched when
 * somebody brings such a thing.
 */
import { HrmError } from 'hrm-wasm'
import type { ArcTask } from 'hrm-wasm/arc'
import { readTexts } from 'hrm-wasm/list'
import type { Dropped } from '../checkpoint/files.ts'
import { bytes, count } from '../words.ts'

/** More than any list or collection that a page can show; a longer file is refused unread. */
const TEXT_MOST = 16 * 2 ** 20
const FILES_MOST = 5000

export interface Text {
  name: string
  text: string
}

/** Every file of what was dropped, with its path; of a folder what lies in it. */
export async function filesOf(dropped: readonly Dropped[]): Promise<{ path: string; file: File }[]> {
  const found: { path: string; file: File }[] = []
  const look = async (one: Dropped, folder: string): Promise<void> => {
    if (found.length > FILES_MOST)
      throw new HrmError('PUZZLE_INVALID', `There are more than ${count(FILES_MOST, 'file')} in this folder.`)
    if (one.name.startsWith('.') || one.name === '__MACOSX') return
    if (one instanceof File) found.push({ path: folder + one.name, file: one })
    else if (one.isDirectory) {
      const reader = (one as FileSystemDirectoryEntry).createReader()
      // A reader hands out some at a time, and none when it is through.
      for (;;) {
        const some = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject))
        if (!some.length) return
        for (const child of some) await look(child, `${folder}${one.name}/`)
      }
    } else {
      const file = await new Promise<File>((resolve, reject) => (one as FileSystemFileEntry).file(resolve, reject))
      found.push({ path: folder + one.name, file })
    }
  }
  for (const one of dropped) await look(one, '')
  // A folder hands its files out in any order.
  return found.sort((one, other) => one.path.localeCompare(other.path, 'en', { numeric: true }))
}

/** The texts of files: of packed ones what is in them. Rejects with HrmError and a sentence. */
export async function textsOf(files: readonly { file: File }[]): Promise<Text[]> {
  const texts: Text[] = []
  let sum = 0
  for (const { file } of files) {
    if (file.size > TEXT_MOST)
      throw new HrmError(
        'PUZZLE_INVALID',
        `“${file.name}” has ${bytes(file.size)}; at most ${bytes(TEXT_MOST)} are read.`,
      )
    for await (const { name, text } of readTexts(file, file.name)) {
      sum += text.length
      if (sum > 4 * TEXT_MOST)
        throw new HrmError('PUZZLE_INVALID', `“${name}” makes more than ${bytes(4 * TEXT_MOST)} of text.`)
      texts.push({ name, text })
    }
  }
  return texts
}

/** The members of tasks, and the names of those that are published. */
const OF_ARC = /["'](?:train|input|[0-9a-f]{8})["']\s*:/i

/** Several texts as one: tasks of ARC as a collection, by their files' names, with the outputs that a file of solutions
 * states, whatever else lies beside them; of anything else one behind the other.
 */
export async function asOne(texts: readonly Text[]): Promise<string> {
  if (texts.length < 2) return texts[0]?.text ?? ''
  const ofArc = texts.filter(({ text }) => OF_ARC.test(text))
  if (!ofArc.length) return texts.map(({ text }) => text.trimEnd()).join('\n')
  const { readTasks, withSolutions } = await import('hrm-wasm/arc')
  const all = ofArc.map(({ name, text }) => {
    const base = name.replace(/^.*[/,] ?/s, '').replace(/\.\w+$/, '')
    try {
      const { tasks: read, whole } = readTasks(text)
      const tasks = whole ? [whole] : read
      return tasks.length === 1 ? [{ ...tasks[0]!, name: tasks[0]!.name ?? base }] : tasks
    } catch (error) {
      throw error instanceof HrmError ? new HrmError('PUZZLE_INVALID', `“${name}”: ${error.message}`) : error
    }
  })
  const isSolutions = (tasks: readonly ArcTask[]) => tasks.every(({ train }) => !train.length)
  const asked = all.filter((tasks) => !isSolutions(tasks)).flat()
  const tasks = asked.length ? withSolutions(asked, all.filter(isSolutions).flat()) : all.flat()
  return JSON.stringify(Object.fromEntries(tasks.map(({ name, ...task }, i) => [name ?? `Task ${i + 1}`, task])))
}

/** The questions of an official data-set folder with their answers, a puzzle a line. Undefined: it is none. */
export async function datasetOf(files: readonly { path: string; file: File }[]): Promise<string | undefined> {
  if (!files.some(({ path }) => /(?:^|\/)dataset\.json$/.test(path))) return undefined
  const { readDataset } = await import('hrm-wasm/learn')
  const { findTask } = await import('hrm-wasm/tasks')
  const named = Object.fromEntries(files.map(({ path, file }) => [path, file]))
  // Both parts, the one that is measured on first.
  const examples = await readDataset(rooted(named), { split: 'test' }).catch(() => readDataset(rooted(named)))
  const task = findTask(examples.task)
  if (!task?.fromTokens || !task.print)
    throw new HrmError('PUZZLE_INVALID', `This data set is of the task “${examples.task}”, which has no room here.`)
  const { inputs, labels, seq_len } = examples
  const grid = (tokens: ArrayLike<number>, i: number) =>
    task.fromTokens!(Array.prototype.slice.call(tokens, i * seq_len, (i + 1) * seq_len))
  const all = Array.from({ length: inputs.length / seq_len }, (_, i) => i)
  if (task.blank === undefined) return all.map((i) => task.print!(grid(inputs, i))).join('\n\n')
  const line = (tokens: ArrayLike<number>, i: number) => grid(tokens, i).cells.replaceAll(' ', '.')
  return ['question,answer', ...all.map((i) => `${line(inputs, i)},${line(labels, i)}`)].join('\n')
}

/** The same without the folder that holds all of it. */
function rooted(files: Record<string, File>): Record<string, File> {
  const at = Object.keys(files).find((path) => path.endsWith('dataset.json'))!
  const root = at.replace(/(?:(?:train|test)\/)?dataset\.json$/, '')
  return Object.fromEntries(
    Object.entries(files).flatMap(([path, file]) => (path.startsWith(root) ? [[path.slice(root.length), file]] : [])),
  )
}
