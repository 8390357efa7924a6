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

/** Of a link that can be read, and typed, where it stands on an image. */
const LINK_MOST = 90

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
  const image = async () => {
    const { draw } = await import('./picture.ts')
    const whole = link().replace(/^https?:\/\//, '')
    return draw({ ...picture(), foot: address && whole.length <= LINK_MOST ? whole : whole.replace(/#.*/, '') })
  }
  async function pass(): Promise<void> {
    const files = [new File([await image()], `${room}.png`, { type: 'image/png' })]
    const words = { title: document.title, ...(address ? { url: link() } : { text: text() }) }
    try {
      await navigator.share(navigator.canShare?.({ ...words, files }) ? { ...words, files } : words)
    } catch (error) {
      if ((error as Error).name !== 'AbortError') said.value = 'This device did not take it.'
    }
  }
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
            async () => navigator.clipboard.write([new ClipboardItem({ 'image/png': drawn })]),
            async () => download(`${room}.png`, 'image/png', await drawn),
          )
        }}
      >
        Copy image
      </button>
      {'share' in (globalThis.navigator ?? {}) && (
        <button type="button" class="quiet" onClick={() => void pass()}>
          Share
        </button>
      )}
      <span class="soft" role="status">
        {said.value}
      </span>
    </div>
  )
}
