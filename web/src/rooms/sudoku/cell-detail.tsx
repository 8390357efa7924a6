import type { Step } from 'hrm-wasm';
import { percent } from '../../words.ts';
import { digitProbabilities } from './board.tsx';
import { column, row } from './puzzle.ts';

interface Props {
  cell: number;
  given: number;
  steps: readonly Step[];
  shown: number;
}

/** The nine digits of one cell: how likely each is to the model now, and how that came about, segment by segment. */
export function CellDetail({ cell, given, steps, shown }: Props) {
  const step = steps[shown];
  const now = step && digitProbabilities(step, cell);
  const history = steps.map(s => digitProbabilities(s, cell));
  return (
    <section class="cell-detail" aria-labelledby="cell-heading">
      <h2 id="cell-heading">Row {row(cell) + 1}, column {column(cell) + 1}</h2>
      {!now ? (
        <p class="soft">{given ? `Given: ${given}.` : 'Empty.'} Once the model thinks, its nine candidates for this cell stand here.</p>
      ) : (
        <>
          <p class="soft">
            {given ? `The puzzle gives ${given}. ` : ''}Entropy {step.entropy[cell]!.toFixed(2)} bits after segment {step.segment}.
          </p>
          <table>
            <thead class="unseen"><tr><th scope="col">Digit</th><th scope="col">By segment</th><th scope="col">Now</th></tr></thead>
            <tbody>
              {now.map((p, i) => (
                <tr key={i} class={p === Math.max(...now) ? 'top' : ''}>
                  <th scope="row">{i + 1}</th>
                  <td>
                    <svg viewBox={`0 0 ${Math.max(16, history.length)} 1`} preserveAspectRatio="none" aria-hidden="true">
                      {history.map((then, s) => then && <rect key={s} x={s + 0.04} y={0} width={0.92} height={1} class={s === shown ? 'now' : ''} fill-opacity={0.06 + 0.94 * then[i]!} />)}
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
  );
}
