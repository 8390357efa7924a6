// What every page of the matrix does with the package: each way to a solved puzzle, its outcome in globalThis.outcome.
const PUZZLE = '4....2.3.3.95....2726193...5.3.2.78.261.....5874.56..1.8.3.5...6..78.21....2.459.'

/** @returns {Promise<string>} 'ok', or what came instead */
async function outcomeOf(work) {
  try {
    return (await work()) || 'ok'
  } catch (error) {
    return `${error.name === 'HrmError' ? error.code : `raw ${error.name}`}: ${error.message}`
  }
}

async function solve(runtime, source) {
  const model = await runtime.loadModel(source)
  let last
  for await (last of model.solve(PUZZLE));
  runtime.close()
  return last.valid ? '' : 'not solved'
}

/** @param {string} model address of the weights */
export function check({ createRuntime, createWorkerRuntime }, model = '/models/sudoku.hrm') {
  const works = {
    runtime: async () => solve(await createRuntime(), model),
    worker: async () => {
      const runtime = await createWorkerRuntime()
      const reason = runtime.variantReason
      return (await solve(runtime, model)) || (/calling thread/.test(reason) ? reason : '')
    },
    element: () =>
      new Promise((resolve, reject) => {
        const element = document.createElement('hrm-puzzle')
        Object.assign(element, { model: model.replace('sudoku.hrm', 'manifest.json'), value: PUZZLE, autoplay: true })
        element.addEventListener('hrm-solved', () => resolve(''))
        element.addEventListener('hrm-error', ({ detail }) => reject(detail.error))
        document.body.append(element)
        if (!customElements.get('hrm-puzzle')) reject(new Error('hrm-puzzle is not defined'))
      }),
  }
  globalThis.outcome = (async () => {
    const outcome = {}
    for (const [name, work] of Object.entries(works)) outcome[name] = await outcomeOf(work)
    return outcome
  })()
}
