/** The page's address: "#room/puzzle", which anybody may have written, and which programs may have altered on its way. */
import { effect, signal } from '@preact/signals'
import { rooms } from './rooms/index.ts'
import type { Room } from './rooms/room.ts'

/** Longer than any room's address; what is longer is not looked at. */
const ADDRESS_MOST = 4096
/** In ms. Digits typed in a row are one change of the address. */
const MOMENT = 200

export const room = signal<Room>(rooms[0])
/** The address was no puzzle and was left aside. */
export const refused = signal(false)

/** As it stands; without what a program that counts visits adds; escapes read; without what stood behind it in a text. */
function spellings(address: string): string[] {
  const bare = address.replace(/[?&].*$/s, '')
  let plain = bare
  try {
    plain = decodeURIComponent(bare)
  } catch {
    // It holds a percent sign of its own.
  }
  return [...new Set([address, bare, plain, plain.replace(/[^\w]+$/, '')])]
}

let wasRead = ''

/** Takes up what the address says; where it says nothing, or nothing that can be read, all stays as it is. */
export function readAddress(): void {
  wasRead = location.hash
  const text = wasRead.slice(1)
  if (!text) return
  const [id = '', ...rest] = text.length <= ADDRESS_MOST ? text.split('/') : []
  const address = rest.join('/')
  const found = rooms.find((one) => spellings(id).includes(one.id))
  // A room without anything after it: as it is.
  refused.value = !found || (address !== '' && !spellings(address).some((spelling) => found.open(spelling)))
  if (found && !refused.value) room.value = found
}

const current = () => `#${room.value.id}/${room.value.address()}`

/** Keeps the address in step with the room: another puzzle or room is an entry of its own in the browser's history, so
 * that Back brings the last one; a digit is none.
 */
export function followAddress(): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  let last = { room: room.peek(), replaced: room.peek().desk.run.replaced.peek() }
  let reading = false
  let hash = ''
  const write = (push: boolean) => {
    clearTimeout(timer)
    timer = undefined
    if (location.hash === hash) return
    if (push) history.pushState(null, '', hash)
    else history.replaceState(null, '', hash)
  }
  // Whoever leaves by a link comes back to what was there.
  const flush = () => timer !== undefined && write(false)
  const read = () => {
    reading = true
    readAddress()
    reading = false
  }
  addEventListener('popstate', read)
  // A link that was followed while nobody listened: the first view stands there before the page's own code.
  if (location.hash !== wasRead) read()
  addEventListener('click', flush, true)
  addEventListener('pagehide', flush)
  const stop = effect(() => {
    const now = { room: room.value, replaced: room.value.desk.run.replaced.value }
    const another = !reading && (now.room !== last.room || now.replaced !== last.replaced)
    if (another) flush()
    hash = current()
    last = now
    clearTimeout(timer)
    if (another) write(true)
    else timer = setTimeout(write, MOMENT, false)
  })
  return () => {
    removeEventListener('popstate', read)
    removeEventListener('click', flush, true)
    removeEventListener('pagehide', flush)
    clearTimeout(timer)
    stop()
  }
}
