import { count } from '../../words.ts'
import { toBoard } from '../../parts/to-board.ts'
import { examples } from './examples.ts'
import { column, givens, row, toCells, type Puzzle } from './puzzle.ts'

export function ExampleShelf({ current, onChoose }: { current: Puzzle; onChoose: (puzzle: Puzzle) => void }) {
  return (
    <section class="shelf" aria-labelledby="examples-heading">
      <h2 id="examples-heading">Nine puzzles, from a glance to a long thought</h2>
      <ul>
        {examples.map(({ name, level, segments, puzzle }) => (
          <li key={name}>
            <button
              type="button"
              translate={false}
              class="card"
              aria-pressed={puzzle === current}
              onClick={() => {
                onChoose(puzzle)
                toBoard()
              }}
            >
              <Thumbnail puzzle={puzzle} />
              <span class="name">{name}</span>
              <span class="level">{level}</span>
              <span class="soft">
                {count(givens(puzzle), 'given')}, {count(segments, 'segment')}
              </span>
            </button>
          </li>
        ))}
      </ul>
      <p class="soft">
        Segments: rounds of thought that the model of this page takes. What it finds hard is not what people find hard.
      </p>
    </section>
  )
}

function Thumbnail({ puzzle }: { puzzle: Puzzle }) {
  const at = (i: number) => 1 + i * 5 + Math.floor(i / 3) * 1.5
  const squares = toCells(puzzle)
    .map((digit, cell) => (digit ? `M${at(column(cell))} ${at(row(cell))}h4v4h-4z` : ''))
    .join('')
  const blanks = toCells(puzzle)
    .map((digit, cell) => (digit ? '' : `M${at(column(cell))} ${at(row(cell))}h4v4h-4z`))
    .join('')
  return (
    <svg class="thumbnail" viewBox="0 0 49 49" aria-hidden="true">
      <path class="blank" d={blanks} />
      <path d={squares} />
    </svg>
  )
}
