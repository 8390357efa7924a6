// Every bit that a model puts out for a puzzle. The same lines run in Node and in a page.

/** Resolves to the logits, q_halt and q_continue of each segment, one after the other, as 32-bit patterns. */
export async function outputBits(runtime, weights, puzzle, options) {
  const model = await runtime.loadModel(weights)
  const bits = []
  for await (const { logits, qHalt, qContinue } of model.solve(puzzle, { ...options, halt: 'none', logits: true }))
    bits.push(...new Uint32Array(new Float32Array([...logits, qHalt, qContinue]).buffer))
  model.close()
  return bits
}
