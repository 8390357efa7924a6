// check-module.mjs FILE VARIANT - refuses a module that is too large, imports something, does not start or is not the variant it should be.
import { readFileSync } from 'node:fs'
import assert from 'node:assert/strict'
import { setFlagsFromString } from 'node:v8'
import { RELAXED_OPTIONS } from '../../tools/node-relaxed.mjs'

const [file, variant] = process.argv.slice(2)
if (variant === 'relaxed') RELAXED_OPTIONS.forEach((option) => setFlagsFromString(option))
const bytes = readFileSync(file)
assert.ok(bytes.length < 65536, `${file} has ${bytes.length} bytes; the limit is 65535`)
const module = new WebAssembly.Module(bytes)
assert.deepEqual(WebAssembly.Module.imports(module), [], `${file} must import nothing`)

const { exports } = new WebAssembly.Instance(module)
const text = (address) => {
  const memory = new Uint8Array(exports.memory.buffer)
  return new TextDecoder().decode(memory.subarray(address, memory.indexOf(0, address)))
}
assert.equal(text(exports.variant()), variant)
assert.equal(text(exports.status_name(0)), 'HRM_OK')
assert.equal(exports.memory.grow(1), 2, 'the memory starts with two pages and can grow')
const file_at = exports.__heap_base.value + 63 & ~63
assert.equal(text(exports.status_name(exports.model_map(exports.__heap_base.value, file_at, 0, 0))), 'HRM_ERROR_TRUNCATED')
console.log(`${file}: ${bytes.length} bytes, runs`)
