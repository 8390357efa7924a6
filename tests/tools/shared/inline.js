import 'hrm-wasm/inline/element'
import { createRuntime, createWorkerRuntime } from 'hrm-wasm/inline'
import { check } from './check.js'

check({ createRuntime, createWorkerRuntime })
