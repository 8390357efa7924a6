import type { Engine, Loaded } from '../engine.ts'
import { useFiles } from '../files/open-files.ts'
import { bytes, count, grouped } from '../words.ts'
import { ChooseFile } from './choose-file.tsx'
import { later } from './later.tsx'
import { SegmentDiagram } from './segment-diagram.tsx'
import { WhenSeen } from './when-seen.tsx'

const Origin = later(async () => (await import('./origin.tsx')).Origin)
const KeptList = later(async () => (await import('./kept-weights.tsx')).KeptList)

const DTYPE = { f32: '32-bit floats', q8: '8-bit integers', q4: '4-bit integers' }

/** What the loaded model says of itself, and the way to load another. */
export function ModelFacts({ engine }: { engine: Engine }) {
  const loaded = engine.loaded.value
  return (
    <section class="model-facts" aria-labelledby="model-heading">
      <h2 id="model-heading">The model in this page</h2>
      {loaded ? (
        <Facts {...loaded} />
      ) : (
        <p class="soft">
          {engine.phase.value === 'absent' ? 'There is none yet.' : 'Its numbers appear once it is loaded.'}
        </p>
      )}
      <p class="row">
        <ChooseWeights />
      </p>
      <p class="soft">
        A .hrm file, or a checkpoint of HRM, TRM or a relative as its PyTorch code saved it, with its configuration; or
        drop the file, or the folder, anywhere on the page. All of it is checked to the last byte before it is used, and
        it stays in this browser.
      </p>
      <WhenSeen>
        <KeptList engine={engine} />
      </WhenSeen>
    </section>
  )
}

export function ChooseWeights() {
  const open = useFiles()
  // The file of a checkpoint has no extension by which to look for it.
  return <ChooseFile label="Choose weights" multiple onFile={(_, all) => open(all)} />
}

function Facts({ info, variantReason, source }: Loaded) {
  const c = info.config
  return (
    <>
      <SegmentDiagram config={c} />
      <dl class="facts">
        <dt>Weights</dt>
        <dd>
          {source.name}, {bytes(info.bytes)}, {DTYPE[info.dtype]}
        </dd>
        <dt>Parameters</dt>
        <dd>{grouped(info.parameters)}</dd>
        <dt>Shape</dt>
        <dd>
          hidden size {c.hidden_size}, {c.mlp_t_size ? 'token mixing' : count(c.num_heads, 'head')},{' '}
          {c.H_layers
            ? `${count(c.H_layers, 'H layer')}, ${count(c.L_layers, 'L layer')}`
            : `${count(c.L_layers, 'layer')} for both states (TRM)`}
        </dd>
        {(c.origin > 0 || !c.H_layers || source.notes) && <Origin config={c} notes={source.notes ?? []} />}
        <dt>Runs on</dt>
        <dd>WebAssembly, {variantReason}</dd>
        <dt>SHA-256</dt>
        <dd class="hash">{info.sha256}</dd>
      </dl>
    </>
  )
}
