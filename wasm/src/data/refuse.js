import { HrmError } from '../errors.js'

/** What is wrong with data to learn from.
 * @param {string} sentence @param {number} [position] */
export const refuse = (sentence, position) => new HrmError('DATA_INVALID', sentence, { position })
