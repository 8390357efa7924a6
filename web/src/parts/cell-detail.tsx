import type { Thought } from '../thinking/states.ts'
import { percent } from '../words.ts'

/** One answer that a cell may have: its token, and how it is written and said. */
export interface Answer {
  token: number
  mark: string
  name: string
}

interface Props {
  heading: string
  /** What the puzzle says of the cell. */
  given: string
  /** Among the model's cells. */
  cell: number
  answers: readonly Answer[]
  steps: readonly Thought[]
  shown: number
}

/** Softmax of one cell's logits, of the tokens asked for. */
export function probabilities(
  step: Thought,
  cell: number,
  answers: readonly Pick<Answer, 'token'>[],
): number[] | undefined {
  const { logits, tokens } = step
  if (!logits) return undefined
  const vocabulary = logits.length / tokens.length
  const own = logits.subarray(cell * vocabulary, (cell + 1) * vocabulary)
  const most = Math.max(...own)
  const powers = Array.from(own, (value) => Math.exp(value - most))
  const sum = powers.reduce((a, b) => a + b, 0)
  return answers.map(({ token }) => powers[token]! / sum)
}

/** The answers of one cell: how likely each is to the model now, and how that came about, segment by segment. */
export function CellDetail({ heading, given, cell, answers, steps, shown }: Props) {
  const step = steps[shown]
  const now = step && probabilities(step, cell, answers)
  const history = steps.map((then) => probabilities(then, cell, answers))
  return (
    <section class="cell-detail" aria-labelledby="cell-heading">
      <h2 id="cell-heading">{heading}</h2>
      {!now ? (
        <p class="soft">{given} Once the model thinks, what it holds possible for this cell stands here.</p>
      ) : (
        <>
          <p class="soft">
            {given} Entropy {step.entropy[cell]!.toFixed(2)} bits after segment {step.segment}
            {step.changed.includes(cell) ? ', changed in it' : ''}.
          </p>
          <table>
            <thead class="unseen">
              <tr>
                <th scope="col">Answer</th>
                <th scope="col">By segment</th>
                <th scope="col">Now</th>
              </tr>
            </thead>
            <tbody>
              {now.map((p, i) => (
                <tr key={i} class={p === Math.max(...now) ? 'likeliest' : ''}>
                  <th scope="row">
                    {answers[i]!.mark}
                    {answers[i]!.name !== answers[i]!.mark && <span> {answers[i]!.name}</span>}
                  </th>
                  <td>
                    <svg
                      viewBox={`0 0 ${Math.max(16, history.length)} 1`}
                      preserveAspectRatio="none"
                      aria-hidden="true"
                    >
                      {history.map(
                        (then, s) =>
                          then && (
                            <rect
                              key={s}
                              x={s + 0.04}
                              y={0}
                              width={0.92}
                              height={1}
                              class={s === shown ? 'now' : ''}
                              fill-opacity={0.06 + 0.94 * then[i]!}
                            />
                          ),
                      )}
                    </svg>
                  </td>
                  <td class="figures">{percent(p)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </>
      )}
    </section>
  )
}
