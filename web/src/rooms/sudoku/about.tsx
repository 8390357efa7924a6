import type { Engine } from '../../engine.ts'
import { Net, hasOneState } from '../../parts/net.tsx'

export function About({ engine }: { engine: Engine }) {
  const config = engine.loaded.value?.info.config
  return (
    <section class="about" aria-labelledby="about-heading">
      <h2 id="about-heading">What you are watching</h2>
      <p class="opening">
        <Net config={config} />
      </p>
      <p>
        One round of all this is a <strong>segment</strong>. After it, the model writes down its best digit for all 81
        cells at once, and the board shows them: dark ink where it is sure, pale with a bar below where it is in doubt.
        Then it thinks on, from where it was. Cells it has just changed are marked.
      </p>
      <p>
        A small <strong>Q head</strong> reads the {config && hasOneState(config) ? 'state' : 'planner'} and says after
        every segment what it thinks of halting{config?.H_layers === 0 ? '' : ' and of continuing'}. In training it
        learned to halt when the answer is right. It is an opinion, shown here for what it is.
      </p>
      <p>
        The verdict is not the model’s. The page checks every row, column, box and given by the rules of Sudoku, and
        stops at the first grid that passes. The rules only check. They never fill a cell, and there is no search and no
        solver behind the network.
      </p>
      <p>
        Where it comes to nothing, it may try again differently: the same puzzle with other digits for the digits, rows
        and columns in another order, mirrored. To the rules that is all one, to the network it is not. The board shows
        each attempt written back, in the cells and digits of your puzzle. In these attempts it may also bet: one of its
        own half-sure digits is handed back to it as if it stood in the puzzle, and is framed on the board.
      </p>
    </section>
  )
}
