import { useSignal } from '@preact/signals'
import { useEffect, useRef } from 'preact/hooks'
import { toBoard } from '../../parts/to-board.ts'
import type { Desk } from '../../thinking/desk.ts'
import { count } from '../../words.ts'
import { Thumbnail } from './board.tsx'
import type { Task } from './task.ts'

/** Small pictures drawn at once: a collection may hold hundreds of tasks. */
const SOME = 48

/** The tasks of a collection, to choose one of. */
export function Collection({ desk, tasks }: { desk: Desk<Task>; tasks: readonly Task[] }) {
  const wanted = useSignal('')
  const most = useSignal(SOME)
  const named = tasks.map((task, i) => ({ task, name: task.name ?? `Task ${i + 1}` }))
  const found = named.filter(({ name }) => name.toLowerCase().includes(wanted.value.trim().toLowerCase()))
  const list = useRef<HTMLElement>(null)
  useEffect(() => {
    wanted.value = ''
    list.current!.scrollIntoView({ block: 'nearest' })
    list.current!.querySelector('input')!.focus({ preventScroll: true })
  }, [tasks])
  return (
    <section ref={list} class="collection" aria-labelledby="collection-heading">
      <h2 id="collection-heading">{count(tasks.length, 'task')} to choose from</h2>
      <div class="row">
        <label class="side">
          <span class="soft">Name</span>
          <input
            type="search"
            value={wanted.value}
            onInput={(event) => {
              wanted.value = event.currentTarget.value
              most.value = SOME
            }}
          />
        </label>
        <button type="button" class="quiet" onClick={() => (desk.several.value = undefined)}>
          Close the list
        </button>
      </div>
      <ul>
        {found.slice(0, most.value).map(({ task, name }, i) => (
          <li key={i}>
            <button
              type="button"
              onClick={() => {
                desk.load(task)
                toBoard()
              }}
            >
              <span class="pair">
                <Thumbnail grid={(task.train[0] ?? task.test[0]!).input} />
                <Thumbnail grid={(task.train[0] ?? task.test[0]!).output} />
              </span>
              <span translate={false}>{name}</span>
            </button>
          </li>
        ))}
      </ul>
      {found.length > most.value && (
        <button type="button" onClick={() => (most.value += SOME)}>
          Show more
        </button>
      )}
      {!found.length && <p class="soft">No task has this in its name.</p>}
    </section>
  )
}
