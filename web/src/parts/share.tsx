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

/** What is on the board, to take along. Where the browser has no clipboard for it, it is a file instead. A device that
 * has a way of its own to pass things on, as phones do, is offered that, too.
 */
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
  const pictured = () => import('./picture.ts')
  const image = async () => (await pictured()).draw(picture(), link())
  /** Goes with the image, for what takes no images. */
  const beside = () => new Blob([address ? link() : text()], { type: 'text/plain' })
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
          const drawn = image()
          void give(
            'Image',
            async () => navigator.clipboard.write([new ClipboardItem({ 'image/png': drawn, 'text/plain': beside() })]),
            async () => download(`${room}.png`, 'image/png', await drawn),
          )
        }}
      >
        Copy image
      </button>
      {'share' in (globalThis.navigator ?? {}) && (
        <button
          type="button"
          class="quiet"
          onClick={async () => {
            const whole = address ? { url: link() } : { text: text() }
            said.value = await (await pictured()).pass(picture(), link(), whole, `${room}.png`)
          }}
        >
          Share
        </button>
      )}
      <span class="soft" role="status">
        {said.value}
      </span>
    </div>
  )
}
