// What esbuild puts in the place of Node's Buffer, which a page has not.
export { Buffer } from 'buffer/'
