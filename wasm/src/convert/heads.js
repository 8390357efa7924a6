// How relatives of HRM order the rows of their heads, and rotate them by positions of two dimensions; the weights file has
// q, k and v of all heads one after the other, and rotates number j of a head with number j + head_dim / 2.

/** Where HRM-mini has a row of q, k and v: it stores each head's q, k and v together.
 * @param {number} row @param {number} hidden @param {number} heads */
export function rowOfHead(row, hidden, heads) {
  const dim = hidden / heads
  const [part, within] = [Math.floor(row / hidden), row % hidden]
  return 3 * dim * Math.floor(within / dim) + part * dim + (within % dim)
}

/** Where EqR with rope2d has a row of q, k and v: in each half of a head of q and k it rotates number j with number
 * j + head_dim / 4. The same order of q and of k leaves their product as it is.
 * @param {number} row @param {number} hidden @param {number} heads */
export function rowOfPlane(row, hidden, heads) {
  if (row >= 2 * hidden) return row
  const dim = hidden / heads
  const [half, quarter, within] = [dim / 2, dim / 4, row % dim]
  const [pair, upper] = [within % half, within < half ? 0 : quarter]
  return row - within + upper + (pair < quarter ? pair : half + pair - quarter)
}

/** The cosines or sines of two-dimensional RoPE: the first half of a head's pairs turns by a cell's row, the second by
 * its column. Tokens of the prefix have positions of one dimension.
 * @param {{ puzzle_emb_len: number, seq_len: number, hidden_size: number, num_heads: number, rope_theta: number }} config
 * @param {{ columns: number, own: boolean }} plane own: rows and columns have frequencies of their own, over half a head
 * (EqR); else the first half of those of one dimension (nano-trm)
 * @param {(angle: number) => number} wave @param {Float32Array} values [tokens][head_dim / 2] */
export function planeTable(config, { columns, own }, wave, values) {
  const { puzzle_emb_len, seq_len, hidden_size, num_heads, rope_theta } = config
  const half = hidden_size / num_heads / 2
  const quarter = half / 2
  for (let token = 0; token < puzzle_emb_len + seq_len; token++) {
    const cell = token - puzzle_emb_len
    for (let j = 0; j < half; j++) {
      const along = j < quarter ? Math.floor(cell / columns) : cell % columns
      const frequency = rope_theta ** (cell < 0 ? -j / half : -(j % quarter) / (own ? quarter : half))
      values[token * half + j] = wave((cell < 0 ? token : along) * frequency)
    }
  }
}
