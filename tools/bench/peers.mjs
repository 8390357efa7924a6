// Other runtimes on the same work: ../shared/peers, where it is, copied to .build/peers and installed there.
import { execFileSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { runLines } from './run.mjs'

const source = fileURLToPath(new URL('../../../shared/peers/', import.meta.url))
const folder = fileURLToPath(new URL('../../.build/peers/', import.meta.url))

/** Names by engine. */
export const PEERS = { node: 'onnxruntime-web', chromium: 'onnxruntime-web', native: 'onnxruntime-node' }
const BACKENDS = { node: 'web', chromium: 'chrome', native: 'native' }

/** Makes the peers ready. @returns {string | undefined} why they are absent */
export function preparePeers() {
  if (!existsSync(source)) return '../shared/peers is not here'
  if (existsSync(`${folder}node_modules/onnxruntime-web`)) return undefined
  try {
    mkdirSync(folder, { recursive: true })
    cpSync(source, folder, { recursive: true, mode: 0 })
    execFileSync('chmod', ['-R', 'u+w', folder])
    execFileSync('npm', ['install', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], {
      cwd: folder,
      stdio: ['ignore', 'ignore', 'inherit'],
    })
  } catch (error) {
    return `they cannot be installed (${error instanceof Error ? error.message.split('\n')[0] : error})`
  }
  return undefined
}

/** One process: the median ms of its runs and the memory it took.
 * @param {keyof typeof PEERS} engine @param {'f32' | 'q8'} dtype @param {import('./main.mjs').Shape} shape @param {{
 * runs: number, warm: number }} counts */
export async function runPeer(
  engine,
  dtype,
  { hidden, heads, inner, layers, H, L, seq, prefix, vocab },
  { runs, warm },
) {
  const options = {
    backend: BACKENDS[engine],
    quant: dtype === 'q8' ? 'int8' : 'none',
    threads: 1,
    runs,
    warm,
    hidden,
    inter: inner,
    heads,
    seq,
    puzzle: prefix,
    vocab,
    hlayers: layers,
    llayers: layers,
    hcycles: H,
    lcycles: L,
  }
  const args = Object.entries(options).flatMap(([name, value]) => [`--${name}`, String(value)])
  const [line] = await runLines(process.execPath, ['bench_ort.mjs', ...args], folder)
  return { samples: [line.median_ms], memory: line.rss_mb ? line.rss_mb * 1e6 : undefined }
}
