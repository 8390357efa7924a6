// Writes what package, command line, page and element say of ../shared/cases into tests/README.md (make cases-table).
import { readFile, writeFile } from 'node:fs/promises'
import { inRepository } from '../wasm/support.mjs'
import { RIGHT, openWays, sayings, tableOf } from './cases.mjs'

const path = inRepository('tests/README.md')
const { ways, close } = await openWays()
const rows = []
for (const kind of Object.keys(RIGHT)) rows.push(...(await sayings(ways, kind)))
await close()
const readme = await readFile(path, 'utf8')
const table = /\| files \| right value \|[\s\S]*?\n(?=\n)/
if (!table.test(readme)) throw new Error('tests/README.md has no table of files and right values.')
await writeFile(
  path,
  readme.replace(table, () => `${tableOf(rows)}\n`),
)
