// The reports of all shards of an evaluation, as the one report that a single run would have given.
import { isDeepStrictEqual } from 'node:util'
import { withFormerNames } from './former-names.mjs'
import { InputError, writeLine } from './output.mjs'
import { Report, partOf, readReport } from './report.mjs'

/** @typedef {import('./report.mjs').Run} Run */

/** @param {string} path @returns {Promise<{ run: Run, jobs: number, seconds: number }>} its last line */
async function summaryOf(path) {
  let last
  for await (const value of readReport(path)) last = value
  if (!last?.summary?.run)
    throw new InputError(
      `${path} does not end with a summary: its run was not finished. eval --resume goes on with it.`,
    )
  return last.summary
}

/** The report's lines about puzzles.
 * @param {string} path @returns {AsyncGenerator<any>} */
async function* linesOf(path) {
  for await (const value of readReport(path)) if (value?.index !== undefined) yield value
}

/** @param {object} _ @param {string[]} paths */
export async function run(_, paths) {
  const summaries = []
  for (const path of paths) summaries.push({ path, ...(await summaryOf(path)) })
  const { shard: _shard, ...common } = summaries[0].run
  /** @type {string[]} by the order of their shards */
  const ordered = []
  for (const {
    path,
    run: { shard, ...run },
  } of summaries) {
    if (!isDeepStrictEqual(run, common))
      throw new InputError(`${path} is of another run: ${JSON.stringify(run)}, not ${JSON.stringify(common)}.`)
    const part = partOf(shard)
    if (part?.step !== paths.length)
      throw new InputError(
        `${path} is shard ${shard}; there should be as many files as shards, and there are ${paths.length}.`,
      )
    if (ordered[part.first] !== undefined)
      throw new InputError(`${path} and ${ordered[part.first]} are both shard ${shard}.`)
    ordered[part.first] = path
  }
  const shards = ordered.map((path) => linesOf(path))
  const report = new Report()
  for (let index = 0; ; index++) {
    const at = index % shards.length
    const { value, done } = await shards[at].next()
    if (done) break
    if (value.index !== index)
      throw new InputError(`${ordered[at]}: puzzle ${value.index} comes where puzzle ${index} should.`)
    report.add(value)
    await writeLine(withFormerNames(value))
  }
  // The first that ended must be the last to have given a line: the others have none left.
  for (const [at, shard] of shards.entries()) {
    if (!(await shard.next()).done)
      throw new InputError(`${ordered[at]} has puzzles beyond the end of another shard: their input files differ.`)
  }
  await writeLine({
    summary: report.summary(
      { ...common, shard: '1/1' },
      {
        shards: paths.length,
        jobs: summaries.reduce((sum, { jobs }) => sum + jobs, 0),
        seconds: Math.max(...summaries.map(({ seconds }) => seconds)),
      },
    ),
  })
}
