import { Action } from '../../parts/action.tsx'
import { Thumbnail } from './board.tsx'
import { newPair, PAIRS_LEAST, PAIRS_MOST, type Place, type Task } from './task.ts'

interface Props {
  task: Task
  place: Place
  disabled: boolean
  onPlace: (place: Place) => void
  onTask: (task: Task, place: Place) => void
}

const TITLES = { train: 'Demonstrations', test: 'Tests' } as const
export const pairName = ({ set, index }: Pick<Place, 'set' | 'index'>) =>
  `${set === 'train' ? 'demonstration' : 'test'} ${index + 1}`

/** Every grid of the task in small; pressing one brings it to the board. */
export function Overview({ task, place, disabled, onPlace, onTask }: Props) {
  return (
    <div class="overview">
      {(['train', 'test'] as const).map((set) => (
        <section key={set} aria-labelledby={`${set}-heading`}>
          <h2 id={`${set}-heading`}>{TITLES[set]}</h2>
          <ul>
            {task[set].map((pair, index) => (
              <li key={index}>
                {(['input', 'output'] as const).map((side) => (
                  <button
                    key={side}
                    type="button"
                    class="pick"
                    aria-pressed={place.set === set && place.index === index && place.side === side}
                    aria-label={`${side} of ${pairName({ set, index })}`}
                    onClick={() => onPlace({ set, index, side })}
                  >
                    <Thumbnail grid={pair[side]} />
                  </button>
                ))}
                <Action
                  class="quiet"
                  label={`Remove ${pairName({ set, index })}`}
                  disabled={disabled || task[set].length <= PAIRS_LEAST[set]}
                  onClick={() =>
                    onTask(
                      { ...task, [set]: task[set].filter((_, i) => i !== index) },
                      { set, index: Math.max(0, index - 1), side: 'input' },
                    )
                  }
                >
                  ×
                </Action>
              </li>
            ))}
          </ul>
          <Action
            class="quiet"
            disabled={disabled || task[set].length >= PAIRS_MOST[set]}
            onClick={() =>
              onTask({ ...task, [set]: [...task[set], newPair()] }, { set, index: task[set].length, side: 'input' })
            }
          >
            Add a {pairName({ set, index: 0 }).split(' ')[0]}
          </Action>
        </section>
      ))}
    </div>
  )
}
