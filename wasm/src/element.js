// <hrm-puzzle>: a puzzle, the model's answer to it, and the buttons between them; see element.d.ts. Importing this
// module defines the element.
import { HrmError, messageOf } from './errors.js'
import { Grid, element } from './element-grid.js'
import { KINDS } from './element-kinds.js'
import { acquire, discardRuntime } from './element-shared.js'
import { styles } from './element-styles.js'
import { absoluteUrl } from './source.js'
import { createWorkerRuntime } from './worker-client.js'

/** @typedef {import('./element.d.ts').PuzzleType} PuzzleType */
/** @typedef {import('./index.d.ts').Step} Step */
/** @typedef {import('./index.d.ts').SolveOptions} SolveOptions */
/** @typedef {import('./element-grid.js').CellView} CellView */
/** @typedef {import('./tasks/index.d.ts').Puzzle} Puzzle */

/** A sheet belongs to the document it was made for; an element may move to another, say of a window that it opens.
 * @type {WeakMap<Document, CSSStyleSheet>} */
const sheets = new WeakMap()

/** @param {ShadowRoot} root */
function dress(root) {
  const { ownerDocument } = root
  const { CSSStyleSheet } = ownerDocument.defaultView ?? globalThis
  // Where there are none, as in jsdom, an element does: nothing is shown there.
  if (!CSSStyleSheet?.prototype.replaceSync) {
    if (!root.querySelector('style')) root.append(element('style', {}, [styles]))
    return
  }
  const sheet = sheets.get(ownerDocument) ?? new CSSStyleSheet()
  if (!sheets.has(ownerDocument)) sheet.replaceSync(styles)
  sheets.set(ownerDocument, sheet)
  root.adoptedStyleSheets = [sheet]
}

/** @param {number} n @param {string} noun */
const count = (n, noun) => `${n} ${noun}${n === 1 ? '' : 's'}`

const PROPERTIES = /** @type {const} */ (['type', 'value', 'model', 'autoplay', 'readonly'])

class PuzzleElement extends (globalThis.HTMLElement ?? class {}) {
  static observedAttributes = PROPERTIES
  static createRuntime = () => createWorkerRuntime()

  /** @type {ReturnType<typeof acquire> | undefined} */
  #held
  /** What #held was acquired for. */
  #heldFor = ''
  /** @type {AbortController | undefined} of the solve that runs */
  #solving
  /** @type {Step | undefined} */
  #step
  /** @type {Puzzle | undefined} undefined where there is none that can be read, or none yet */
  #puzzle
  /** @type {Promise<Puzzle> | undefined} of a value that its reader is fetched for */
  #reading
  /** What a person's entry made of the puzzle, as the value says it: it need not be one that can be read, say where it
   * has no goal yet.
   */
  #entered = ''
  /** @type {import('./tasks/index.d.ts').Grid | undefined} of the latest step */
  #answer
  #updating = false
  /** Have type or value changed since they were read? */
  #stale = true
  /** Has autoplay solved what is shown, or is it a person's own? */
  #played = false
  #grid = new Grid((cell, key) => this.#enter(cell, key))
  #keypad = element('div', { part: 'keypad', role: 'group', 'aria-label': 'Entries' })
  #solveButton = element('button', { type: 'button', part: 'button solve' }, ['Solve'])
  #resetButton = element('button', { type: 'button', part: 'button reset' }, ['Clear the answer'])
  #status = element('p', { part: 'status', role: 'status' })

