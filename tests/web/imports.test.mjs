// What the page's modules know of each other.
import assert from 'node:assert/strict'
import { readFileSync, readdirSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { fileURLToPath } from 'node:url'
import { test } from 'node:test'

const root = fileURLToPath(new URL('../../web/src/', import.meta.url))
const modules = readdirSync(root, { recursive: true }).filter((name) => /\.tsx?$/.test(name))
/** Of types too, and those that are fetched later. */
const importsOf = (name) =>
  Array.from(
    readFileSync(join(root, name), 'utf8').matchAll(/(?:from|import|import\(|new URL\()\s*'(\.[^']*\.tsx?)'/g),
    ([, to]) => normalize(join(dirname(name), to)),
  )

test('no module of the page imports itself by way of others', (t) => {
  const imports = new Map(modules.map((name) => [name, importsOf(name)]))
  const edges = [...imports.values()].flat()
  t.diagnostic(`${modules.length} modules, ${edges.length} imports`)
  assert.ok(edges.length > modules.length)
  for (const to of edges) assert.ok(imports.has(to), `${to} is there`)
  const whole = new Set()
  const visit = (name, way) => {
    assert.ok(!way.includes(name), `a circle: ${[...way.slice(way.indexOf(name)), name].join(' -> ')}`)
    if (whole.has(name)) return
    for (const next of imports.get(name)) visit(next, [...way, name])
    whole.add(name)
  }
  for (const name of modules) visit(name, [])
})
