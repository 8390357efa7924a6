import { effect, signal, untracked } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import { DropZone } from './parts/drop-zone.tsx'
import { ThemeToggle } from './parts/theme-toggle.tsx'
import { rooms } from './rooms/index.ts'
import type { Room } from './rooms/room.ts'

export const room = signal<Room>(rooms[0])
const refused = signal(false)

/** Longer than any room's address; what is longer is not looked at. */
const ADDRESS_MOST = 4096

function readAddress(): void {
  const text = location.hash.slice(1)
  if (!text) return
  const slash = text.indexOf('/')
  const found = text.length <= ADDRESS_MOST ? rooms.find(({ id }) => id === text.slice(0, slash)) : undefined
  const address = text.slice(slash + 1)
  // A room without anything after it: as it is.
  refused.value = !found || (address !== '' && !found.open(address))
  if (found && !refused.value) room.value = found
}

// Before the first paint: nobody shall see a room that was not asked for.
readAddress()

// Ahead of the first paint, which waits for none of it: worker and network do their part while this thread draws.
effect(() => {
  const { engine } = room.value
  untracked(() => {
    if (engine.phase.value === 'idle') engine.ready().catch(() => {})
  })
})

/** Keeps the address in step with the room, without a new entry in the browser's history for each digit. */
function followAddress(): () => void {
  let timer = 0
  const stop = effect(() => {
    const hash = `#${room.value.id}/${room.value.address()}`
    clearTimeout(timer)
    timer = setTimeout(() => {
      if (location.hash !== hash) history.replaceState(null, '', hash)
    }, 200)
  })
  return () => {
    clearTimeout(timer)
    stop()
  }
}

export function App() {
  useEffect(() => {
    addEventListener('hashchange', readAddress)
    const stop = followAddress()
    return () => {
      removeEventListener('hashchange', readAddress)
      stop()
    }
  }, [])
  const { View, id, name } = room.value
  useEffect(() => void (document.title = `${name} · HRM in the page`), [name])
  return (
    <>
      <a
        class="skip"
        href="#board"
        onClick={(event) => {
          event.preventDefault()
          document.querySelector<HTMLElement>('[role=grid] [tabindex="0"]')?.focus()
        }}
      >
        Skip to the board
      </a>
      <header class="masthead">
        <p class="wordmark">
          <span class="mark" aria-hidden="true" />
          HRM in the page
        </p>
        <nav aria-label="Rooms">
          <ul>
            {rooms.map((one) => (
              <li key={one.id}>
                <a href={`#${one.id}/${one.address()}`} aria-current={one.id === id ? 'page' : undefined}>
                  {one.name}
                </a>
              </li>
            ))}
          </ul>
        </nav>
        <ThemeToggle />
      </header>
      <main>
        {refused.value && (
          <p class="notice warn" role="alert">
            The address holds no puzzle this page can read, so it was left aside.
            <button type="button" class="quiet" onClick={() => (refused.value = false)}>
              Dismiss
            </button>
          </p>
        )}
        <View key={id} />
      </main>
      <footer class="colophon">
        <p>Everything here runs in this page: no puzzle, no number and no click leaves it.</p>
        <p>The model is the Hierarchical Reasoning Model of Wang et al., 2025 (arXiv 2506.21734).</p>
      </footer>
      <DropZone room={room.value} />
    </>
  )
}