  constructor() {
    super()
    const root = this.attachShadow({ mode: 'open' })
    dress(root)
    root.append(
      this.#grid.root,
      this.#keypad,
      element('div', { part: 'controls' }, [this.#solveButton, this.#resetButton]),
      this.#status,
    )
    this.#solveButton.addEventListener('click', () => void (this.#solving ? this.stop() : this.solve()))
    this.#resetButton.addEventListener('click', () => this.reset())
    this.#grid.root.addEventListener('paste', (event) => this.#paste(event))
  }

  get type() {
    const type = this.getAttribute('type')
    return type !== null && Object.hasOwn(KINDS, type) ? /** @type {PuzzleType} */ (type) : 'sudoku'
  }
  set type(type) {
    this.#set('type', type)
  }

  get value() {
    return this.getAttribute('value') ?? ''
  }
  set value(/** @type {any} */ value) {
    // Numbers, as model.solve takes them, in one list or row by row.
    this.#set(
      'value',
      typeof value === 'object' && value
        ? Array.from(value, (row) => Array.from(row.length ? row : [row]).join('')).join('')
        : value,
    )
  }

  get model() {
    return this.getAttribute('model') ?? ''
  }
  set model(model) {
    this.#set('model', model)
  }

  get autoplay() {
    return this.hasAttribute('autoplay')
  }
  set autoplay(on) {
    this.toggleAttribute('autoplay', !!on)
  }

  get readonly() {
    return this.hasAttribute('readonly')
  }
  set readonly(on) {
    this.toggleAttribute('readonly', !!on)
  }

  get answer() {
    return this.#answer?.cells
  }
  get step() {
    return this.#step
  }

  /** Frameworks say null or undefined of a property that is not there.
   * @param {string} name @param {unknown} value */
  #set(name, value) {
    if (value === null || value === undefined) this.removeAttribute(name)
    else this.setAttribute(name, String(value))
  }

  connectedCallback() {
    // Set before the element was defined: such a property hides the accessor until it is set anew.
    for (const name of PROPERTIES) {
      if (!Object.hasOwn(this, name)) continue
      const value = this[name]
      delete this[name]
      Object.assign(this, { [name]: value })
    }
    this.#update()
  }

  adoptedCallback() {
    dress(/** @type {ShadowRoot} */ (this.shadowRoot))
  }

  disconnectedCallback() {
    // Not at once: who moves the element takes it out and puts it in again.
    queueMicrotask(() => {
      if (this.isConnected) return
      this.stop()
      this.#release()
    })
  }

  /** @param {string} name */
  attributeChangedCallback(name) {
    if (name === 'type' || name === 'value') {
      this.stop()
      this.#stale = true
      this.#played = false
      this.#step = this.#answer = undefined
      // What was entered is no puzzle of another type.
      if (name === 'type') this.#entered = ''
      this.#say('')
    }
    this.#update()
  }

