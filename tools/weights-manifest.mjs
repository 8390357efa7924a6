// weights-manifest.mjs FOLDER - writes FOLDER/manifest.json (its form: wasm/src/weights.d.ts, and seq_len) about the
// weights files there that people load, the smallest of a task first: float32, to train on from, is not among them.
// Those that solve nothing by themselves, NAME-start.hrm, are "starts": who looks for weights of a task does not meet them.
import { createHash } from 'node:crypto'
import { readFile, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createRuntime } from '../wasm/src/index.js'

/** @param {string} folder @returns {Promise<string>} JSON */
export async function manifestOf(folder) {
  const runtime = await createRuntime()
  const [weights, starts] = [[], []]
  for (const name of (await readdir(folder)).filter((file) => /(?<!-f32)\.hrm$/.test(file))) {
    const bytes = await readFile(join(folder, name))
    const model = await runtime.loadModel(bytes)
    const list = name.endsWith('-start.hrm') ? starts : weights
    list.push({
      name,
      task: model.info.task,
      seq_len: model.info.config.seq_len,
      bytes: bytes.length,
      sha256: createHash('sha256').update(bytes).digest('hex'),
    })
    model.close()
  }
  runtime.close()
  for (const list of [weights, starts])
    list.sort((a, b) => a.task.localeCompare(b.task) || a.bytes - b.bytes || a.name.localeCompare(b.name))
  return `${JSON.stringify({ weights, starts }, null, 2)}\n`
}

if (import.meta.url === new URL(process.argv[1], 'file:').href)
  await writeFile(join(process.argv[2], 'manifest.json'), await manifestOf(process.argv[2]))
