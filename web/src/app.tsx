import { signal } from '@preact/signals'
import { useCallback, useEffect } from 'preact/hooks'
import { followAddress, refused, room } from './address.ts'
import { openFiles, openText, type House } from './files/open.ts'
import { Files, type OpenFiles } from './files/open-files.ts'
import { renewal, seekRenewal } from './offline.ts'
import { DropZone } from './parts/drop-zone.tsx'
import { Notice } from './parts/notice.tsx'
import { ThemeToggle } from './parts/theme-toggle.tsx'
import { toBoard } from './parts/to-board.ts'
import { usePaste } from './parts/use-paste.ts'
import { rooms } from './rooms/index.ts'
import { mark } from './thinking/machine.ts'

const house = (): House => ({ rooms, here: room.peek(), go: (other) => (room.value = other) })
/** Files and texts that are being read. */
const reading = signal(0)
async function read(work: Promise<void>): Promise<void> {
  reading.value++
  await work
  reading.value--
}
const openAny: OpenFiles = (dropped) => void read(openFiles(dropped, house()))
const readAny = (text: string) => void read(openText(text, house()))

export function App() {
  useEffect(followAddress, [])
  usePaste(readAny)
  const { View, id, name, desk, engine, mark: own } = room.value
  const now = mark(desk.run.state.value) || (own?.value ?? '')
  useEffect(() => void (document.title = `${now && `${now} · `}${name} · HRM in the page`), [name, now])
  const missing = engine.fault.value?.code === 'MODEL_FETCH'
  useEffect(() => {
    if (missing) void seekRenewal()
  }, [missing])
  return (
    <Files.Provider value={useCallback(openAny, [])}>
      <a
        class="skip"
        href="#board"
        onClick={(event) => {
          event.preventDefault()
          toBoard()
        }}
      >
        Skip to the board
      </a>
      <header class="masthead">
        <p class="wordmark">
          <span class="mark" aria-hidden="true" />
          <span>
            HRM<span class="rest"> in the page</span>
          </span>
        </p>
        <nav aria-label="Rooms">
          <ul>
            {rooms.map((one) => (
              <li key={one.id}>
                <a href={`#${one.id}/${one.address()}`} aria-current={one.id === id ? 'page' : undefined}>
                  {one.name}
                  {(one.desk.run.state.value.phase === 'solving' || one.busy?.value) && one.id !== id && (
                    <span class="thinks">
                      <span class="unseen">, {one.busy?.value ? 'learning' : 'thinking'}</span>
                    </span>
                  )}
                </a>
              </li>
            ))}
          </ul>
        </nav>
        <ThemeToggle />
      </header>
      <main aria-busy={reading.value > 0}>
        {renewal.value && (
          <div class="notice calm renewal" role="status">
            <p>A newer version of this page is here.</p>
            <button type="button" onClick={renewal.value}>
              Load it now
            </button>
          </div>
        )}
        {refused.value && (
          <Notice tone="warn" onDismiss={() => (refused.value = false)}>
            The address holds no puzzle this page can read, so it was left aside.
          </Notice>
        )}
        <View key={id} />
      </main>
      <footer class="colophon">
        <p>Everything here runs in this page: no puzzle, no number and no click leaves it.</p>
        <p>The model is the Hierarchical Reasoning Model of Wang et al., 2025 (arXiv 2506.21734).</p>
      </footer>
      <DropZone />
    </Files.Provider>
  )
}
