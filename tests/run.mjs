// Runs every suite, one make target each, two at a time, prints what each wrote once it ends and adds up what they
// counted. A suite counts by lines "N passed, N failed" or by the closing of node's test runner. One that fails without
// counting a failure, or that ran no test at all, counts as one failure. `node tests/run.mjs core wasm` runs only
// those.
import { spawn, spawnSync } from 'node:child_process'

// The longest first, so that none is left alone at the end.
const suites = [
  'web',
  'weights',
  'train',
  'core',
  'wasm',
  'sudoku',
  'element',
  'tools-quick',
  'offline',
  'learn',
  'fuzz',
  'format',
  'package',
  'maze',
]
// What several suites need; two at once would build it twice.
const shared = ['wasm', 'web', 'trainer', 'puzzle-tools', 'checked-tools', 'tests/node_modules', 'web/node_modules']
const chosen = process.argv.slice(2).length ? process.argv.slice(2) : suites
for (const name of chosen) {
  if (!suites.includes(name)) {
    console.error(`no suite "${name}"; there are: ${suites.join(', ')}`)
    process.exit(2)
  }
}

/** @returns {Promise<{passed: number, failed: number, seconds: number, output: string}>} */
function run(name) {
  return new Promise((resolve) => {
    const started = Date.now()
    const child = spawn('make', ['--no-print-directory', `test-${name}`], { stdio: ['ignore', 'pipe', 'inherit'] })
    let passed = 0
    let failed = 0
    let rest = ''
    let output = ''
    const count = (line) => {
      const own = /^(?:[\w-]+: )?(\d+) passed, (\d+) failed/.exec(line)
      if (own) {
        passed += Number(own[1])
        failed += Number(own[2])
      }
      const node = /^(?:#|ℹ) (pass|fail|cancelled) (\d+)$/.exec(line)
      if (node) {
        if (node[1] === 'pass') passed += Number(node[2])
        else failed += Number(node[2])
      }
    }
    child.stdout.setEncoding('utf8')
    child.stdout.on('data', (text) => {
      output += text
      const lines = (rest + text).split('\n')
      rest = lines.pop()
      lines.forEach(count)
    })
    child.on('close', (code) => {
      count(rest)
      if (code !== 0 && failed === 0) failed = 1
      if (passed + failed === 0) failed = 1
      resolve({ passed, failed, seconds: (Date.now() - started) / 1000, output })
    })
  })
}

if (chosen.length > 1) {
  const built = spawnSync('make', ['--no-print-directory', ...shared], { stdio: ['ignore', 'inherit', 'inherit'] })
  if (built.status !== 0) {
    console.log('0 passed, 1 failed')
    process.exit(1)
  }
}

let passed = 0
let failed = 0
const table = []
const waiting = [...chosen]
async function lane() {
  for (let name = waiting.shift(); name; name = waiting.shift()) {
    const result = await run(name)
    console.log(`\n== ${name}\n${result.output}`)
    passed += result.passed
    failed += result.failed
    table.push(
      `${name.padEnd(11)} ${String(result.passed).padStart(6)} passed ${String(result.failed).padStart(4)} failed ${result.seconds.toFixed(0).padStart(5)} s`,
    )
  }
}
await Promise.all([lane(), lane()])
console.log(`\n${table.join('\n')}\n`)
console.log(`${passed} passed, ${failed} failed`)
process.exit(failed ? 1 : 0)
