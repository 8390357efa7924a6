import { useSignal } from '@preact/signals'
import { taskWithId, type Task } from 'hrm-wasm/tasks'
import { list, open, remove, type KeptWeights } from 'hrm-wasm/weights'
import { useEffect } from 'preact/hooks'
import type { Engine } from '../engine.ts'
import { bytes } from '../words.ts'

/** What the browser keeps of the weights that were used: to use again in the room of their task, or to delete. */
export function KeptList({ engine }: { engine: Engine }) {
  const kept = useSignal<readonly (KeptWeights & { task: Task })[]>([])
  const refresh = async () => {
    kept.value = (await list()).map((one) => ({ ...one, task: taskWithId(one.taskId) }))
  }
  useEffect(() => void refresh(), [engine.kept.value])
  if (!kept.value.length) return null
  const inUse = engine.loaded.value?.info.sha256
  return (
    <>
      <h3 id="kept-heading">Kept in this browser</h3>
      <ul class="kept" aria-labelledby="kept-heading">
        {kept.value.map(({ name, bytes: size, sha256, task }) => (
          <li key={sha256}>
            <span>
              {name}{' '}
              <span class="soft figures">
                {task.noun}, {bytes(size)}
                {sha256 === inUse && ', in use'}
              </span>
            </span>
            {task.name === engine.task && (
              <button
                type="button"
                class="quiet"
                aria-label={`Use ${name}`}
                onClick={async () => {
                  const from = await open(sha256)
                  if (from)
                    engine.load({ name, from }).catch(() => {}) // the engine's signals tell
                  else await refresh()
                }}
              >
                Use
              </button>
            )}
            <button
              type="button"
              class="quiet"
              aria-label={`Delete ${name}`}
              onClick={async () => {
                await remove(sha256)
                await refresh()
              }}
            >
              Delete
            </button>
          </li>
        ))}
      </ul>
    </>
  )
}
