// The same texts by package, command line, page and element: each says the right value, and the table in tests/README.md
// is what they say.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { after, before, test } from 'node:test'
import { inRepository } from '../wasm/support.mjs'
import { RIGHT, isAbsent, isRight, openWays, sayings, tableOf } from './cases.mjs'

let opened
before(async () => !isAbsent && (opened = await openWays()))
after(() => opened?.close())

const rows = []
for (const kind of Object.keys(RIGHT))
  test(
    `package, command line, page and element say the same of every file of ${kind}`,
    { skip: isAbsent },
    async () => {
      const said = await sayings(opened.ways, kind)
      rows.push(...said)
      assert.ok(said.length > 20)
      const wrong = said.flatMap((row) =>
        Object.entries(row.says).flatMap(([way, words]) =>
          isRight(row, way, words) ? [] : [`${kind}/${row.name}, ${way}: ${words} (right: ${row.right})`],
        ),
      )
      assert.deepEqual(wrong, [])
    },
  )

test('the table in tests/README.md is what they say: make cases-table', { skip: isAbsent }, () => {
  assert.ok(readFileSync(inRepository('tests/README.md'), 'utf8').includes(tableOf(rows)))
})
