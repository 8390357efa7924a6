// Data-set folders as the official builders write them (dataset/common.py, build_*_dataset.py of sapientinc/HRM), made in memory.

/** @typedef {{ seq_len: number, vocab_size: number, num_puzzle_identifiers: number, ignore_label_id: number | null,
 * inputs: number[] | Uint16Array, labels: number[] | Int16Array, puzzle_identifiers: number[] | Uint32Array,
 * puzzle_indices: number[] | Uint32Array, group_indices: number[] | Uint32Array }} Dataset */

/** An array as numpy.save writes it.
 * @param {ArrayLike<number>} values @param {number[]} shape @param {string} [descr] @param {boolean} [columnsFirst] */
export function npy(values, shape, descr = '|u1', columnsFirst = false) {
  const width = Number(descr.slice(2))
  const little = descr[0] !== '>'
  const fields = `{'descr': '${descr}', 'fortran_order': ${columnsFirst ? 'True' : 'False'}, 'shape': (${shape.join(', ')}${shape.length === 1 ? ',' : ''}), }`
  const header = fields.padEnd(64 * Math.ceil((fields.length + 11) / 64) - 11) + '\n'
  const bytes = new Uint8Array(10 + header.length + width * values.length)
  bytes.set([0x93, ...Buffer.from('NUMPY'), 1, 0, header.length & 255, header.length >> 8])
  bytes.set(Buffer.from(header), 10)
  const view = new DataView(bytes.buffer, 10 + header.length)
  for (let i = 0; i < values.length; i++) {
    if (width === 8) view.setBigInt64(8 * i, BigInt(values[i]), little)
    else if (width === 4) view.setInt32(4 * i, values[i], little)
    else if (width === 2) view.setInt16(2 * i, values[i], little)
    else view.setInt8(i, values[i])
  }
  return bytes
}

/** A folder's files by name. columns: of the arrays of cells, where that is another than seq_len; cell: their type.
 * @param {Dataset} dataset @param {{ folder?: string, set?: string, sets?: string[], columns?: number,
 * cell?: string }} [how]
 * @returns {Record<string, Uint8Array>} */
export function datasetFiles(
  dataset,
  { folder = '', set = 'all', sets = [set], columns = dataset.seq_len, cell = '|u1' } = {},
) {
  const { seq_len, vocab_size, num_puzzle_identifiers, ignore_label_id, inputs, labels } = dataset
  const { puzzle_identifiers, puzzle_indices, group_indices } = dataset
  const metadata = {
    ...{ seq_len, vocab_size, pad_id: 0, ignore_label_id, blank_identifier_id: 0, num_puzzle_identifiers },
    ...{ total_groups: group_indices.length - 1, mean_puzzle_examples: 1, sets },
  }
  return {
    [`${folder}dataset.json`]: Buffer.from(JSON.stringify(metadata)),
    [`${folder}${set}__inputs.npy`]: npy(inputs, [inputs.length / columns, columns], cell),
    [`${folder}${set}__labels.npy`]: npy(labels, [labels.length / columns, columns], cell),
    ...Object.fromEntries(
      Object.entries({ puzzle_identifiers, puzzle_indices, group_indices }).map(([name, list]) => [
        `${folder}${set}__${name}.npy`,
        npy(list, [list.length], '<i4'),
      ]),
    ),
  }
}
