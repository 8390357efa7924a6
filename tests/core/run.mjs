// run.mjs PROGRAM... - runs each build of the core's tests and then compares the digests they printed: the same models
// must have given the same bits in all of them.
import { spawnSync } from 'node:child_process'
import { basename } from 'node:path'
import { RELAXED_OPTIONS } from '../../tools/node-relaxed.mjs'

const digests = new Map() // model -> Map(digest -> builds that gave it)
const builds = process.argv.slice(2)
let failed = 0
for (const program of builds) {
  const build = basename(program, '.js')
  const [command, ...args] = program.endsWith('.js')
    ? [process.execPath, ...(build.startsWith('wasm-relaxed') ? RELAXED_OPTIONS : []), program]
    : [program]
  const { stdout, stderr, status, signal } = spawnSync(command, [...args, `core-${build}`], {
    encoding: 'utf8',
    maxBuffer: 1 << 26,
  })
  const lines = stdout.trimEnd().split('\n')
  for (const line of lines) {
    const [, digest, model] = /^digest ([0-9a-f]{16}) (.+)$/.exec(line) ?? []
    if (!digest) continue
    if (!digests.has(model)) digests.set(model, new Map())
    const of = digests.get(model)
    of.set(digest, [...(of.get(digest) ?? []), build])
  }
  console.log(lines.filter((line) => !/^(ok|digest) /.test(line)).join('\n'))
  process.stderr.write(stderr)
  if (status !== 0) {
    failed++
    if (!/: \d+ passed, [1-9]\d* failed$/.test(stdout.trimEnd()))
      console.log(`core-${build}: 0 passed, 1 failed (ended by ${signal ?? `status ${status}`})`)
  }
}

let equal = 0
let different = digests.size === 0 ? 1 : 0
for (const [model, of] of digests) {
  const [[digest, from]] = of
  if (of.size === 1 && from.length === builds.length) {
    equal++
    console.log(`same bits in ${from.length} builds: ${digest} ${model}`)
  } else {
    different++
    console.log(
      `DIFFERENT BITS: ${model}: ${[...of].map(([value, where]) => `${value} in ${where.join(', ')}`).join('; ')} (of ${builds.length} builds)`,
    )
  }
}
console.log(`core-digests: ${equal} passed, ${different} failed`)
process.exitCode = failed || different ? 1 : 0
