import type { ModelInfo } from 'hrm-wasm'
import { count } from '../words.ts'
import { hasOneState } from './net.tsx'

/** As many are drawn one by one; of more the first ones and the last, with their number. */
const CIRCLES_MOST = 48
const FEW = 5

/** One segment as the model computes it: in each H cycle the worker z_L updates L_cycles times, then the planner z_H
 * once. In HRM each has a network of its own, in TRM one network, the frame, does both; with one state there is no second
 * one to update.
 */
export function SegmentDiagram({ config }: { config: ModelInfo['config'] }) {
  const { H_cycles, L_cycles, H_layers } = config
  const single = hasOneState(config)
  const cut = H_cycles * (L_cycles + 1) > CIRCLES_MOST && L_cycles > FEW
  const drawn = cut ? FEW : L_cycles
  // A model of so many H cycles gets its figures in words only.
  if (H_cycles * (drawn + 1) > CIRCLES_MOST)
    return (
      <p class="soft">
        One segment: {H_cycles} H cycles of {L_cycles} L cycles each.
      </p>
    )
  const step = cut ? 20 : 16
  const columns = H_cycles * drawn
  const x = (column: number) => 12 + column * step
  const cycles = Array.from({ length: H_cycles }, (_, h) => h)
  return (
    <figure class="segment-diagram">
      <svg
        viewBox={`0 0 ${columns * step + 8} 64`}
        style={{ '--width': `${columns * step * 1.6 + 40}px` }}
        role="img"
        aria-label={
          single
            ? `One segment: ${H_cycles} times ${L_cycles} updates with the puzzle and one without`
            : `One segment: ${H_cycles} times ${L_cycles} worker updates and one planner update`
        }
      >
        {!H_layers && <rect class="net" x={1} y={1} width={columns * step + 6} height={62} rx={10} />}
        <g class="planner">
          {cycles.map((h) => {
            const end = x((h + 1) * drawn - 1)
            const start = h ? x(h * drawn - 1) : undefined
            return (
              <g key={h}>
                {start !== undefined && <line x1={start + 7} y1={14} x2={end - 7} y2={14} />}
                <line x1={end} y1={44} x2={end} y2={21} />
                <circle cx={end} cy={14} r={7} />
              </g>
            )
          })}
        </g>
        <g class="worker">
          <line x1={x(0)} y1={50} x2={x(columns - 1)} y2={50} />
          {Array.from({ length: columns }, (_, i) =>
            // The one before the last stands for all that are left out.
            cut && i % drawn === drawn - 2 ? (
              <text key={i} x={x(i)} y={36} class="times">
                × {L_cycles}
              </text>
            ) : (
              <circle key={i} cx={x(i)} cy={50} r={4.5} />
            ),
          )}
        </g>
      </svg>
      <figcaption>
        <span class="key planner">
          {single ? (
            'without the puzzle'
          ) : (
            <>
              planner z<sub>H</sub>
            </>
          )}
        </span>{' '}
        <span class="key worker">
          {single ? (
            'with the puzzle'
          ) : (
            <>
              worker z<sub>L</sub>
            </>
          )}
        </span>
        <span>
          One segment: {H_cycles} × (
          {single
            ? `${count(L_cycles, 'update')} of z with the puzzle, 1 without`
            : `${count(L_cycles, 'worker update')}, 1 planner update`}
          ){!H_layers && ', all by one network'}
        </span>
      </figcaption>
    </figure>
  )
}
