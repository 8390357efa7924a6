// The command line: finds the command, reads its options, turns errors into a sentence and an exit code.
import { parseArgs } from 'node:util'
import { HrmError, messageOf } from '../src/errors.js'
import { puzzleTasks, tasks } from '../src/tasks/index.js'
import { renamedOptions } from './former-names.mjs'
import { LEARN_OPTIONS, LEARN_SUMMARY, LEARN_USAGE } from './learn-usage.mjs'
import { EXIT, InputError, UsageError, say, sayError } from './output.mjs'

/**
 * @typedef {object} Command
 * @property {string} usage
 * @property {string} summary
 * @property {NonNullable<import('node:util').ParseArgsConfig['options']>} options
 * @property {string[]} required options that must be there
 * @property {[number, number]} operands least and most
 * @property {() => Promise<{ run: (options: any, operands: string[]) => Promise<number | void> }>} load
 */

const model = /** @type {const} */ ({ type: 'string' })
const variant = /** @type {const} */ ({ type: 'string', default: 'auto' })
const threads = /** @type {const} */ ({ type: 'string', default: '1' })
const attempts = /** @type {const} */ ({ type: 'string', default: '1' })
const noGuesses = /** @type {const} */ ({ type: 'boolean', default: false })
const text = /** @type {const} */ ({ type: 'string' })

