// One instance of a learning module: the exports of wasm/c/hrm_learn_wasm.c, which describes them, and its memory.
import { Core } from '../core.js'
import { HrmError } from '../errors.js'
import { chooseCore } from '../modules.js'
import { learnUrls } from './learn-assets.js'
import { isLearnGolden } from './golden.js'

/** @typedef {import('../index.d.ts').ErrorCode} ErrorCode */
/** @typedef {'variant' | 'status_name' | 'status_sentence' | 'tensor_count' | 'tensor_at' | 'place' | 'floats' |
 * 'parameters' | 'flops' | 'defaults' | 'official' | 'check_set' | 'sizes' | 'begin' | 'go_on' | 'read_state' | 'part' |
 * 'rewind' | 'totals' | 'steps' | 'gradient_norm' | 'rate' | 'weights' | 'mean' | 'gradient' | 'team_bytes' |
 * 'team_init'} LearnExport */
/** @typedef {Omit<Core, 'call'> & { call: Record<LearnExport, import('../core.js').Export> }} LearnCore */

/** Which of our errors a status is. @type {Record<string, ErrorCode>} */
const CODES = {
  HRM_LEARN_ERROR_TOO_LARGE: 'MODEL_TOO_LARGE',
  HRM_LEARN_ERROR_NO_EXAMPLE: 'DATA_INVALID',
  HRM_LEARN_ERROR_EXAMPLE: 'DATA_INVALID',
  HRM_LEARN_ERROR_STATE: 'STATE_INVALID',
  HRM_LEARN_ERROR_VALUE: 'MODEL_INVALID',
  HRM_LEARN_ERROR_NOT_FINITE: 'NOT_FINITE',
}

/** Throws what a status of the learning library says; returns when it is HRM_LEARN_OK.
 * @param {LearnCore} core @param {number} status */
export const checkLearn = (core, status) =>
  core.check(status, CODES[core.text(core.call.status_name(status))] ?? 'ARGUMENT')

/** @type {import('../modules.js').Family} */
const LEARNING = {
  name: 'hrm-learn-',
  builds: ['relaxed', 'simd', 'relaxed-threads', 'simd-threads'],
  urls: learnUrls,
  isRight: (core, build) => isLearnGolden(/** @type {any} */ (core), /** @type {'relaxed' | 'simd'} */ (build)),
}

/** @param {import('../index.d.ts').RuntimeOptions} options @returns {Promise<{ core: LearnCore, variant:
 * import('../index.d.ts').Variant, variantReason: string }>} */
export const chooseLearnCore = async (options) => /** @type {any} */ (await chooseCore(options, LEARNING))

/** Throws where a core is none of the learning library. @param {LearnCore} core */
export function checkLearns(core) {
  if (typeof core.call.part !== 'function')
    throw new HrmError('WASM_INVALID', 'This WebAssembly module does not learn: it is one for inference.')
}
