import type { ModelInfo } from 'hrm-wasm'

type Config = ModelInfo['config']

/** Does it have one state alone (`rules` in core/FORMAT.md)? */
export const hasOneState = ({ rules }: Config): boolean => (rules & 2) > 0

/** Without a model yet, the page's own is on its way. */
export const nameOf = (config: Config | undefined): string =>
  config?.H_layers === 0 ? 'Tiny Recursive Model' : 'Hierarchical Reasoning Model'

/** Where the room's own words would do for any HRM: a paragraph on a relative. */
export const RelativeOnly = ({ config }: { config: Config | undefined }) =>
  config?.H_layers === 0 ? (
    <p>
      <Net config={config} />
    </p>
  ) : null

/** What thinks, in two sentences. */
export function Net({ config }: { config: Config | undefined }) {
  const planner = (
    <>
      The <em class="planner">planner</em>, z<sub>H</sub>, moves slowly and keeps the larger picture; the{' '}
      <em class="worker">worker</em>, z<sub>L</sub>, moves quickly and settles the details under the plan it was handed.
    </>
  )
  if (config?.H_layers !== 0)
    return <>A Hierarchical Reasoning Model is a small recurrent network with two minds at two speeds. {planner}</>
  if (hasOneState(config))
    return (
      <>
        This is a Tiny Recursive Model with one state, z. One small network rewrites it again and again: most times with
        the puzzle before it, and once in each round without.
      </>
    )
  return (
    <>
      This is a Tiny Recursive Model: one small network, and two states that it rewrites in turn, at two speeds.{' '}
      {planner} What tells the two apart is only what the network is shown: the puzzle comes to the worker alone.
    </>
  )
}
