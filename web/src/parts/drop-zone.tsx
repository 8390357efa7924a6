import { useSignal } from '@preact/signals'
import { useLayoutEffect } from 'preact/hooks'
import type { Dropped } from '../checkpoint/files.ts'
import { useFiles } from '../files/open-files.ts'

declare global {
  /** Files and folders that an event brings (first-view/before.js). */
  var droppedIn: (dataTransfer: DataTransfer) => Dropped[]
  interface WindowEventMap {
    /** Files that were brought before this code was there. */
    bring: CustomEvent<Dropped[]>
  }
}

/** A file of any kind may be dropped anywhere on the page, from the moment that it is on view. */
export function DropZone() {
  const open = useFiles()
  const over = useSignal(false)
  useLayoutEffect(() => {
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
      open(droppedIn(event.dataTransfer!))
    }
    const onBring = (event: CustomEvent<Dropped[]>) => open(event.detail)
    addEventListener('dragover', onOver)
    addEventListener('dragleave', onLeave)
    addEventListener('drop', onDrop)
    addEventListener('bring', onBring)
    return () => {
      removeEventListener('dragover', onOver)
      removeEventListener('dragleave', onLeave)
      removeEventListener('drop', onDrop)
      removeEventListener('bring', onBring)
    }
  }, [open])
  return over.value ? (
    <div class="drop-zone">
      <p>Drop a puzzle, a list of puzzles, an ARC task, a .hrm file or a checkpoint’s folder</p>
    </div>
  ) : null
}
