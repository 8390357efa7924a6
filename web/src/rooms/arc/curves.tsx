import { rightCells } from './learning.ts'
import type { Kept } from './practice.ts'

const HEIGHT = 60

/** How much of the examples the nets get right, and of how much of the test they make the same, over the budget. */
export function Curves({ run }: { run: Kept }) {
  const { curve, look } = run
  const line = (value: (point: Kept['curve'][number]) => number) =>
    curve.map((point, i) => `${i ? 'L' : 'M'}${100 * point.share} ${HEIGHT - (HEIGHT - 4) * value(point) - 2}`).join('')
  const [right, all] = look ? rightCells(run.task, look) : [0, 0]
  const now = 100 * curve.at(-1)!.share
  return (
    <figure class="curves">
      <svg viewBox={`0 0 100 ${HEIGHT}`} preserveAspectRatio="none" aria-hidden="true">
        <path class="axis" d={`M0 2h100M0 ${HEIGHT - 2}h100`} />
        <path class="cursor" d={`M${now} 0v${HEIGHT}`} />
        <path class="examples-curve" d={line(({ examples }) => examples)} />
        <path class="agreed-curve" d={line(({ agreed }) => agreed)} />
      </svg>
      <figcaption>
        <span class="key examples-curve">
          examples it practises on{' '}
          <b>
            {right} of {all}
          </b>{' '}
          cells
        </span>{' '}
        <span class="key agreed-curve">
          the test: its nets agree on{' '}
          <b>
            {look?.agreed ?? 0} of {look?.cells ?? 0}
          </b>{' '}
          cells
        </span>
        <small class="soft">
          All examples are practised on, none is kept back: so the first curve proves nothing of the test. That nets
          begun apart come to the same there is the better sign.
        </small>
      </figcaption>
    </figure>
  )
}
