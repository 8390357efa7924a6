import { signal } from '@preact/signals'
import { weights } from '../../assets.ts'
import { Engine } from '../../engine.ts'
import { Run } from '../../thinking/run.ts'
import type { Room } from '../room.ts'
import { FIRST } from './first.ts'
import { fromAddress, fromJson, toAddress, toJson, type Task } from './task.ts'
import { encode } from './tokens.ts'
import { ArcView } from './view.tsx'

const engine = new Engine('arc', weights('arc'))
/** Which test the model is asked for, and under which of the puzzles it knows. */
const asked = { test: signal(0), identifier: signal(0) }
const run = new Run<Task>(engine, FIRST, (task, info) => ({
  input: encode(task.test[Math.min(asked.test.peek(), task.test.length - 1)]!.input, info),
  puzzleIdentifier: Math.min(asked.identifier.peek(), Math.max(1, info.config.num_puzzle_identifiers) - 1),
  halt: 'none',
}))
const refusal = signal('')

function load(task: Task): void {
  refusal.value = ''
  run.replace(task)
}

/** Takes a task from JSON; on a refusal nothing changes and the sentence is shown. */
function read(text: string): void {
  try {
    load(fromJson(text))
  } catch (error) {
    refusal.value = `${(error as Error).message} The task was left as it was.`
  }
}

async function openFile(file: File): Promise<void> {
  // A file of a gigabyte would be read whole only to be refused.
  read(await file.slice(0, 2 ** 21).text())
}

export const arc: Room = {
  id: 'arc',
  name: 'ARC',
  engine,
  open(address) {
    const task = fromAddress(address)
    if (!task) return false
    if (toJson(task) !== toJson(run.state.peek().puzzle)) load(task)
    return true
  },
  address: () => toAddress(run.state.value.puzzle),
  take(file) {
    if (!/\.json$/i.test(file.name)) return false
    void openFile(file)
    return true
  },
  View: () => <ArcView run={run} engine={engine} asked={asked} refusal={refusal} onOpen={openFile} onRead={read} />,
}
