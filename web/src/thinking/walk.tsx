/** A short walk through what the page shows, with the real controls: each sentence is about what is on view. */
import { useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import { Action } from '../parts/action.tsx'
import { count, percent } from '../words.ts'
import type { State } from './machine.ts'
import type { Run } from './run.ts'
import type { Verdict } from './verdict.ts'

/** A part of the stage that a station is about. */
export type Place = 'board' | 'controls' | 'timeline' | 'verdict'

/** From this probability on a cell is no longer in doubt. */
const SURE = 0.9

interface Station {
  place: Place
  /** What is on view, in words. */
  says: (state: State<unknown>, verdict: Verdict) => string
  /** What “Next” does, and how it is called then. */
  next: string
  act?: 'ADVANCE' | 'SOLVE'
}

const doubts = ({ steps }: State<unknown>) => steps.at(-1)?.probability.filter((p) => p < SURE).length ?? 0

const STATIONS: readonly Station[] = [
  {
    place: 'board',
    says: () =>
      'This is the puzzle. The network is shown all of its cells at once. It knows no rules: it has only seen many puzzles with their answers.',
    next: 'Let it look once',
    act: 'ADVANCE',
  },
  {
    place: 'board',
    says: (state) =>
      `That was one segment, one round of thought. It has written an answer into every cell, and is in doubt about ${count(doubts(state), 'of them', 'of them')}: those are pale.`,
    next: 'One more segment',
    act: 'ADVANCE',
  },
  {
    place: 'timeline',
    says: ({ steps, end }) =>
      end === 'solved'
        ? `It is right after ${count(steps.length, 'segment')}: an easy one.`
        : `It went on from where it was and changed ${count(steps.at(-1)?.changed.length ?? 0, 'cell')}. Each bar here is a segment, as high as the number of cells that it changed.`,
    next: 'Its own opinion',
  },
  {
    place: 'timeline',
    says: ({ steps }) =>
      `The curve is its own opinion of itself: that it is done it now believes to ${percent(1 / (1 + Math.exp(-(steps.at(-1)?.qHalt ?? 0))))}. It learned this beside the puzzles, and may be wrong.`,
    next: 'Let it think on',
    act: 'SOLVE',
  },
  {
    place: 'verdict',
    says: ({ steps }, { headline }) =>
      `“${headline}”, after ${count(steps.length, 'segment')}. The verdict is the page’s, by the rules; no rule ever fills a cell.`,
    next: 'And now?',
  },
  {
    place: 'controls',
    says: () =>
      'Step, Pause and Stop are yours, and the slider under the curve goes back in time. Take another puzzle, or bring one.',
    next: 'Done',
  },
]

export interface WalkProps {
  run: Pick<Run<unknown>, 'state'> & { send: (event: { type: 'ADVANCE' | 'SOLVE' | 'RESET' }) => void }
  verdict: () => Verdict
  onPlace: (place: Place | undefined) => void
}

export function Walk({ run, verdict, onPlace }: WalkProps) {
  const at = useSignal(0)
  const state = run.state.value
  const station = STATIONS[at.value]!
  const busy = state.phase === 'solving'
  useEffect(() => {
    run.send({ type: 'RESET' })
    return () => onPlace(undefined)
  }, [run])
  useEffect(() => onPlace(station.place), [station])
  const end = () => onPlace(undefined)
  function next(): void {
    if (at.value === STATIONS.length - 1) return end()
    const { act } = station
    if (act && state.end !== 'solved') run.send({ type: act })
    at.value++
  }
  return (
    <aside class="walk" aria-label="A walk through the page">
      <p aria-live="polite">
        <span class="figures soft">
          {at.value + 1} of {STATIONS.length}
        </span>{' '}
        <span key={at.value}>{busy ? 'It is thinking.' : station.says(state, verdict())}</span>
      </p>
      <p class="row">
        <Action class="primary" disabled={busy} onClick={next}>
          {station.next}
        </Action>
        <Action class="quiet" onClick={end}>
          Leave the walk
        </Action>
      </p>
    </aside>
  )
}
