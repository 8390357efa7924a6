import { HrmError } from '../errors.js'

/** What is wrong with a checkpoint.
 * @param {string} sentence @param {unknown} [cause] */
export const refuse = (sentence, cause) => new HrmError('CHECKPOINT_INVALID', sentence, { cause })
