import { useSignal } from '@preact/signals'
import { useLayoutEffect } from 'preact/hooks'
import { useFiles } from '../files/open-files.ts'

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
      // Asked for now: when the event is over, the browser tells no more.
      const dropped = Array.from(event.dataTransfer!.items, (item) => {
        const entry = item.webkitGetAsEntry()
        return entry?.isDirectory ? entry : item.getAsFile()
      })
      open(dropped.filter((one) => one !== null))
    }
    addEventListener('dragover', onOver)
    addEventListener('dragleave', onLeave)
    addEventListener('drop', onDrop)
    return () => {
      removeEventListener('dragover', onOver)
      removeEventListener('dragleave', onLeave)
      removeEventListener('drop', onDrop)
    }
  }, [open])
  return over.value ? (
    <div class="drop-zone">
      <p>Drop a puzzle, a list of puzzles, an ARC task, a .hrm file or a checkpoint’s folder</p>
    </div>
  ) : null
}
