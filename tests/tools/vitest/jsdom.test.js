// @vitest-environment jsdom
import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { simulated } from './simulated.js'

for (const entry of ['hrm-wasm', 'hrm-wasm/inline'])
  test(entry, { timeout: 120_000 }, async () => {
    const api = entry === 'hrm-wasm' ? await import('hrm-wasm') : await import('hrm-wasm/inline')
    expect(await simulated(api, new Uint8Array(await readFile('public/models/sudoku.hrm')))).toBe('ok')
  })
