// `hrm-wasm/learn`; learn.d.ts says what everything is.
export { HrmError } from './errors.js'
export { PORTFOLIO as arcPortfolio, arcCellsOf, arcFaultOf, createArcLearner, learnArc } from './arc/learn.js'
export { readArcTasks } from './data/arc-tasks.js'
export { readDataset } from './data/dataset.js'
export { countOf, pick, toText, toTokens } from './data/examples.js'
export { readPairs } from './data/pairs.js'
export { withTwins } from './data/twins.js'
export { createLearner } from './learn/client.js'
