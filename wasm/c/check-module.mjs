// check-module.mjs FILE BUILD [learn] - refuses a module that is too large, imports what it should not, does not start or is
// not the build it should be.
import { readFileSync } from 'node:fs'
import assert from 'node:assert/strict'
import { setFlagsFromString } from 'node:v8'
import { RELAXED_OPTIONS } from '../../tools/node-relaxed.mjs'

const [file, build, learn] = process.argv.slice(2)
const [variant, threads] = build.split('-')
if (variant.startsWith('relaxed')) RELAXED_OPTIONS.forEach((option) => setFlagsFromString(option))
const bytes = readFileSync(file)
const limit = learn ? 131072 : 65536
assert.ok(bytes.length < limit, `${file} has ${bytes.length} bytes; the limit is ${limit - 1}`)
const module = new WebAssembly.Module(bytes)
const imports = threads ? [{ module: 'env', name: 'memory', kind: 'memory' }] : []
assert.deepEqual(
  WebAssembly.Module.imports(module),
  imports,
  `${file} must import ${threads ? 'its memory only' : 'nothing'}`,
)

const pages = learn ? 8 : 2
const shared = threads && new WebAssembly.Memory({ initial: pages, maximum: 65536, shared: true })
const { exports } = new WebAssembly.Instance(module, { env: { memory: shared } })
const memory = shared || exports.memory
const text = (address) => {
  const bytes = new Uint8Array(memory.buffer)
  return new TextDecoder().decode(bytes.slice(address, bytes.indexOf(0, address)))
}
assert.equal(text(exports.variant()), variant)
assert.equal(text(exports.status_name(0)), learn ? 'HRM_LEARN_OK' : 'HRM_OK')
assert.equal(memory.grow(1), pages, `the memory starts with ${pages} pages and can grow`)
assert.equal(Boolean(exports.team_bytes), Boolean(threads))
const at = (exports.__heap_base.value + 63) & ~63
if (learn) assert.equal(text(exports.status_name(exports.read_state(at, 0, at))), 'HRM_LEARN_ERROR_STATE')
else assert.equal(text(exports.status_name(exports.model_map(at, at + 256, 0, 0))), 'HRM_ERROR_TRUNCATED')
console.log(`${file}: ${bytes.length} bytes, runs`)
