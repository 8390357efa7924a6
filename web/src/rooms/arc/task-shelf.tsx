import { Thumbnail } from './board.tsx'
import { placeOf, shelf } from './shelf.ts'
import type { Task } from './task.ts'

export function TaskShelf({ task, onChoose }: { task: Task; onChoose: (task: Task) => void }) {
  const current = placeOf(task)
  return (
    <section class="shelf arc-shelf" aria-labelledby="shelf-heading">
      <h2 id="shelf-heading">Nine tasks, from easy to hard</h2>
      <ul>
        {shelf.map(({ name, level, task: one }, i) => (
          <li key={name}>
            <button type="button" class="card" aria-pressed={i === current} onClick={() => onChoose(one)}>
              <span class="pair">
                <Thumbnail grid={one.train[1]!.input} />
                <Thumbnail grid={one.train[1]!.output} />
              </span>
              <span class="name">{name}</span>
              <span class="level">{level}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}
