/** @jest-environment jsdom */
import { readFile } from 'node:fs/promises'
import { simulated } from './simulated.js'

for (const entry of ['hrm-wasm', 'hrm-wasm/inline'])
  test(entry, async () => {
    const api = entry === 'hrm-wasm' ? await import('hrm-wasm') : await import('hrm-wasm/inline')
    expect(await simulated(api, new Uint8Array(await readFile('public/models/sudoku.hrm')))).toBe('ok')
  })
