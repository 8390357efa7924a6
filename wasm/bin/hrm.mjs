#!/usr/bin/env node
import { setFlagsFromString } from 'node:v8'
import { main } from '../cli/main.mjs'
import { hasFeature } from '../src/features.js'

// Node 20 has relaxed SIMD behind this option. What computes wrong there is found out at start and not used, as everywhere.
if (!hasFeature('relaxed')) setFlagsFromString('--experimental-wasm-relaxed-simd')

await main(process.argv.slice(2))
