import './node_modules/hrm-wasm/dist/inline-element.js'
import { createRuntime, createWorkerRuntime } from './node_modules/hrm-wasm/dist/inline.js'
import { check } from './check.js'

check({ createRuntime, createWorkerRuntime }, '/public/models/sudoku.hrm')
