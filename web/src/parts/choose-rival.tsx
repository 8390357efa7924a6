import { useSignal } from '@preact/signals'
import { toFault } from '../fault.ts'
import type { Rivalry } from '../thinking/rival.ts'
import { ChooseFile } from './choose-file.tsx'

/** Asks for the weights of a second model, and says why they cannot be used. */
export function ChooseRival<P>({ rivalry, label }: { rivalry: Rivalry<P>; label: string }) {
  const refusal = useSignal('')
  return (
    <div class="choose-rival row">
      <ChooseFile
        label={label}
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
      {refusal.value && (
        <p class="words bad" role="alert">
          {refusal.value}
        </p>
      )}
    </div>
  )
}
