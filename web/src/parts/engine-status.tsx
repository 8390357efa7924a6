import type { ComponentChildren } from 'preact'
import { ChooseWeights } from './model-facts.tsx'
import type { Engine } from '../engine.ts'
import { bytes, grouped } from '../words.ts'

interface Props {
  engine: Engine
  missing?: string
  /** Beside the name of the model that thinks. */
  children?: ComponentChildren
}

/** Weights on their way, with the means to stop them, and what went wrong with the last ones. When all is
 * well, which model thinks, and the way back to the page's own; in a room that needs one, what is missing.
 */
export function EngineStatus({ engine, missing, children }: Props) {
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
  if (!loaded.value) return null
  const { source, info } = loaded.value
  return (
    <div class="thinker soft row">
      <button
        type="button"
        class="quiet"
        onClick={() => document.getElementById('model-heading')?.scrollIntoView({ block: 'start' })}
      >
        Thinking with {source.name}, {bytes(info.bytes)}, {grouped(info.parameters)} numbers
      </button>
      {shipped && source !== shipped && (
        <button type="button" class="quiet" onClick={() => engine.load(shipped).catch(() => {})}>
          Back to {shipped.name}
        </button>
      )}
      {children}
    </div>
  )
}
