// One segment of a model of the family once more, in float64 and word by word as core/MODEL.md tells it: for sizes that no
// project's own code has computed. tests/wasm/family.test.mjs holds it against what their code has computed.

/** @typedef {{ shape: number[], values: ArrayLike<number> }} Matrix row by row */
/** @typedef {Map<string, Matrix>} Weights by the names of core/FORMAT.md */
/** @typedef {import('../../wasm/src/layout.js').Config} Config */
/** @typedef {Float64Array<ArrayBuffer>[]} Rows */

/** @param {Rows} x @param {Matrix} matrix @returns {Rows} x W' */
const times = (x, { shape: [rows, cols], values }) =>
  x.map((row) =>
    Float64Array.from({ length: rows }, (_, r) => {
      let sum = 0
      for (let c = 0; c < cols; c++) sum += values[r * cols + c] * row[c]
      return sum
    }),
  )
/** @param {Rows} a @param {Rows} b @returns {Rows} */
const plus = (a, b) => a.map((row, t) => row.map((value, i) => value + b[t][i]))
/** @param {Rows} x @returns {Rows} */
const turned = (x) => Array.from(x[0], (_, i) => Float64Array.from(x, (row) => row[i]))
/** @param {Rows} x @param {number} eps @returns {Rows} */
const rms = (x, eps) =>
  x.map((row) => {
    const scale = 1 / Math.sqrt(row.reduce((sum, value) => sum + value * value, 0) / row.length + eps)
    return row.map((value) => value * scale)
  })
/** @param {Rows} x @param {Matrix} gateUp @param {Matrix} down @returns {Rows} */
function swiglu(x, gateUp, down) {
  const inner = gateUp.shape[0] / 2
  const hidden = times(x, gateUp).map((row) =>
    Float64Array.from({ length: inner }, (_, i) => (row[i] / (1 + Math.exp(-row[i]))) * row[inner + i]),
  )
  return times(hidden, down)
}
/** @param {Float64Array} u one head @param {number} t @param {number} theta */
function rotated(u, t, theta) {
  const half = u.length / 2
  return u.map((value, i) => {
    const angle = t * theta ** ((-2 * (i % half)) / u.length)
    return value * Math.cos(angle) + (i < half ? -u[i + half] : u[i - half]) * Math.sin(angle)
  })
}
/** @param {Rows} x @param {Matrix} qkv @param {Matrix} out @param {Config} config @returns {Rows} */
function attention(x, qkv, out, { num_heads, hidden_size, pos_encodings, rope_theta }) {
  const d = hidden_size / num_heads
  const all = times(x, qkv)
  const result = x.map(() => new Float64Array(hidden_size))
  for (let head = 0; head < num_heads; head++) {
    const [q, k, v] = [0, 1, 2].map((part) =>
      all.map((row, t) => {
        const slice = row.slice(part * hidden_size + head * d, part * hidden_size + (head + 1) * d)
        return part < 2 && pos_encodings === 0 ? rotated(slice, t, rope_theta) : slice
      }),
    )
    q.forEach((query, t) => {
      const scores = k.map((key) => key.reduce((sum, value, i) => sum + value * query[i], 0) / Math.sqrt(d))
      const most = Math.max(...scores)
      const weights = scores.map((score) => Math.exp(score - most))
      const total = weights.reduce((a, b) => a + b)
      v.forEach((value, s) => value.forEach((one, i) => (result[t][head * d + i] += (weights[s] / total) * one)))
    })
  }
  return times(result, out)
}

/** What the model computes for one example, segment by segment.
 * @param {Weights} weights @param {Config} config @param {number[]} inputs @param {number} identifier @param {number} segments
 * @returns {{ logits: number[][], q: number[] }[]} */
export function compute(weights, config, inputs, identifier, segments) {
  const { hidden_size: h, puzzle_emb_len: P, pos_encodings, rms_norm_eps: eps, rules = 0 } = config
  const of = (/** @type {string} */ name) => /** @type {Matrix} */ (weights.get(name))
  const row = (/** @type {string} */ name, /** @type {number} */ at, width = h) =>
    Float64Array.from({ length: width }, (_, i) => of(name).values[at * width + i])
  const width = config.puzzle_emb_ndim || P * h
  const prefix = Float64Array.from({ length: P * h }, (_, i) =>
    i < width ? of('puzzle_emb.weights').values[identifier * width + i] : 0,
  )
  const embedding = [
    ...Array.from({ length: P }, (_, t) => prefix.slice(t * h, (t + 1) * h)),
    ...inputs.map((token) => row('embed_tokens.embedding_weight', token)),
  ].map((e, t) => {
    const positions = pos_encodings === 1 ? row('embed_pos.embedding_weight', t) : undefined
    return e.map((value, i) => Math.sqrt(h) * (positions ? Math.SQRT1_2 * (value + positions[i]) : value))
  })
  /** @param {'H' | 'L'} level @param {Rows} x */
  const stack = (level, x) => {
    for (let layer = 0; layer < config[`${level}_layers`]; layer++) {
      const matrix = (/** @type {string} */ name) => of(`${level}_level.layers.${layer}.${name}.weight`)
      if (config.mlp_t_size) {
        const channels = turned(x)
        const mixed = swiglu(channels, matrix('mlp_t.gate_up_proj'), matrix('mlp_t.down_proj'))
        x = turned(rms(plus(channels, mixed), eps))
      } else x = rms(plus(x, attention(x, matrix('self_attn.qkv_proj'), matrix('self_attn.o_proj'), config)), eps)
      x = rms(plus(x, swiglu(x, matrix('mlp.gate_up_proj'), matrix('mlp.down_proj'))), eps)
    }
    return x
  }
  const high = config.H_layers ? 'H' : 'L'
  const single = Boolean(rules & 2)
  let low = embedding.map(() => row('L_init', 0))
  let z = single ? low : embedding.map(() => row('H_init', 0))
  return Array.from({ length: segments }, () => {
    for (let cycle = 0; cycle < config.H_cycles; cycle++) {
      for (let l = 0; l < config.L_cycles; l++)
        if (single) z = stack('L', plus(z, embedding))
        else low = stack('L', plus(low, plus(z, embedding)))
      z = stack(high, single ? z : plus(z, low))
    }
    const [q] = times([z[0]], of('q_head.weight'))
    return {
      logits: times(z.slice(P), of('lm_head.weight')).map((values) => [...values]),
      q: Array.from(q, (value, i) => value + of('q_head.bias').values[i]),
    }
  })
}
