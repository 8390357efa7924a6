// The libraries of the command line, bundled to dist/libraries.mjs by `npm run build`, so that the package has no
// dependencies of its own. Nothing that a page loads imports this; what reads checkpoints is in
// src/convert/libraries.src.js, what reads lists in src/data/libraries.src.js.
export { stringify as stringifyYaml } from 'yaml'
export { ZipFile } from 'yazl'
