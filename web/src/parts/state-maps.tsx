import { useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import type { ModelInfo } from 'hrm-wasm'
import { onView } from '../thinking/machine.ts'
import type { Run } from '../thinking/run.ts'
import { StateReader, type Maps, type StateMap, type Thought } from '../thinking/states.ts'
import { count, percent } from '../words.ts'
import { Choice } from './choice.tsx'
import { hasOneState } from './net.tsx'

type View = keyof StateMap
const VIEWS: readonly { value: View; label: string }[] = [
  { value: 'component', label: 'Main direction' },
  { value: 'moved', label: 'Movement' },
]
const LEVELS = 8

interface Props<P> {
  config: ModelInfo['config'] | undefined
  run: Run<P>
  columns: number
}

/** The maps of steps that were thought while no states were on view, from their attempt thought again: a model thinks
 * the same each time. Not while the run goes on, which has the model to itself.
 */
function useRecalled<P>(run: Run<P>): ReadonlyMap<Thought, Maps> {
  const state = run.state.value
  const steps = onView(state)
  const recalled = useSignal<ReadonlyMap<Thought, Maps>>(new Map())
  const rests = state.phase === 'paused' || state.phase === 'done'
  const wanting = rests && steps.some((step) => !step.maps && !recalled.value.has(step))
  useEffect(() => {
    if (!wanting) return
    const abort = new AbortController()
    const { attempt } = steps[0]!
    const recall = async () => {
      const reader = new StateReader()
      const found = new Map<Thought, Maps>()
      for await (const step of await run.draw(state.puzzle, attempt, attempt, {
        states: true,
        cycles: false,
        signal: abort.signal,
      })) {
        if (abort.signal.aborted) return
        found.set(steps[found.size]!, reader.read(step))
        if (found.size === steps.length) break
      }
      recalled.value = found
    }
    recall().catch(() => {}) // the pictures stay away; the run says what is wrong when it is asked
    return () => abort.abort()
  }, [steps, wanting])
  return recalled.value
}

/** For the curious: a small picture of planner and worker, one square a cell, or of the one state that there is. */
export function StateMaps<P>({ config, run, columns }: Props<P>) {
  const single = config !== undefined && hasOneState(config)
  const view = useSignal<View>('component')
  const step = onView(run.state.value)[run.state.value.shown]
  const recalled = useRecalled(run)
  const maps = step && (step.maps ?? recalled.get(step))
  useEffect(() => {
    run.states = new StateReader()
    return () => (run.states = undefined)
  }, [run])
  return (
    <>
      <Choice
        legend="Picture"
        hideLegend
        name="state-view"
        options={VIEWS}
        value={view.value}
        onChange={(value) => (view.value = value)}
      />
      {maps ? (
        <div class="pair">
          <Picture
            name={single ? 'z' : 'z_H'}
            of={single ? 'state' : 'planner'}
            map={maps.H}
            view={view.value}
            columns={columns}
          />
          {!single && <Picture name="z_L" of="worker" map={maps.L} view={view.value} columns={columns} />}
        </div>
      ) : (
        <p class="soft">
          {step
            ? 'Its states are read when it has stopped thinking.'
            : 'Once the model thinks, its states are drawn here.'}
        </p>
      )}
      <p class="soft">
        {view.value === 'component'
          ? 'Each cell has a vector in each state. Its place along the direction in which the cells differ most: one colour to one side, the other to the other, the fuller the farther. Go back and forth with the slider under the curve: what stays as it is from one segment to the next is settled.'
          : 'How far each cell’s vector moved in this segment, by its length. What no longer moves is settled.'}
        {maps && view.value === 'moved' && ` ${noticed(step!, maps.H.moved, single ? 'state' : 'planner')}`}
      </p>
    </>
  )
}

/** What there is to see in the first picture: whether the state moves where the answer does. */
function noticed({ segment, changed }: Thought, moved: Float32Array, of: string): string {
  if (segment === 1) return 'Before the first segment there is nothing that it could have moved from.'
  const mean = (cells: readonly number[]) => cells.reduce((sum, cell) => sum + moved[cell]!, 0) / cells.length
  const others = [...moved.keys()].filter((cell) => !changed.includes(cell))
  if (!changed.length) return 'No answer changed in this segment.'
  if (!others.length) return 'Every answer changed in this segment.'
  return `In the ${of} the ${count(changed.length, 'cell')} whose answer changed moved by ${percent(mean(changed))}, the others by ${percent(mean(others))}.`
}

function Picture({
  name,
  of,
  map,
  view,
  columns,
}: {
  name: string
  of: 'planner' | 'worker' | 'state'
  map: StateMap
  view: View
  columns: number
}) {
  const values = map[view]
  const most = Math.max(1e-9, ...values.map(Math.abs))
  const paths: Record<string, string> = {}
  values.forEach((value, cell) => {
    const level = Math.round((Math.abs(value) / most) * LEVELS)
    const key = `${value < 0 ? 'minus' : 'plus'} ${level}`
    if (level) paths[key] = `${paths[key] ?? ''}M${cell % columns} ${Math.floor(cell / columns)}h1v1h-1z`
  })
  const [letter, index] = name.split('_')
  const average = values.reduce((sum, value) => sum + Math.abs(value), 0) / values.length
  return (
    <figure>
      <svg
        viewBox={`0 0 ${columns} ${values.length / columns}`}
        role="img"
        aria-label={`${name}, the ${of}: ${view === 'moved' ? `cells moved by ${(100 * average).toFixed(0)} % on average` : 'main direction of its cells'}`}
      >
        {Object.entries(paths).map(([key, d]) => {
          const [side, level] = key.split(' ')
          return <path key={key} class={view === 'moved' ? 'plus' : side} fill-opacity={Number(level) / LEVELS} d={d} />
        })}
      </svg>
      <figcaption>
        {of} {letter}
        {index && <sub>{index}</sub>}
        {view === 'moved' && <span class="figures soft"> {(100 * average).toFixed(0)} %</span>}
      </figcaption>
    </figure>
  )
}
