import 'hrm-wasm/element'
import { createRuntime, createWorkerRuntime } from 'hrm-wasm'
import { check } from './check.js'

check({ createRuntime, createWorkerRuntime })
