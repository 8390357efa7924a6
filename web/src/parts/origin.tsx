import type { ModelInfo } from 'hrm-wasm'
import { originOf } from 'hrm-wasm/convert'
import { list } from '../words.ts'

/** Where weights come from that another code had trained, and what their conversion had to say; terms of a list. */
export function Origin({ config, notes }: { config: ModelInfo['config']; notes: readonly string[] }) {
  const { architecture, source, inferred } = originOf(config)
  return (
    <>
      <dt>Architecture</dt>
      <dd>{architecture}</dd>
      {config.origin > 0 && (
        <>
          <dt>From</dt>
          <dd>{source}</dd>
        </>
      )}
      {inferred.length > 0 && (
        <>
          <dt>Inferred</dt>
          <dd>{list(inferred)}</dd>
        </>
      )}
      {notes.length > 0 && (
        <>
          <dt>When it was read</dt>
          <dd>
            <ul class="notes">
              {notes.map((note) => (
                <li key={note}>{note}</li>
              ))}
            </ul>
          </dd>
        </>
      )}
    </>
  )
}
