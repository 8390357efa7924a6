// flatten.mjs - the reference's train.json as lines of words for the C test (reference.c says how it reads them).
import { readFileSync, writeFileSync } from 'node:fs'

/** Writes the flattened file; numbers keep all their digits. */
export function flatten(json, out) {
  const data = JSON.parse(readFileSync(json, 'utf8'))
  const lines = [`${data.inputs.length} ${data.inputs[0].length}`]
  data.inputs.forEach((inputs, i) =>
    lines.push(`${data.puzzle_identifiers[i]} ${inputs.join(' ')} ${data.labels[i].join(' ')}`),
  )
  for (const kind of ['softmax_cross_entropy', 'stablemax_cross_entropy']) {
    for (const { loss_sum, lm_loss, q_halt_loss, q_continue_loss, grad } of data.losses[kind]) {
      const tensors = Object.entries(grad)
      lines.push(`${loss_sum} ${lm_loss} ${q_halt_loss} ${q_continue_loss} ${tensors.length}`)
      for (const [name, { shape, norm, sum, first, mid = [] }] of tensors) {
        const count = shape.reduce((a, b) => a * b, 1)
        lines.push(
          `${name.split(' ')[0]} ${shape.length > 1 ? shape.at(-1) : count} ${count} ${norm} ${sum} ${first.length} ${first.join(' ')} ${mid.length} ${mid.join(' ')}`,
        )
      }
    }
  }
  writeFileSync(out, `${lines.join('\n')}\n`)
}
