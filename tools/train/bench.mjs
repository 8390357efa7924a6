// Times hrm-train over the shapes of tools/train/README.md: every configuration in turn, several rounds, medians.
// node tools/train/bench.mjs [ROUNDS] [OPTIONS...] - prints the README's table, with rows of other tasks, which generate their data, where their options are given. Needs `make trainer puzzle-tools` and a quiet
// machine.
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const rounds = Number(process.argv[2] ?? 3)
const bin = fileURLToPath(new URL('../../.build/native/', import.meta.url))
// [options, steps]: so many steps that a run takes a few seconds.
const configurations = [
  ['', 30],
  ['--grad full', 20],
  ['--H-cycles 3 --L-cycles 6', 15],
  ['--hidden 192 --heads 6 --inner 512', 15],
  ['--hidden 256 --heads 8 --inner 512', 10],
  ['--hidden 512 --heads 8 --inner 1536', 3],
  ['--precision f32', 15],
  ['--precision f32-avx2', 8],
  ...process.argv.slice(3).map((options) => [options, 5]),
]

const middle = (values) => values.sort((a, b) => a - b)[values.length >> 1]
const folder = mkdtempSync(join(tmpdir(), 'hrm-bench-'))
const pool = join(folder, 'pool.csv')
writeFileSync(
  pool,
  execFileSync(`${bin}hrm-sudoku`, ['generate', '--count', '5000', '--seed', '1'], {
    stdio: ['ignore', 'pipe', 'ignore'],
  }),
)

function run([options, steps]) {
  const name = join(folder, 'run')
  const data = options.includes('--task') ? [] : ['--data', pool]
  const slots = options.includes('--slots') ? [] : ['--slots', '96']
  execFileSync(
    `${bin}hrm-train`,
    [
      'train',
      ...data,
      ...slots,
      '--name',
      name,
      '--steps',
      String(steps),
      '--log-sec',
      '1',
      ...options.split(' ').filter(Boolean),
    ],
    { stdio: 'ignore' },
  )
  const lines = readFileSync(`${name}.jsonl`, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
    .filter((line) => line.type === 'train')
  rmSync(`${name}.jsonl`)
  // The first line still holds the start of the threads and cold caches.
  const rates = lines.length > 1 ? lines.slice(1) : lines
  return {
    segments_per_s: middle(rates.map((line) => line.segments_per_s)),
    gflops: middle(rates.map((line) => line.gflops)),
  }
}

const results = configurations.map(() => [])
for (let round = 0; round < rounds; round++)
  configurations.forEach((configuration, i) => results[i].push(run(configuration)))
rmSync(folder, { recursive: true })
console.log('| options | segments/s | GFLOP/s |\n|---|---|---|')
configurations.forEach(([options], i) => {
  console.log(
    `| ${options ? `\`${options}\`` : 'width 128, 4 heads, inner 384, H2 L2, last H cycle (defaults)'} | ${Math.round(middle(results[i].map((r) => r.segments_per_s)))} | ${Math.round(middle(results[i].map((r) => r.gflops)))} |`,
  )
})
