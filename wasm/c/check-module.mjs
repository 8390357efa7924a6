// check-module.mjs FILE BUILD - refuses a module that is too large, imports what it should not, does not start or is
// not the build it should be.
import { readFileSync } from 'node:fs'
import assert from 'node:assert/strict'
import { setFlagsFromString } from 'node:v8'
import { RELAXED_OPTIONS } from '../../tools/node-relaxed.mjs'

const [file, build] = process.argv.slice(2)
const [variant, threads] = build.split('-')
if (variant === 'relaxed') RELAXED_OPTIONS.forEach((option) => setFlagsFromString(option))
const bytes = readFileSync(file)
assert.ok(bytes.length < 65536, `${file} has ${bytes.length} bytes; the limit is 65535`)
const module = new WebAssembly.Module(bytes)
const imports = threads ? [{ module: 'env', name: 'memory', kind: 'memory' }] : []
assert.deepEqual(
  WebAssembly.Module.imports(module),
  imports,
  `${file} must import ${threads ? 'its memory only' : 'nothing'}`,
)

const shared = threads && new WebAssembly.Memory({ initial: 2, maximum: 65536, shared: true })
const { exports } = new WebAssembly.Instance(module, { env: { memory: shared } })
const memory = shared || exports.memory
const text = (address) => {
  const bytes = new Uint8Array(memory.buffer)
  return new TextDecoder().decode(bytes.slice(address, bytes.indexOf(0, address)))
}
assert.equal(text(exports.variant()), variant)
assert.equal(text(exports.status_name(0)), 'HRM_OK')
assert.equal(memory.grow(1), 2, 'the memory starts with two pages and can grow')
assert.equal(Boolean(exports.team_bytes), Boolean(threads))
const file_at = (exports.__heap_base.value + 63) & ~63
assert.equal(
  text(exports.status_name(exports.model_map(exports.__heap_base.value, file_at, 0, 0))),
  'HRM_ERROR_TRUNCATED',
)
console.log(`${file}: ${bytes.length} bytes, runs`)
