import type { ComponentChildren } from 'preact'
import type { Within } from '../thinking/run.ts'
import type { Thought } from '../thinking/states.ts'
import { count, milliseconds, percent } from '../words.ts'

interface Props {
  /** Of one attempt. */
  steps: readonly Thought[]
  /** The step on view; -1 is the puzzle before the first segment. */
  shown: number
  /** What is on view of the segment that is being thought. */
  within?: Within | undefined
  /** Room for this many segments. */
  limit: number
  onShow: (index: number) => void
  /** Beside the heading. */
  children?: ComponentChildren
}

const HEIGHT = 100
const BARS = 30

const sigmoid = (x: number) => 1 / (1 + Math.exp(-x))

/**
 * Segments from left to right: how many cells each changed, the two halting values, and a slider to go back in time.
 * The picture is stretched to its box; strokes and points keep their size (a point is a stroke of no length with a
 * round cap).
 */
export function Timeline({ steps, shown, within, limit, onShow, children }: Props) {
  const n = steps.length
  const columns = Math.max(limit, n)
  const x = (index: number) => ((index + 1) / columns) * 1000
  const y = (q: number) => 6 + (1 - sigmoid(q)) * (HEIGHT - BARS - 16)
  const line = (value: (step: Thought) => number) =>
    steps.map((step, i) => `${i ? 'L' : 'M'}${x(i)} ${y(value(step))}`).join('')
  const points = (value: (step: Thought) => number) => steps.map((step, i) => `M${x(i)} ${y(value(step))}h.01`).join('')
  const most = Math.max(1, ...steps.map((step) => step.changed.length))
  const halting = steps.findIndex((step) => step.wouldHalt)
  // Weights that were never trained on it say the same of every segment: nothing that is worth a curve.
  const continuing = steps.some(({ qContinue }) => qContinue !== steps[0]!.qContinue)
  const step = steps[shown]
  return (
    <section class="timeline" aria-labelledby="timeline-heading">
      <div class="heading">
        <h2 id="timeline-heading">{step && step.attempt > 1 ? `Segments of attempt ${step.attempt}` : 'Segments'}</h2>
        {children}
      </div>
      <div class="chart">
        <svg viewBox={`0 0 1000 ${HEIGHT}`} preserveAspectRatio="none" aria-hidden="true">
          <path class="axis" d={`M0 ${HEIGHT - BARS - 6}H1000M0 ${HEIGHT}H1000`} />
          {halting >= 0 && <path class="halting" d={`M${x(halting)} 0V${HEIGHT}`} />}
          {shown >= 0 && n > 0 && <path class="cursor" d={`M${x(shown)} 0V${HEIGHT}`} />}
          <path
            class="bars"
            d={steps.map((s, i) => `M${x(i)} ${HEIGHT}v${-(s.changed.length / most) * (BARS - 4)}`).join('')}
          />
          {continuing && <path class="q-continue" d={line((s) => s.qContinue)} />}
          {continuing && <path class="q-continue points" d={points((s) => s.qContinue)} />}
          <path class="q-halt" d={line((s) => s.qHalt)} />
          <path class="q-halt points" d={points((s) => s.qHalt)} />
        </svg>
        {n ? (
          <input
            type="range"
            min={0}
            max={n}
            step={1}
            value={shown + 1}
            style={{ '--share': n / columns }}
            aria-label="Segment on view"
            aria-valuetext={shown < 0 ? 'The puzzle' : `Segment ${shown + 1} of ${n}`}
            onInput={(event) => onShow(Number(event.currentTarget.value) - 1)}
          />
        ) : (
          <p class="waiting">Each segment the model thinks leaves a mark here.</p>
        )}
      </div>
      <p class="legend">
        <span class="key q-halt">
          it thinks it is done (Q halt) <b>{step ? percent(sigmoid(step.qHalt)) : '–'}</b>
        </span>
        {continuing && (
          <span class="key q-continue">
            go on (Q continue) <b>{step ? percent(sigmoid(step.qContinue)) : '–'}</b>
          </span>
        )}
        <span class="key bars">
          cells changed <b>{step ? step.changed.length : '–'}</b>
        </span>
        {halting >= 0 && (
          <span class="key halting">
            it would have stopped at <b>{halting + 1}</b>
          </span>
        )}
      </p>
      <p class="caption">
        {within && shown === n - 1
          ? `Segment ${n + 1}: what it would say after H cycle ${within.cycle} of ${within.of}.`
          : caption(steps, shown)}
      </p>
    </section>
  )
}

function caption(steps: readonly Thought[], shown: number): string {
  if (!steps.length) return ''
  const total = `${count(steps.length, 'segment')} took ${milliseconds(steps.reduce((sum, { ms }) => sum + ms, 0))} in all.`
  const step = steps[shown]
  return step ? `Segment ${step.segment}: ${milliseconds(step.ms)}. ${total}` : `The puzzle as it was given. ${total}`
}
