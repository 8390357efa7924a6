// A throw-away project with the package in it as npm installs it.
import { execFile } from 'node:child_process'
import { copyFile, mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { inRepository, temporaryFolder } from '../wasm/support.mjs'

export const run = promisify(execFile)

/** Packs the package, installs it without a network, and puts the shipped weights beside it.
 * @returns {Promise<{ folder: string, installed: string, tarball: string }>} folder: of the project */
export async function project() {
  const folder = await temporaryFolder()
  const { stdout } = await run('npm', ['pack', '--json', '--offline', '--pack-destination', folder], {
    cwd: inRepository('wasm'),
  })
  const tarball = join(folder, JSON.parse(stdout)[0].filename)
  await writeFile(join(folder, 'package.json'), '{ "private": true, "type": "module" }')
  await run('npm', ['install', '--offline', '--no-audit', '--no-fund', '--ignore-scripts', tarball], { cwd: folder })
  await copyFile(inRepository('model_weights/sudoku.hrm'), join(folder, 'sudoku.hrm'))
  return { folder, installed: join(folder, 'node_modules/hrm-wasm'), tarball }
}

/** @param {string} folder @param {Record<string, string>} files content by path */
export async function write(folder, files) {
  for (const [path, content] of Object.entries(files)) {
    await mkdir(join(folder, path, '..'), { recursive: true })
    await writeFile(join(folder, path), content)
  }
}
