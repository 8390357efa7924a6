// Names that options and results had before. For one version the options are still taken, and results have both.

/** Former name: today's.
 * @type {Record<string, string>} */
const NAMES = {
  rollout: 'attempt',
  rollouts: 'attempts',
  mean_rollouts: 'mean_attempts',
  solved_by_rollout: 'solved_by_attempt',
}

/** Arguments whose options have today's names.
 * @param {string[]} args */
export const renamedOptions = (args) => args.map((arg) => arg.replace(/^--rollouts(?==|$)/u, '--attempts'))

/** What a report holds, all of its keys today's.
 * @param {any} value @returns {any} */
export const renamed = (value) =>
  typeof value !== 'object' || value === null || Array.isArray(value)
    ? value
    : Object.fromEntries(Object.entries(value).map(([name, one]) => [NAMES[name] ?? name, renamed(one)]))

/** The same, with the former names beside today's.
 * @template {object} T @param {T} result @returns {T} */
export const withFormerNames = (result) => ({
  ...result,
  ...Object.fromEntries(
    Object.entries(NAMES).flatMap(([former, name]) =>
      name in result ? [[former, /** @type {any} */ (result)[name]]] : [],
    ),
  ),
})