/** @type {Record<string, Command>} */
const COMMANDS = {
  info: {
    usage: 'info MODEL|CHECKPOINT',
    summary: 'JSON: task, dtype, parameters, bytes, sha256, config, architecture, source, what was inferred',
    options: {},
    required: [],
    operands: [1, 1],
    load: () => import('./info.mjs'),
  },
  solve: {
    usage:
      'solve --model MODEL [--segments N] [--attempts K] [--no-guesses] [--halt rules|q|none] [--variant auto|scalar|simd|relaxed] [--threads N] PUZZLE',
    summary: `JSON: answer, valid, attempt, segments, ms, kind, sentence; one line a puzzle. PUZZLE: "-" reads it from stdin; in any form that is
      certain, such as ${puzzleTasks.map(({ noun, form }) => `${noun}: ${form}`).join('; ')}.
      --attempts: up to K, from the second on at symmetric twins of the puzzle, until the rules hold; of a Sudoku they are short,
      of small segments, and guess a cell that the model is not sure of, unless --no-guesses. --segments: of N whole segments each`,
    options: { model, segments: text, attempts, 'no-guesses': noGuesses, halt: text, variant, threads },
    required: ['model'],
    operands: [1, 1],
    load: () => import('./solve.mjs'),
  },
  eval: {
    usage: `eval --model MODEL --input FILE [--question NAME] [--answer NAME] [--answers FILE] [--limit N] [--segments N] [--attempts K] [--updates N] [--no-guesses] [--halt none|rules|q]
      [--variant auto|scalar|simd|relaxed] [--threads N] [--jobs N] [--shard I/N] [--resume FILE]`,
    summary: `one JSON line a puzzle of a list ("-": stdin), then the summary. FILE: a table with commas, semicolons or tabs, one puzzle a line,
      JSON or JSON lines, ARC's tasks, each as it is or as gz, bz2 or zip; a folder of ARC's tasks; or a folder of dataset.json and .npy files.
      --question, --answer: the names of its columns where they are none that are known; without answers, valid by the rules is the figure;
      --answers: ARC's file of solutions. Tasks without rules get pass@1 and pass@2: of the answers that most of the K attempts gave.
      --attempts, --no-guesses: as in solve; more than one means --halt rules. --updates: a puzzle gets no more updates of z,
      of which a segment of the file's own has H_cycles (L_cycles + 1), so that other attempts can be had for the price of one. --shard: every N-th puzzle from the I-th on.
      --resume: the lines go to FILE; where an interrupted run left one, it goes on after the last whole line, and a finished one of a
      smaller --limit after its last puzzle`,
    options: {
      model,
      input: text,
      question: text,
      answer: text,
      answers: text,
      limit: text,
      segments: text,
      attempts,
      updates: text,
      'no-guesses': noGuesses,
      halt: text,
      variant,
      threads,
      jobs: { type: 'string', default: '1' },
      shard: { type: 'string', default: '1/1' },
      resume: text,
    },
    required: ['model', 'input'],
    operands: [0, 0],
    load: () => import('./eval.mjs'),
  },
  learn: {
    usage: LEARN_USAGE,
    summary: LEARN_SUMMARY,
    options: Object.fromEntries(LEARN_OPTIONS.map((name) => [name, name === 'q-continue' ? noGuesses : text])),
    required: ['data', 'out'],
    operands: [0, 0],
    load: () => import('./learn.mjs'),
  },
  arc: {
    usage:
      'arc FILE... [--task NAME] [--gflop N | --seconds S] [--jobs J] [--limit N] [--seed N] [--start WEIGHTS [--start-from CELLS]] [--trainer HRM-TRAIN] [--shard I/N] [--resume FILE]',
    summary: `one JSON line a task of ARC's JSON (a task, a collection): two answers for each test, how sure, seconds, GFLOP, right or not where
      the outputs are stated; then the summary. Small nets learn each task from its demonstrations alone, with so many
      10^9 operations in all (--gflop, default 300) or for so many seconds; --jobs tasks at once; --seed: in an order drawn by it, so that --limit takes so many at random; --start: a net that was saved begins with what
      it knows, instead of anew, --start-from: only on tasks of so many cells an example and more; --trainer: this program trains the nets natively, which is some times as fast`,
    options: {
      task: text,
      gflop: text,
      seconds: text,
      start: text,
      'start-from': text,
      trainer: text,
      jobs: { type: 'string', default: '1' },
      limit: text,
      seed: text,
      shard: { type: 'string', default: '1/1' },
      resume: text,
    },
    required: [],
    operands: [1, Infinity],
    load: () => import('./arc.mjs'),
  },
  merge: {
    usage: 'merge REPORT...',
    summary: 'the reports of all shards of an eval to the one report of the whole',
    options: {},
    required: [],
    operands: [1, Infinity],
    load: () => import('./merge.mjs'),
  },
  forward: {
    usage: 'forward --model MODEL --inputs FILE --segments S [--variant auto|scalar|simd|relaxed] [--threads N]',
    summary:
      'JSON: logits[segment][example][position][token], q[segment][example] = [halt, continue] and argmax for the inputs in a JSON file',
    options: { model, inputs: text, segments: text, variant, threads },
    required: ['model', 'inputs', 'segments'],
    operands: [0, 0],
    load: () => import('./forward.mjs'),
  },
  convert: {
    usage: `convert --checkpoint PATH|--model MODEL --dtype f32|q8|q4 --out MODEL [--task ${tasks.map(({ name }) => name).join('|')}] [--seq-len N] [--identifiers A,B,...]`,
    summary: `a checkpoint of HRM, TRM or a relative to a weights file: a folder, or a file of torch.save or safetensors with its
      configuration beside it; the pickle is read as data, never run; or a weights file to another type.
      --seq-len: the cells, where no file tells them; --identifiers: only these rows of the puzzle embedding, numbers or names`,
    options: { checkpoint: text, model, dtype: text, out: text, task: text, 'seq-len': text, identifiers: text },
    required: ['dtype', 'out'],
    operands: [0, 0],
    load: () => import('./convert.mjs'),
  },
  checkpoint: {
    usage: 'checkpoint --model MODEL --out DIR',
    summary: 'the reverse: writes an official checkpoint folder from a weights file',
    options: { model, out: text },
    required: ['model', 'out'],
    operands: [0, 0],
    load: () => import('./checkpoint.mjs'),
  },
}

