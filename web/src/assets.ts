/** Files the page loads besides its own code, as URLs of the build. (The solver's are the bridge's own: the build
 * finds them there.)
 */
import type { ModelInfo } from 'hrm-wasm'
import type { WeightsEntry } from 'hrm-wasm/weights'
import manifest from '../../model_weights/manifest.json'
import type { Source } from './source.ts'

/** Those that are there when the page is built. */
const files = import.meta.glob<string>(['../../model_weights/*.hrm', '!../../model_weights/*-f32.hrm'], {
  query: '?url',
  import: 'default',
  eager: true,
})

/** seq_len: cells of the largest puzzle they take. */
type Shipped = Source & { from: WeightsEntry; seq_len: number }

const shipped = new Map(
  Object.entries(files).map(([path, url]): [string, Shipped] => {
    const name = path.slice(path.lastIndexOf('/') + 1)
    const entry = [...manifest.weights, ...manifest.starts].find((one) => one.name === name)
    if (!entry) throw new Error(`model_weights/manifest.json has no ${name}: make weights-manifest.`)
    return [
      name,
      {
        name,
        seq_len: entry.seq_len,
        from: {
          ...entry,
          task: entry.task as ModelInfo['task'],
          url: import.meta.env.SSR ? url : new URL(url, document.baseURI).href,
        },
      },
    ]
  }),
)

/** The shipped weights of a task, those for its larger puzzles, or those that learning begins with, where there are any:
 * what they are is known beforehand, so they are verified and kept.
 */
export const weights = (task: ModelInfo['task'], kind: '' | '-large' | '-start' = '') =>
  shipped.get(`${task}${kind}.hrm`)
