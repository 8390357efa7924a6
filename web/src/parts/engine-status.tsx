import { ChooseWeights } from './model-facts.tsx'
import type { Engine } from '../engine.ts'
import { bytes } from '../words.ts'

/** Weights on their way, with the means to stop them, and what went wrong with the last ones. Nothing when all is
 * well, but for a word on a model that is not the page's own, and in a room that needs one on what is missing.
 */
export function EngineStatus({ engine, missing }: { engine: Engine; missing?: string }) {
  const progress = engine.progress.value
  const fault = engine.fault.value
  if (progress) {
    const { doing, name, loaded, total } = progress
    return (
      <div class="engine-status">
        <p>
          {doing} {name}
          <span class="figures">
            {' '}
            {loaded > 0 && bytes(loaded)}
            {total !== undefined && ` of ${bytes(total)}`}
          </span>
        </p>
        <progress aria-label={`${doing} ${name}`} {...(total ? { value: loaded, max: total } : {})} />
        <button type="button" class="quiet" onClick={() => engine.cancel()}>
          Cancel
        </button>
      </div>
    )
  }
  if (fault) {
    const kept = engine.loaded.value
    return (
      <div class="notice bad" role="alert">
        <p>
          <strong>{fault.title}</strong> {fault.reason}{' '}
          {kept ? `The page goes on with ${kept.source.name}.` : fault.advice}
        </p>
        <p class="row">
          {!kept && !fault.final && (
            <button type="button" onClick={() => engine.ready().catch(() => {})}>
              Try again
            </button>
          )}
          <button type="button" class="quiet" onClick={() => (engine.fault.value = undefined)}>
            Dismiss
          </button>
        </p>
      </div>
    )
  }
  if (engine.phase.value === 'absent' && missing !== undefined) {
    return (
      <div class="notice calm">
        <p>
          <strong>This room has no model yet.</strong> {missing}
        </p>
        <ChooseWeights />
      </div>
    )
  }
  const { loaded, shipped } = engine
  if (!loaded.value || !shipped || loaded.value.source === shipped) return null
  return (
    <p class="thinker soft row">
      <span>
        Thinking with {loaded.value.source.name}, {bytes(loaded.value.info.bytes)}.
      </span>
      <button type="button" class="quiet" onClick={() => engine.load(shipped).catch(() => {})}>
        Back to {shipped.name}
      </button>
    </p>
  )
}
