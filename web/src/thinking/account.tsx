import { count, milliseconds } from '../words.ts'
import type { Desk } from './desk.ts'
import type { Cost } from './machine.ts'

const ASKED: Record<Cost['asked'], string> = {
  solve: 'Solve',
  longer: 'Think longer',
  keep: 'Keep trying',
}

/** What came of the askings: what each took, the attempts, and the one that came closest, which can be looked at while
 * others are made and after.
 */
export function Account<P>({ desk: { run, kind } }: { desk: Desk<P> }) {
  const { puzzle, attempt, end, best, back, costs } = run.state.value
  const closest = best.at(-1)
  const words = (number: number) => {
    if (number === attempt) return end === 'solved' ? 'solved' : 'now'
    return number === closest?.attempt ? 'no solution, the closest' : 'no solution'
  }
  return (
    <div class="account">
      {attempt > 1 && (
        <ol class="attempts" aria-label="Attempts">
          {Array.from({ length: attempt }, (_, i) => i + 1).map((number) => (
            <li
              key={number}
              class={`${number < attempt ? '' : end === 'solved' ? 'right' : 'now'} ${number === closest?.attempt ? 'best' : ''}`}
            >
              <span class="unseen">
                Attempt {number}: {words(number)}
              </span>
            </li>
          ))}
        </ol>
      )}
      {attempt > 1 && closest && end !== 'solved' && (
        <p class="best-attempt soft figures">
          Best so far: attempt {closest.attempt}, segment {closest.segment}. {kind.judged(puzzle, closest).text}{' '}
          <button type="button" class="quiet" onClick={() => run.send({ type: 'SHOW', best: !back, index: Infinity })}>
            {back ? 'Back to the latest' : 'Show it'}
          </button>
        </p>
      )}
      <ul class="costs figures" aria-label="What each asking took">
        {costs.map(({ asked, segments, ms }, i) => (
          <li key={i}>
            {ASKED[asked]}: {count(segments, 'segment')}, {milliseconds(ms)}
          </li>
        ))}
      </ul>
    </div>
  )
}
