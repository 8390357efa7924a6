// A process and the JSON lines it prints. What else it says is shown only if it fails.
import { spawn } from 'node:child_process'

/** @param {string} command @param {string[]} args @param {string} [cwd] @returns {Promise<any[]>} */
export function runLines(command, args, cwd) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, stdio: ['ignore', 'pipe', 'pipe'] })
    let text = ''
    let talk = ''
    child.stderr.setEncoding('utf8').on('data', (part) => (talk += part))
    child.stdout.setEncoding('utf8').on('data', (part) => (text += part))
    child.on('error', reject)
    child.on('close', (code) => {
      if (code !== 0) return reject(new Error(`${command} ${args.slice(0, 2).join(' ')} ended with ${code}: ${talk}`))
      resolve(
        text
          .trim()
          .split('\n')
          .filter((line) => line.startsWith('{'))
          .map((line) => JSON.parse(line)),
      )
    })
  })
}
