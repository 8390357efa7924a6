import { HrmError, type ErrorCode } from 'hrm-wasm'

/** What went wrong, for people: what happened, why as far as known, and what to do now. */
export interface Fault {
  code: ErrorCode | 'UNKNOWN'
  title: string
  reason: string
  advice: string
  /** Trying again cannot help. */
  final?: boolean
}

/** Of what the page can meet: nothing in it learns. */
type Met = Exclude<ErrorCode, 'DATA_INVALID' | 'STATE_INVALID' | 'NOT_FINITE'> | 'UNKNOWN'

const WORDS: Record<Met, { title: string; advice: string }> = {
  WASM_FETCH: { title: 'The solver could not be fetched.', advice: 'Check the connection, then try again.' },
  WASM_INVALID: {
    title: 'The server sent something that is no WebAssembly.',
    advice: 'Often it is an HTML error page. Serve the .wasm files as application/wasm, then try again.',
  },
  WASM_WRONG: {
    title: 'This browser computes wrong numbers.',
    advice: 'The solver was tested at its start and is not used. Another browser, or a newer one, will do.',
  },
  MODEL_FETCH: {
    title: 'The weights could not be fetched.',
    advice: 'Try again, or choose a .hrm file from your disk.',
  },
  MODEL_INVALID: {
    title: 'These weights are damaged or not a .hrm file.',
    advice: 'Try again, or choose another file.',
  },
  MODEL_TOO_LARGE: { title: 'These weights do not fit into this browser’s memory.', advice: 'Choose a smaller model.' },
  PUZZLE_INVALID: { title: 'The model does not take this puzzle.', advice: 'Correct it and try again.' },
  CHECKPOINT_INVALID: { title: 'This checkpoint cannot be read.', advice: 'Choose another one.' },
  ABORTED: { title: 'Cancelled.', advice: 'Start again whenever you like.' },
  CLOSED: { title: 'The model was closed while it was thinking.', advice: 'Solve again.' },
  WORKER_FAILED: { title: 'The solver stopped working.', advice: 'Try again: it starts afresh.' },
  ARGUMENT: { title: 'The model cannot do what was asked.', advice: 'Choose other weights, or reload the page.' },
  UNKNOWN: { title: 'Something unexpected happened.', advice: 'Try again, or reload the page.' },
}

const NO_WASM: Fault = {
  code: 'WASM_INVALID',
  title: 'This browser runs no WebAssembly.',
  reason: 'The network computes in it.',
  advice: 'Lockdown Mode takes it away; where that is not on, another browser will do.',
  final: true,
}

const OFFLINE = {
  title: 'You are offline, and this room’s model is not on this device yet.',
  advice: 'It comes once there is a connection; or choose a .hrm file from your disk.',
}

export function toFault(error: unknown): Fault {
  if (typeof WebAssembly !== 'object') return NO_WASM
  const code = error instanceof HrmError && error.code in WORDS ? (error.code as Met) : 'UNKNOWN'
  const reason = error instanceof Error ? error.message : String(error)
  if (code === 'MODEL_FETCH' && !navigator.onLine) return { code, reason: '', ...OFFLINE }
  return { code, reason, ...WORDS[code] }
}

export function isAbort(error: unknown): boolean {
  return error instanceof HrmError && error.code === 'ABORTED'
}

/** The runtime itself is unusable, not only what was asked of it. */
export function isRuntimeFault(fault: Fault): boolean {
  return fault.code === 'WORKER_FAILED' || fault.code.startsWith('WASM_')
}