  /** @param {SolveOptions} [options] @returns {Promise<Step | undefined>} */
  async solve(options = {}) {
    this.reset()
    this.#played = true
    const controller = new AbortController()
    const { signal } = options
    const stop = () => controller.abort(signal?.reason)
    if (signal?.aborted) stop()
    signal?.addEventListener('abort', stop, { once: true })
    this.#solving = controller
    this.#solveButton.textContent = 'Stop'
    this.#say('Thinking …')
    try {
      const puzzle = await this.#take()
      const { model } = await this.#acquire()
      if (controller.signal.aborted) return undefined
      let before = KINDS[this.type].blank ? puzzle : undefined
      for await (const step of model.solve(puzzle, { ...options, signal: controller.signal })) {
        this.#step = step
        this.#answer = step.answer
        this.#show(before)
        before = step.answer
        this.#dispatch('hrm-step', step)
      }
      const { valid, segment, attempt } = /** @type {Step} */ (/** @type {unknown} */ (this.#step))
      const when = `${attempt > 1 ? `attempt ${attempt}, ` : ''}${count(segment, 'segment')}`
      if (valid === false) this.#say(`Not solved after ${when}.`)
      else {
        this.#say(`Solved: ${when}.`)
        this.#dispatch('hrm-solved', { answer: this.answer, step: this.#step })
      }
      return this.#step
    } catch (error) {
      if (!controller.signal.aborted) this.#fail(error)
      return undefined
    } finally {
      signal?.removeEventListener('abort', stop)
      if (this.#solving === controller) {
        this.#idle()
        if (controller.signal.aborted) this.#say('Stopped.')
      }
    }
  }

  stop() {
    if (!this.#solving) return
    this.#solving.abort()
    this.#idle()
    this.#say('Stopped.')
  }

  reset() {
    this.stop()
    this.#step = this.#answer = undefined
    this.#say('')
    this.#show()
  }

  #idle() {
    this.#solving = undefined
    this.#solveButton.textContent = 'Solve'
  }

  /** Once for all attributes that change together. */
  #update() {
    if (this.#updating || !this.isConnected) return
    this.#updating = true
    queueMicrotask(async () => {
      this.#updating = false
      if (!this.isConnected) return
      this.#read()
      this.#show()
      const { model, type } = this
      if (this.#held && this.#heldFor !== `${type} ${model}`) {
        this.stop()
        this.#release()
        this.#played = false
      }
      if (!model) return
      const fresh = !this.#held
      try {
        await this.#acquire()
      } catch (error) {
        // The one who asked first says so; who solves meanwhile says it there.
        if (fresh && this.isConnected && !this.#solving && model === this.model) this.#fail(error)
        return
      }
      if (this.autoplay && this.value && this.#puzzle && !this.#played && this.isConnected) await this.solve()
    })
  }

  /** @returns {Promise<import('./element-shared.js').Loaded>} the model of the attributes; rejects with HrmError */
  async #acquire() {
    const { model: address, type } = this
    if (!address)
      throw new HrmError(
        'ARGUMENT',
        'This element has no model: give it the address of a weights file or of a manifest.',
      )
    if (!this.#held) {
      this.#heldFor = `${type} ${address}`
      const held = acquire(this, absoluteUrl(address).href, type, {
        createRuntime: HrmPuzzleElement.createRuntime,
        onProgress: (progress) => this.#dispatch('hrm-progress', progress),
      })
      this.#held = held
      held.loaded.then(
        ({ model: { info }, runtime: { variant, variantReason } }) => {
          if (this.#held === held) this.#dispatch('hrm-ready', { info, variant, variantReason })
        },
        () => {
          if (this.#held === held) this.#release()
        },
      )
    }
    return this.#held.loaded
  }

  #release() {
    this.#held?.release()
    this.#held = undefined
  }

  /** A value in the plain form is read at once; the readers of others are fetched first.
   * @returns {Puzzle | Promise<Puzzle>} throws or rejects with PUZZLE_INVALID */
  #parse() {
    const { noun, empty, readPlain, read } = KINDS[this.type]
    if (this.value) return readPlain(this.value) ?? read(this.value)
    if (!empty) throw new HrmError('PUZZLE_INVALID', `There is no ${noun} here.`)
    return empty
  }

  /** The puzzle of type and value, read once for both.
   * @returns {Puzzle | Promise<Puzzle>} throws or rejects with PUZZLE_INVALID */
  #take() {
    const entered = this.#puzzle && this.value && this.value === this.#entered
    if (this.#stale && !entered) {
      this.#stale = false
      this.#puzzle = this.#reading = undefined
      const read = this.#parse()
      if (read instanceof Promise) this.#reading = read
      else this.#puzzle = read
    }
    this.#stale = false
    return this.#puzzle ?? this.#reading ?? this.#parse()
  }

  /** Takes over what has changed. */
  async #read() {
    if (!this.#stale) return
    let reading
    try {
      const read = this.#take()
      reading = this.#reading
      if (!reading) return
      const puzzle = await read
      if (this.#reading !== reading) return
      this.#reading = undefined
      this.#puzzle = puzzle
      this.#update()
    } catch (error) {
      if (this.#reading === reading && this.value && this.isConnected && !this.#solving) this.#fail(error)
    }
  }

  /** @param {import('./tasks/index.d.ts').Grid} [before] what was shown: what differs from it has changed */
  #show(before) {
    const { readonly, type } = this
    const kind = KINDS[type]
    const puzzle = this.#puzzle
    this.#grid.root.dataset.type = type
    // What can be written over is shown over the puzzle; else the answer is a grid of its own.
    const shown = (kind.blank ? undefined : this.#answer) ?? puzzle
    this.#grid.resize(shown?.rows ?? 0, shown?.columns ?? 0)
    this.#grid.root.hidden = !puzzle
    this.#grid.show(
      `${kind.noun[0].toUpperCase()}${kind.noun.slice(1)}`,
      readonly,
      [...(shown?.cells ?? '')].map((given, cell) => this.#viewOf(given, cell, before)),
    )
    if (this.#keypad.dataset.type !== type) {
      this.#keypad.dataset.type = type
      this.#keypad.replaceChildren(
        ...[...kind.entries].map((key) => {
          const button = element('button', { type: 'button', part: 'button key' }, [kind.words[key]])
          button.addEventListener('click', () => this.#enter(this.#grid.current, key))
          return button
        }),
      )
    }
    this.#keypad.hidden = readonly || !puzzle
  }

  /** @param {string} given @param {number} cell @param {import('./tasks/index.d.ts').Grid} [before] @returns {CellView} */
  #viewOf(given, cell, before) {
    const kind = KINDS[this.type]
    const said = this.#answer?.cells[cell] ?? given
    const isAnswer = kind.blank ? given === kind.blank && said !== kind.blank : this.#answer !== undefined
    const character = given === kind.blank ? said : given
    const text = '# o'.includes(character) || character === kind.blank ? '' : character
    const parts = [kind.partOf(character)]
    if (given !== kind.blank) parts.push('given')
    if (isAnswer) parts.push('answer')
    if (isAnswer && before && before.cells[cell] !== said) parts.push('changed')
    return {
      text,
      parts,
      label: `${kind.words[character] ?? character}${isAnswer ? ', answer' : given !== kind.blank && text ? ', given' : ''}`,
    }
  }

  /** @param {ClipboardEvent} event */
  async #paste(event) {
    const text = event.clipboardData?.getData('text/plain')
    if (this.readonly || !text) return
    event.preventDefault()
    const { readPlain, read } = KINDS[this.type]
    try {
      this.#change(readPlain(text) ?? (await read(text)))
    } catch (error) {
      this.#fail(error)
    }
  }

  /** A person's change.
   * @param {Puzzle} puzzle */
  #change(puzzle) {
    this.#puzzle = puzzle
    this.#entered = KINDS[this.type].write(puzzle)
    this.value = this.#entered
    this.#played = true
    this.#show()
    this.dispatchEvent(new Event('change', { bubbles: true, composed: true }))
  }

  /** A person's entry.
   * @param {number} cell @param {string} key @returns {boolean} */
  #enter(cell, key) {
    const kind = KINDS[this.type]
    const entry = ['Delete', 'Backspace', '0', '.'].includes(key) ? kind.blank : key.toUpperCase()
    const puzzle = this.#puzzle
    if (!puzzle || this.readonly || entry?.length !== 1 || !kind.entries.includes(entry)) return false
    const cells = puzzle.cells.slice(0, cell) + entry + puzzle.cells.slice(cell + 1)
    this.#change({ ...puzzle, cells })
    return true
  }

  /** @param {string} sentence */
  #say(sentence) {
    this.#status.textContent = sentence
  }

  /** @param {unknown} error */
  #fail(error) {
    const fault = error instanceof HrmError ? error : new HrmError('WORKER_FAILED', messageOf(error), { cause: error })
    if (fault.code === 'WORKER_FAILED') discardRuntime()
    if (this.#held && ['WORKER_FAILED', 'CLOSED'].includes(fault.code)) this.#release()
    this.#say(fault.message)
    this.#dispatch('hrm-error', { error: fault })
  }

  /** @param {string} name @param {unknown} detail */
  #dispatch(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }))
  }
}

const NAME = 'hrm-puzzle'
/** The first copy of this module in a page defines the element, every other one has that.
 * @type {typeof PuzzleElement} */
export const HrmPuzzleElement = /** @type {any} */ (globalThis.customElements?.get(NAME)) ?? PuzzleElement
if (HrmPuzzleElement === PuzzleElement)
  globalThis.customElements?.define(
    NAME,
    /** @type {CustomElementConstructor} */ (/** @type {unknown} */ (HrmPuzzleElement)),
  )
