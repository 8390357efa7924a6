// A checkpoint of HRM's official ARC size, whose puzzle embedding alone has 2.14 GB: by `node tests/wasm/arc-table.mjs FOLDER
// [ROWS]`, and for tests in a small one, or with a hole in the table's place.
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { SavedTensor, writeTorchFile } from './torch-file.mjs'

export const ARC_ROWS = 1_045_829
export const ARC_HIDDEN = 512

/** Any number of a tensor by formula: the same wherever it is computed.
 * @param {number} tensor @param {number} index of the element */
export const formula = (tensor, index) => (((index * 2654435761 + tensor * 40503) % 65521) / 65521 - 0.5) / 8

/** @param {number} tensor @param {number} first element @param {Uint8Array} piece */
function fill(tensor, first, piece) {
  const values = new Float32Array(piece.buffer, piece.byteOffset, piece.length / 4)
  for (let i = 0; i < values.length; i++) values[i] = formula(tensor, first + i)
}

/** @param {number} row of the puzzle embedding @param {number} hidden */
export function puzzleRow(row, hidden) {
  const bytes = new Uint8Array(4 * hidden)
  fill(0, row * hidden, bytes)
  return bytes
}

/** Writes checkpoint, all_config.yaml and identifiers.json to a folder.
 * @param {string} folder @param {{ rows?: number, hidden?: number, layers?: number, heads?: number, cells?: number, only?: number[] }}
 * [size] only: these rows of the table alone, the rest a hole
 */
export async function writeArcCheckpoint(
  folder,
  { rows = ARC_ROWS, hidden = ARC_HIDDEN, layers = 4, heads = 8, cells = 900, only } = {},
) {
  await mkdir(folder, { recursive: true })
  const inner = Math.ceil(Math.round((4 * hidden * 2) / 3) / 256) * 256
  const state = new Map()
  let tensor = 1
  /** @param {string} name @param {number[]} shape */
  const add = (name, shape) => {
    const number = tensor++
    /** @param {number} at @param {Uint8Array} piece */
    const bytes = (at, piece) => fill(number, at / 4, piece)
    state.set(`_orig_mod.model.inner.${name}`, new SavedTensor({ shape, bytes }))
  }
  add('H_init', [hidden])
  add('L_init', [hidden])
  add('embed_tokens.embedding_weight', [12, hidden])
  add('lm_head.weight', [12, hidden])
  add('q_head.weight', [2, hidden])
  add('q_head.bias', [2])
  state.set(
    '_orig_mod.model.inner.puzzle_emb.weights',
    new SavedTensor({
      shape: [rows, hidden],
      bytes: (at, piece) => fill(0, at / 4, piece),
      sparse: only?.map((row) => [4 * row * hidden, puzzleRow(row, hidden)]),
    }),
  )
  for (const level of ['H', 'L'])
    for (let layer = 0; layer < layers; layer++) {
      const block = `${level}_level.layers.${layer}`
      add(`${block}.self_attn.qkv_proj.weight`, [3 * hidden, hidden])
      add(`${block}.self_attn.o_proj.weight`, [hidden, hidden])
      add(`${block}.mlp.gate_up_proj.weight`, [2 * inner, hidden])
      add(`${block}.mlp.down_proj.weight`, [hidden, inner])
    }
  const bytes = await writeTorchFile(join(folder, 'step_518071'), state, { name: 'step_518071' })
  await writeFile(
    join(folder, 'all_config.yaml'),
    `arch:
  name: hrm.hrm_act_v1@HierarchicalReasoningModel_ACTV1
  H_cycles: 2
  L_cycles: 2
  H_layers: ${layers}
  L_layers: ${layers}
  hidden_size: ${hidden}
  num_heads: ${heads}
  expansion: 4
  halt_max_steps: 16
  halt_exploration_prob: 0.1
  pos_encodings: rope
  puzzle_emb_ndim: ${hidden}
`,
  )
  const names = Array.from({ length: rows }, (_, row) => (row ? `puzzle ${row}` : '<blank>'))
  await writeFile(join(folder, 'identifiers.json'), JSON.stringify(names))
  if (cells !== 900)
    await writeFile(
      join(folder, 'dataset.json'),
      JSON.stringify({ seq_len: cells, vocab_size: 12, num_puzzle_identifiers: rows }),
    )
  return bytes
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [folder, rows] = process.argv.slice(2)
  console.log(`${await writeArcCheckpoint(folder, rows ? { rows: Number(rows) } : {})} bytes`)
}
