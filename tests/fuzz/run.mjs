// run.mjs SECONDS PROGRAM... - replays the committed corpus through each libFuzzer program and fuzzes with it for
// SECONDS, then the JavaScript parsers for as long. What is found stays in .build/fuzz/NAME for the next run; an input
// that breaks something is left beside it, and its path is printed. Prints how many inputs ran.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parsers } from './parsers.mjs'

const [seconds, ...programs] = process.argv.slice(2)
const seed = Number(process.env.SEED ?? Date.now() % 2 ** 31)
const here = (path) => fileURLToPath(new URL(path, import.meta.url))
let inputs = 0
let passed = 0
let failed = 0

/** @param {string} name @param {boolean} right @param {number} count @param {string} [detail] */
function report(name, right, count, detail = '') {
  inputs += count
  right &&= count > 0
  if (right) passed++
  else failed++
  console.log(`${right ? 'ok' : 'FAILED'} ${name}: ${count.toLocaleString('en')} inputs${detail}`)
}

for (const program of programs) {
  const name = basename(program).replace('fuzz-', '')
  const found = join(dirname(program), name)
  mkdirSync(found, { recursive: true })
  const [target] = name.split('-')
  const corpus = here(`corpus/${target}`)
  const dictionary = here(`${target}.dict`)
  const common = [
    '-timeout=10',
    '-rss_limit_mb=2048',
    '-print_final_stats=1',
    '-verbosity=1',
    `-artifact_prefix=${found}-`,
  ]
  const run = (/** @type {string[]} */ ...args) => {
    const { status, stderr } = spawnSync(program, [...common, ...args], { encoding: 'utf8', maxBuffer: 2 ** 28 })
    const count = Number(/stat::number_of_executed_units:\s*(\d+)/.exec(stderr)?.[1] ?? 0)
    if (status !== 0) console.log(stderr.split('\n').slice(-60).join('\n'))
    return { right: status === 0, count, coverage: [...stderr.matchAll(/ cov: (\d+)/g)].at(-1)?.[1] }
  }
  const files = readdirSync(corpus).length
  const replayed = run('-runs=0', corpus)
  report(`${name}, corpus`, replayed.right && replayed.count >= files, replayed.count)
  const fuzzed = run(
    `-max_total_time=${seconds}`,
    `-seed=${seed}`,
    '-max_len=4096',
    ...(existsSync(dictionary) ? [`-dict=${dictionary}`] : []),
    found,
    corpus,
  )
  report(`${name}, ${seconds} s`, fuzzed.right, fuzzed.count, `, ${fuzzed.coverage} edges`)
}
for (const [name, parser] of Object.entries(parsers)) {
  const { count, fault } = await parser(seed, Math.max(1, Number(seconds) / Object.keys(parsers).length))
  if (fault) console.log(fault)
  report(`${name}, JavaScript`, !fault, count)
}
console.log(`seed ${seed}; ${inputs.toLocaleString('en')} inputs in all`)
console.log(`fuzz: ${passed} passed, ${failed} failed`)
process.exit(failed ? 1 : 0)
