import type { ComponentChildren } from 'preact'
import type { State } from '../thinking/machine.ts'
import type { Rival, Rivalry } from '../thinking/rival.ts'
import type { Thought } from '../thinking/states.ts'
import type { Verdict } from '../thinking/verdict.ts'
import { bytes } from '../words.ts'
import { ChooseRival } from './choose-rival.tsx'
import { EngineStatus } from './engine-status.tsx'

interface Props<P> {
  rivalry: Rivalry<P>
  rival: Rival<P>
  board: (step: Thought | undefined) => ComponentChildren
  says: (state: State<P>) => Verdict
}

/** The second model's board, beside the first one's. */
export function RivalBoard<P>({ rivalry, rival, board, says }: Props<P>) {
  const { headline, text, tone } = says(rival.run.state.value)
  const loaded = rival.engine.loaded.value
  return (
    <section class="rival" aria-label="The second model">
      <h2>
        {loaded?.source.name} {loaded && <span class="soft">{bytes(loaded.info.bytes)}</span>}
      </h2>
      {board(rival.run.onView)}
      <div class={`verdict ${tone}`}>
        <p class="headline" key={headline}>
          {headline}
        </p>
        <p key={text}>{text}</p>
      </div>
      <EngineStatus engine={rival.engine} />
      <div class="row">
        <ChooseRival rivalry={rivalry} label="Another second model" />
        <button type="button" class="quiet" onClick={() => rivalry.dismiss()}>
          Without it
        </button>
      </div>
    </section>
  )
}
