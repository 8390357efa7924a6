import { useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import { partOf } from 'hrm-wasm/convert'
import type { Dropped } from '../checkpoint/files.ts'
import type { Engine, Source } from '../engine.ts'
import type { Room } from '../rooms/room.ts'

/** A weights file, an official checkpoint, or a file that the room knows may be dropped anywhere on the page. */
export function DropZone({ room: { engine, take } }: { room: Room }) {
  const over = useSignal(false)
  useEffect(() => {
    const hasFile = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false
    const onOver = (event: DragEvent) => {
      if (!hasFile(event)) return
      event.preventDefault()
      over.value = true
    }
    const onLeave = (event: DragEvent) => {
      if (!event.relatedTarget) over.value = false
    }
    const onDrop = (event: DragEvent) => {
      if (!hasFile(event)) return
      event.preventDefault()
      over.value = false
      // Asked for now: when the event is over, the browser tells no more.
      const dropped = Array.from(event.dataTransfer!.items, (item) => {
        const entry = item.webkitGetAsEntry()
        return entry?.isDirectory ? entry : item.getAsFile()
      })
      loadFiles(
        engine,
        dropped.filter((one) => one !== null),
        take,
      )
    }
    addEventListener('dragover', onOver)
    addEventListener('dragleave', onLeave)
    addEventListener('drop', onDrop)
    return () => {
      removeEventListener('dragover', onOver)
      removeEventListener('dragleave', onLeave)
      removeEventListener('drop', onDrop)
    }
  }, [engine, take])
  return over.value ? (
    <div class="drop-zone">
      <p>Drop a .hrm file or a checkpoint’s folder to use its weights{take && ', or a puzzle file to open it'}</p>
    </div>
  ) : null
}

/** A weights file, or a checkpoint of the official code: its folder or its files; the code for it is fetched now.
 * The outcome is shown by the engine's signals.
 */
export function loadFiles(engine: Engine, dropped: readonly Dropped[], take?: Room['take']): void {
  const [first] = dropped
  if (!first) return
  const file = first instanceof File && !dropped.some(isOfCheckpoint) ? first : undefined
  if (file && take?.(file)) return
  const name = dropped.length === 1 || isFolder(first) ? first.name : 'checkpoint'
  const from: Source['from'] =
    file ??
    (async (options) => (await import('../checkpoint/checkpoint.ts')).convert(name, dropped, engine.task, options))
  engine.load({ name, from }).catch(() => {})
}

const isFolder = (one: Dropped) => 'isDirectory' in one && one.isDirectory
/** Alone, a dataset.json may be anything. */
const isOfCheckpoint = (one: Dropped) =>
  isFolder(one) || partOf(one.name) === 'weights' || one.name === 'all_config.yaml'
