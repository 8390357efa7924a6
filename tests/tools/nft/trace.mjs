// What a deployment takes along: the files that the tracer finds, and nothing else.
import { cp } from 'node:fs/promises'
import { nodeFileTrace } from '@vercel/nft'

const { fileList } = await nodeFileTrace(['server.mjs'])
for (const file of [...fileList, 'public/models/sudoku.hrm']) await cp(file, `traced/${file}`)
