import { useSignal } from '@preact/signals'
import { download } from './download.ts'
import type { Picture } from './ink.ts'

/** What is on the board, in the forms in which it can be taken along. */
export interface Shared {
  room: string
  /** The room's part of the address; empty where the puzzle is too large for one. */
  address: string
  text: () => string
  picture: () => Picture
}

/** What is on the board, to take along. Where the browser has no clipboard for it, it is a file instead. */
export function Share({ room, address, text, picture }: Shared) {
  const said = useSignal('')
  async function give(what: string, copy: () => Promise<void>, save: () => void | Promise<void>): Promise<void> {
    said.value = ''
    try {
      await copy()
      said.value = `${what} copied.`
    } catch {
      await save()
      said.value = `${what} saved as a file.`
    }
  }
  const write = (content: string) => async () => navigator.clipboard.writeText(content)
  const save = (content: string, name: string) => () => download(name, 'text/plain', content)
  const link = () => new URL(`#${room}/${address}`, location.href).href
  return (
    <div class="share row tools" role="group" aria-label="Take along">
      {address && (
        <button
          type="button"
          class="quiet"
          onClick={() => give('Link', write(link()), save(link(), `${room}-link.txt`))}
        >
          Copy link
        </button>
      )}
      <button type="button" class="quiet" onClick={() => give('Text', write(text()), save(text(), `${room}.txt`))}>
        Copy text
      </button>
      <button
        type="button"
        class="quiet"
        onClick={() => {
          const image = import('./picture.ts').then(({ draw }) => draw(picture()))
          void give(
            'Image',
            async () => navigator.clipboard.write([new ClipboardItem({ 'image/png': image })]),
            async () => download(`${room}.png`, 'image/png', await image),
          )
        }}
      >
        Copy image
      </button>
      <span class="soft" role="status">
        {said.value}
      </span>
    </div>
  )
}
