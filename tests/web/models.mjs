// Small models for rooms that ship none: what they say is known beforehand.
import { makeModel, randomWeights, SUDOKU } from '../wasm/support.mjs'

const GRID = { ...SUDOKU, seq_len: 900, grid_rows: 30, grid_cols: 30 }

/** Weights that write, for each token of the puzzle, another: [token] is what it becomes. */
const rewriting =
  (becomes) =>
  ({ name, cols }, values) => {
    values.fill(0)
    if (name === 'embed_tokens.embedding_weight') becomes.forEach((_, token) => (values[token * cols + token] = 1))
    if (name === 'lm_head.weight') becomes.forEach((token, from) => (values[token * cols + from] = 1))
    if (name === 'q_head.bias') values[0] = -1
  }

const MAZE = { ...GRID, task: 2, vocab_size: 6, halt_max_steps: 16 }
export const mazeModels = {
  /** Marks every free cell as path. */
  paving: () => makeModel(MAZE, rewriting([0, 1, 5, 3, 4, 5])),
  random: () => makeModel(MAZE, randomWeights(7)),
  small: () => makeModel({ ...MAZE, seq_len: 100, grid_rows: 10, grid_cols: 10 }, randomWeights(8)),
}
/** Says back the grid it is given, or with the colours 1 and 2 exchanged. It knows seven puzzles. */
export const arcModels = {
  echo: () =>
    makeModel(
      { ...GRID, task: 3, vocab_size: 12, num_puzzle_identifiers: 7 },
      rewriting([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]),
    ),
  swap: () =>
    makeModel(
      { ...GRID, task: 3, vocab_size: 12, num_puzzle_identifiers: 7 },
      rewriting([0, 1, 2, 4, 3, 5, 6, 7, 8, 9, 10, 11]),
    ),
}
export const asFile = (weights, name) => ({ name, mimeType: 'application/octet-stream', buffer: Buffer.from(weights) })
