/** @typedef {import('./index.d.ts').ErrorCode} ErrorCode */

/** What to do where a file of the package is not found. */
export const INSTEAD = 'Import "hrm-wasm/inline" or see "Where files are" in its README.'

/** Every error the bridge throws; see index.d.ts. */
export class HrmError extends Error {
  /** An error of another copy of the package, say of the worker's or the inline build's, is one too.
   * @param {unknown} value */
  static [Symbol.hasInstance](value) {
    return /** @type {any} */ (value)?.name === 'HrmError'
  }

  /**
   * @param {ErrorCode} code
   * @param {string} message a sentence for people
   * @param {{ position?: number, status?: string, cause?: unknown }} [details]
   */
  constructor(code, message, details = {}) {
    super(message, details)
    this.name = 'HrmError'
    /** @readonly */
    this.code = code
    /** @readonly */
    this.position = details.position
    /** @readonly */
    this.status = details.status
  }
}

/** What an error is where it cannot travel as an object: between a worker and its page.
 * @param {unknown} error */
export function packError(error) {
  if (error instanceof HrmError) {
    return { code: error.code, message: error.message, position: error.position, status: error.status }
  }
  return { code: /** @type {ErrorCode} */ ('WORKER_FAILED'), message: messageOf(error) }
}

/** @param {ReturnType<typeof packError>} packed */
export const unpackError = ({ code, message, ...details }) => new HrmError(code, message, details)

/** @param {unknown} error */
export const messageOf = (error) => (error instanceof Error ? error.message : String(error))

/** A value's type in a sentence. @param {unknown} value */
export const typeOf = (value) => (value === null ? 'null' : typeof value)

/** Throws ARGUMENT where a value is no object.
 * @param {unknown} value @param {string} what it should be */
export function requireObject(value, what) {
  if (typeof value !== 'object' || !value)
    throw new HrmError('ARGUMENT', `${what} should be an object, not ${typeOf(value)}.`)
}

/** @param {AbortSignal} [signal] throws ABORTED once it is aborted */
export function throwIfAborted(signal) {
  if (signal?.aborted) throw new HrmError('ABORTED', 'The work was cancelled.', { cause: signal.reason })
}