const HELP = `hrm - run Hierarchical Reasoning Models

${Object.values(COMMANDS)
  .map(({ usage, summary }) => `  hrm ${usage}\n      ${summary}`)
  .join('\n')}

Data goes to stdout, everything else to stderr. Exit codes: 0 done; 1 (solve) the answer is not a solution; 2 wrong usage;
3 a file that cannot be read or is not what it should be; 4 anything else that failed.
`

/** The nearest of some words, if it is near at all.
 * @param {string} word @param {string[]} words */
function nearest(word, words) {
  /** @param {string} a @param {string} b edit distance */
  const distance = (a, b) => {
    let row = Array.from({ length: b.length + 1 }, (_, j) => j)
    for (let i = 1; i <= a.length; i++) {
      const next = [i]
      for (let j = 1; j <= b.length; j++)
        next[j] = Math.min(next[j - 1] + 1, row[j] + 1, row[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1))
      row = next
    }
    return row[b.length]
  }
  const [best] = words.map((one) => ({ one, at: distance(word, one) })).sort((a, b) => a.at - b.at)
  return best && best.at <= 1 + word.length / 3 ? ` Did you mean ${best.one}?` : ''
}

/** @param {Command} command @param {string[]} args */
function parse(command, args) {
  let parsed
  try {
    parsed = parseArgs({
      args,
      options: { ...command.options, help: { type: 'boolean', short: 'h' } },
      allowPositionals: true,
      strict: true,
    })
  } catch (error) {
    const unknown = /^Unknown option '(--[^'=]+)/.exec(messageOf(error))
    if (unknown) {
      const near = nearest(
        unknown[1],
        Object.keys(command.options).map((name) => `--${name}`),
      )
      const operand =
        command.operands[1] > 0 && !near ? ' An operand that begins with a dash comes last, behind --.' : ''
      throw new UsageError(`There is no option ${unknown[1]}.${near}${operand}`)
    }
    throw new UsageError(messageOf(error).split('\n')[0])
  }
  /** @type {Record<string, unknown>} */
  const values = parsed.values
  const { positionals } = parsed
  if (values.help) return { values, positionals }
  for (const name of command.required) if (values[name] === undefined) throw new UsageError(`--${name} is missing.`)
  const [least, most] = command.operands
  if (positionals.length < least) throw new UsageError(`${command.usage.split(' ').at(-1)} is missing.`)
  if (positionals.length > most) throw new UsageError(`"${positionals[most]}" is one operand too many.`)
  return { values, positionals }
}

/** @param {unknown} error */
function exitCodeOf(error) {
  if (error instanceof UsageError) return EXIT.usage
  if (error instanceof InputError) return EXIT.input
  if (error instanceof HrmError) {
    if (error.code === 'ARGUMENT') return EXIT.usage
    if (/^(MODEL|CHECKPOINT|PUZZLE|DATA|STATE)_/.test(error.code)) return EXIT.input
  }
  return EXIT.failed
}

/** Runs one command and sets the process's exit code.
 * @param {string[]} args without node and the script */
export async function main(args) {
  // Whoever reads has seen enough (`hrm eval ... | head`): not an error.
  process.stdout.on('error', (error) =>
    process.exit(/** @type {NodeJS.ErrnoException} */ (error).code === 'EPIPE' ? EXIT.ok : EXIT.failed),
  )
  const [name, ...rest] = args
  try {
    if (name === undefined) throw new UsageError('Which command?')
    if (name === '--help' || name === '-h' || name === 'help') return void process.stdout.write(HELP)
    const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined
    if (!command) throw new UsageError(`There is no command "${name}".${nearest(name, Object.keys(COMMANDS))}`)
    const { values, positionals } = parse(command, renamedOptions(rest))
    if (values.help) return void process.stdout.write(`hrm ${command.usage}\n    ${command.summary}\n`)
    const { run } = await command.load()
    process.exitCode = (await run(values, positionals)) ?? EXIT.ok
  } catch (error) {
    sayError(messageOf(error))
    if (error instanceof UsageError) say('hrm --help lists the commands and their options.')
    process.exitCode = exitCodeOf(error)
  }
}
