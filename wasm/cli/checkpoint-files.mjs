// The files of a checkpoint on disk: those of a folder, or a file and what lies beside it.
import { readFile, readdir, stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { messageOf } from '../src/errors.js'
import { MOST_FILES, chooseFiles, partOf, tooMany } from '../src/convert/files.js'
import { refuse } from '../src/convert/refuse.js'
import { openFile } from './file-blob.mjs'

/** Configurations are some kilobytes. */
const LONGEST_TEXT = 2 ** 24

/** @template T @param {string} path @param {(path: string) => Promise<T>} read */
async function attempt(path, read) {
  try {
    return await read(path)
  } catch (error) {
    throw refuse(`${path} cannot be read: ${messageOf(error)}`, error)
  }
}

/** The files of a folder and of those in it that may be of a checkpoint, those of upper folders first.
 * @param {string} root */
async function search(root) {
  /** @type {{ folder: string, name: string }[]} */
  const found = []
  let seen = 0
  let level = [root]
  while (level.length) {
    /** @type {string[]} */
    const next = []
    for (const folder of level) {
      const entries = await attempt(folder, (path) => readdir(path, { withFileTypes: true }))
      for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
        if (++seen > MOST_FILES) throw tooMany()
        if (entry.isDirectory()) next.push(join(folder, entry.name))
        else if (partOf(entry.name)) found.push({ folder: join(folder, '/'), name: entry.name })
      }
    }
    level = next
  }
  return found
}

/** What may be of a checkpoint in the folder of its weights, and in no other; nothing where that cannot be listed.
 * @param {string} path of the weights */
async function beside(path) {
  const folder = dirname(path)
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => [])
  return entries
    .filter((entry) => !entry.isDirectory() && ![undefined, 'weights'].includes(partOf(entry.name)))
    .map(({ name }) => ({ folder: join(folder, '/'), name }))
}

/** @param {string} path of a folder, or of a file of any name
 * @returns {Promise<{ files: import('../src/convert/conversion.js').Files, notes: string[] }>} */
export async function openFiles(path) {
  const isFolder = (await attempt(path, stat)).isDirectory()
  const found = isFolder
    ? await search(path)
    : [{ folder: join(dirname(path), '/'), name: 'checkpoint' }, ...(await beside(path))]
  const { weights, config, dataset, identifiers, notes } = chooseFiles(found, path)
  /** @param {{ folder: string, name: string } | undefined} file */
  const text = async (file) => {
    if (!file) return undefined
    return attempt(join(file.folder, file.name), async (one) => {
      if ((await stat(one)).size > LONGEST_TEXT) throw new Error('it is too long for a configuration.')
      return readFile(one, 'utf8')
    })
  }
  const name = isFolder ? weights.name : basename(path)
  const files = {
    checkpoint: await attempt(join(weights.folder, name), openFile),
    name,
    folder: weights.folder,
    config: await text(config),
    configName: config?.name,
    dataset: await text(dataset),
    identifiers: identifiers && (await attempt(join(identifiers.folder, identifiers.name), openFile)),
  }
  return { files, notes }
}
