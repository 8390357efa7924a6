// What a weights file says of where it comes from, in words: its architecture, whose code had trained it, and what its
// converter inferred (the field `origin` in core/FORMAT.md).
import { RULE } from './layout.js'

/** By the first byte. */
const SOURCES = [
  'not noted',
  'a checkpoint of HRM’s code',
  'a checkpoint of TRM’s code',
  'a checkpoint of EqR’s code',
  'a checkpoint of HRM-mini’s code',
  'a checkpoint of HRM’s port to transformers',
  'a checkpoint of nano-trm’s code',
]
/** By the bits of the second byte. */
const INFERRED = [
  'vocab_size',
  'seq_len',
  'num_puzzle_identifiers',
  'cycles or halt_max_steps',
  'constants of the norms or of RoPE',
  'initial states (drawn)',
]

/** @param {{ H_layers: number, mlp_t_size?: number, rules?: number, update_rate?: number, origin?: number }} config
 * @returns {{ architecture: string, source: string, inferred: string[] }} */
export function originOf({ H_layers, mlp_t_size = 0, rules = 0, update_rate = 0, origin = 0 }) {
  const net = H_layers ? 'HRM' : rules & RULE.singleZ ? 'TRM with one state' : 'TRM'
  const words = [net, mlp_t_size ? 'token mixing' : 'attention', ...(update_rate ? ['damped updates'] : [])]
  return {
    architecture: words.join(', '),
    source: SOURCES[origin & 255] ?? 'unknown',
    inferred: INFERRED.filter((_, bit) => (origin >> (8 + bit)) & 1),
  }
}
