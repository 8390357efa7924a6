// What is fetched when a text has to be read (dist/readers.js), and nothing else of the list.
export { readOne, taskOf } from './index.js'
