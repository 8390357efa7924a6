// The libraries of the command line, bundled to dist/libraries.mjs by `npm run build`, so that the package has no dependencies of its own.
// Nothing that a page loads imports this.
export { parse as parseCsv } from 'csv-parse/sync'
export { parse as parseYaml, stringify as stringifyYaml } from 'yaml'
export { openPromise as openZip } from 'yauzl'
export { ZipFile } from 'yazl'
