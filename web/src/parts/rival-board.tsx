import { useSignal } from '@preact/signals'
import type { ComponentChildren } from 'preact'
import { toFault } from '../fault.ts'
import type { State } from '../thinking/machine.ts'
import type { Rivalry } from '../thinking/rival.ts'
import type { Thought } from '../thinking/states.ts'
import type { Verdict } from '../thinking/verdict.ts'
import { bytes } from '../words.ts'
import { ChooseFile } from './choose-file.tsx'
import { EngineStatus } from './engine-status.tsx'

interface Props<P> {
  rivalry: Rivalry<P>
  board: (step: Thought | undefined) => ComponentChildren
  says: (state: State<P>) => Verdict
}

/** The second model's board, beside the first one's; or the way to have one. */
export function RivalBoard<P>({ rivalry, board, says }: Props<P>) {
  const rival = rivalry.rival.value
  const refusal = useSignal('')
  const choose = (
    <ChooseFile
      label={rival ? 'Another second model' : 'Set a second model beside it'}
      onFile={async (file) => {
        refusal.value = ''
        try {
          await rivalry.invite({ name: file.name, from: file })
        } catch (error) {
          const { title, reason } = toFault(error)
          refusal.value = `${title} ${reason}`
        }
      }}
    />
  )
  const told = refusal.value && (
    <p class="words bad" role="alert">
      {refusal.value}
    </p>
  )
  if (!rival)
    return (
      <div class="rival-invitation">
        {choose}
        {told}
      </div>
    )
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
      <p class="row">
        {choose}
        <button type="button" class="quiet" onClick={() => rivalry.dismiss()}>
          Without it
        </button>
      </p>
      {told}
    </section>
  )
}
