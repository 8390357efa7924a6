import { Action } from '../../parts/action.tsx'
import { Choice } from '../../parts/choice.tsx'
import type { Shown } from './editor.tsx'
import { added, canAdd, canRemove, pairName, Pick, removed } from './examples.tsx'
import type { Place, Task } from './task.ts'

type Attempt = 0 | 1 | undefined

interface Props {
  task: Task
  place: Place
  /** The test that is asked for. */
  test: number
  narrow: boolean
  disabled: boolean
  shownOf: (index: number) => Shown | undefined
  isHidden: (index: number) => boolean
  /** Which answer is on view, and how many there are. */
  attempt: Attempt
  answers: number
  onAttempt: ((attempt: Attempt) => void) | undefined
  onPlace: (place: Place) => void
  onTask: (task: Task, place: Place) => void
}

/** Which pair is edited, and on a narrow screen the tests themselves. */
export function Tests(props: Props) {
  const { task, place, test, narrow, disabled, attempt, answers, onAttempt, onPlace, onTask } = props
  const views = [
    { value: '0', label: 'Its answer' },
    ...(answers > 1 ? [{ value: '1', label: 'Its second' }] : []),
    { value: 'own', label: 'Drawn' },
  ]
  return (
    <div class="tests">
      <div class="top">
        <h2 id="place">
          {place.set === 'train' ? `Example ${place.index + 1}` : task.test.length > 1 ? 'Tests' : 'Test'}
        </h2>
        <div class="row">
          {(task.test.length > 1 || place.set === 'train') &&
            task.test.map((_, index) => (
              <button
                key={index}
                type="button"
                class="tab"
                aria-pressed={place.set === 'test' && index === place.index}
                onClick={() => onPlace({ set: 'test', index, side: 'input' })}
              >
                Test {index + 1}
              </button>
            ))}
          <Action
            class="quiet"
            disabled={disabled || !canAdd(task, 'test')}
            onClick={() => onTask(...added(task, 'test'))}
          >
            Add a test
          </Action>
          {task.test.length > 1 && place.set === 'test' && (
            <Action
              class="quiet"
              label={`Remove ${pairName(place)}`}
              disabled={disabled || !canRemove(task, 'test')}
              onClick={() => onTask(...removed(task, place))}
            >
              Remove
            </Action>
          )}
        </div>
      </div>
      {onAttempt && (
        <Choice
          legend="In the output"
          hideLegend
          name="attempt"
          options={views}
          value={attempt === undefined ? 'own' : String(attempt)}
          onChange={(value) => onAttempt(value === 'own' ? undefined : (Number(value) as Attempt))}
        />
      )}
      {narrow && <NarrowTest {...props} index={place.set === 'test' ? place.index : test} />}
    </div>
  )
}

function NarrowTest({ task, place, shownOf, isHidden, onPlace, index }: Props & { index: number }) {
  const { input, output } = task.test[index]!
  const shown = shownOf(index)
  return (
    <>
      <div class="grids">
        <Pick place={{ set: 'test', index, side: 'input' }} grid={input} here={place} onPlace={onPlace} />
        {isHidden(index) && !shown ? (
          <button
            type="button"
            class="pick unseen-answer"
            aria-label={`output of test ${index + 1}, known and hidden`}
            onClick={() => onPlace({ set: 'test', index, side: 'output' })}
          >
            ?
          </button>
        ) : (
          <Pick
            place={{ set: 'test', index, side: 'output' }}
            grid={shown?.grid ?? output}
            pale={shown?.pale ?? false}
            wrong={shown?.wrong}
            here={place}
            onPlace={onPlace}
          />
        )}
      </div>
      {shown && <p class="soft caption">{shown.caption}</p>}
    </>
  )
}
