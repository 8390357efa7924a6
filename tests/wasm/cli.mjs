import { spawn } from 'node:child_process'
import { inRepository } from './support.mjs'

export const HRM = inRepository('wasm/bin/hrm.mjs')

/** Runs the command line.
 * @param {string[]} args @param {{ input?: string | Buffer, env?: Record<string, string> }} [options]
 * @returns {Promise<{ code: number | null, stdout: string, stderr: string }>} */
export function hrm(args, { input = '', env = {} } = {}) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [HRM, ...args], { env: { ...process.env, ...env } })
    /** @type {Buffer[]} */
    const stdout = []
    let stderr = ''
    child.stdout.on('data', (chunk) => stdout.push(chunk))
    child.stderr.setEncoding('utf8').on('data', (text) => (stderr += text))
    child.on('close', (code) => resolve({ code, stdout: Buffer.concat(stdout).toString(), stderr }))
    // A command that ends without reading its input is no fault of the test's.
    child.stdin.on('error', () => {})
    child.stdin.end(input)
  })
}

/** @param {string} text */
export const jsonLines = (text) =>
  text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line))
