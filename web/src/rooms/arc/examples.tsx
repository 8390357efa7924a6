import { Action } from '../../parts/action.tsx'
import { Thumbnail } from './board.tsx'
import { rightOf } from './learning.ts'
import { newPair, PAIRS_LEAST, PAIRS_MOST, type Colours, type Place, type Task } from './task.ts'

interface Props {
  task: Task
  place: Place
  disabled: boolean
  /** What the nets make of each example now, where they learn this task. */
  now: readonly (Colours | undefined)[] | undefined
  onPlace: (place: Place) => void
  onTask: (task: Task, place: Place) => void
}

const WORDS = { train: 'example', test: 'test' } as const
export const pairName = ({ set, index }: Pick<Place, 'set' | 'index'>) => `${WORDS[set]} ${index + 1}`

export const removed = (task: Task, { set, index }: Pick<Place, 'set' | 'index'>): [Task, Place] => [
  { ...task, [set]: task[set].filter((_, i) => i !== index) },
  { set, index: Math.max(0, index - 1), side: 'input' },
]
export const added = (task: Task, set: Place['set']): [Task, Place] => [
  { ...task, [set]: [...task[set], newPair()] },
  { set, index: task[set].length, side: 'input' },
]
export const canRemove = (task: Task, set: Place['set']) => task[set].length > PAIRS_LEAST[set]
export const canAdd = (task: Task, set: Place['set']) => task[set].length < PAIRS_MOST[set]

/** A grid in small that brings its pair to the editor. */
export function Pick({ place, grid, here, onPlace, ...how }: PickProps) {
  return (
    <button
      type="button"
      class="pick"
      aria-pressed={here.set === place.set && here.index === place.index && here.side === place.side}
      aria-label={`${place.side} of ${pairName(place)}`}
      onClick={() => onPlace(place)}
    >
      <Thumbnail marked grid={grid} {...how} />
    </button>
  )
}

interface PickProps {
  place: Place
  grid: Colours
  here: Place
  onPlace: (place: Place) => void
  pale?: boolean
  wrong?: ((row: number, column: number) => boolean) | undefined
}

/** All examples, large enough for the rule to be seen, and beside each what the nets make of it now. */
export function Examples({ task, place, disabled, now, onPlace, onTask }: Props) {
  return (
    <section class="examples" aria-labelledby="examples-heading">
      <h2 id="examples-heading">Examples</h2>
      <ul>
        {task.train.map((pair, index) => {
          const grid = now?.[index]
          const [right, all] = rightOf(pair.output, grid)
          return (
            <li key={index} class={place.set === 'train' && place.index === index ? 'current' : ''}>
              <div class="top">
                <h3>Example {index + 1}</h3>
                {grid && (
                  <span class="soft figures">
                    {right} of {all} cells
                  </span>
                )}
                <Action
                  class="quiet"
                  label={`Remove ${pairName({ set: 'train', index })}`}
                  disabled={disabled || !canRemove(task, 'train')}
                  onClick={() => onTask(...removed(task, { set: 'train', index }))}
                >
                  ×
                </Action>
              </div>
              <div class={`grids ${grid ? 'with-now' : ''}`}>
                {(['input', 'output'] as const).map((side) => (
                  <Pick
                    key={side}
                    place={{ set: 'train', index, side }}
                    grid={pair[side]}
                    here={place}
                    onPlace={onPlace}
                  />
                ))}
                {grid && (
                  <figure class="now">
                    <Thumbnail
                      marked
                      grid={grid}
                      label={`What the nets make of example ${index + 1} now: ${right} of ${all} cells are right`}
                      wrong={(row, column) => pair.output[row]?.[column] !== grid[row]![column]}
                    />
                    <figcaption>it, now</figcaption>
                  </figure>
                )}
              </div>
            </li>
          )
        })}
      </ul>
      <Action
        class="quiet"
        disabled={disabled || !canAdd(task, 'train')}
        onClick={() => onTask(...added(task, 'train'))}
      >
        Add an example
      </Action>
    </section>
  )
}
