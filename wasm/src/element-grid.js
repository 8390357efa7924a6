// The grid of <hrm-puzzle>: the ARIA grid pattern, one tab stop, arrow keys; it shows and reports, and keeps no puzzle
// of its own.

/** @param {string} tag @param {Record<string, string>} [attributes] @param {(Node | string)[]} [children] */
export function element(tag, attributes = {}, children = []) {
  const made = document.createElement(tag)
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value)
  made.append(...children)
  return made
}

/** @typedef {{ text: string, parts: string[], label: string }} CellView label: what a screen reader hears of it,
 * after its place
 */

export class Grid {
  /** @param {(cell: number, key: string) => boolean} onKey a key that moves nothing was pressed in a cell; did it
   * mean something?
   */
  constructor(onKey) {
    this.onKey = onKey
    this.root = element('div', { role: 'grid', part: 'grid', translate: 'no' })
    /** @type {HTMLElement[]} */
    this.cells = []
    this.rows = 0
    this.columns = 0
    this.current = 0
    this.root.addEventListener('keydown', (event) => this.keydown(event))
    this.root.addEventListener('focusin', ({ target }) => {
      const cell = this.cells.indexOf(/** @type {HTMLElement} */ (target))
      if (cell >= 0) this.select(cell)
    })
    this.root.addEventListener('click', ({ target }) => /** @type {HTMLElement} */ (target).focus())
  }

  /** @param {number} rows @param {number} columns */
  resize(rows, columns) {
    if (rows === this.rows && columns === this.columns) return
    this.rows = rows
    this.columns = columns
    this.current = 0
    this.cells = Array.from({ length: rows * columns }, () => element('div', { role: 'gridcell', tabindex: '-1' }))
    this.cells[0]?.setAttribute('tabindex', '0')
    this.root.style.setProperty('--_side', String(columns))
    this.root.replaceChildren(
      ...Array.from({ length: rows }, (_, row) =>
        element('div', { role: 'row' }, this.cells.slice(row * columns, (row + 1) * columns)),
      ),
    )
  }

  /** @param {string} name @param {boolean} readonly @param {CellView[]} views one a cell, row by row */
  show(name, readonly, views) {
    const { root, columns } = this
    root.setAttribute('aria-label', name)
    root.setAttribute('aria-readonly', String(readonly))
    views.forEach(({ text, parts, label }, cell) => {
      const shown = this.cells[cell]
      const row = Math.floor(cell / columns)
      const column = cell % columns
      if (shown.textContent !== text) shown.textContent = text
      shown.setAttribute('part', ['cell', ...parts].join(' '))
      shown.setAttribute('aria-label', `Row ${row + 1}, column ${column + 1}: ${label}`)
    })
  }

  /** @param {number} cell */
  select(cell) {
    this.cells[this.current]?.setAttribute('tabindex', '-1')
    this.current = cell
    this.cells[cell].setAttribute('tabindex', '0')
  }

  /** @param {KeyboardEvent} event */
  keydown(event) {
    const { rows, columns, current } = this
    if (event.ctrlKey || event.metaKey || event.altKey || !this.cells.length) return
    const column = current % columns
    /** @type {Record<string, number>} */
    const moves = {
      ArrowLeft: column > 0 ? -1 : 0,
      ArrowRight: column < columns - 1 ? 1 : 0,
      ArrowUp: current >= columns ? -columns : 0,
      ArrowDown: current < columns * (rows - 1) ? columns : 0,
      Home: -column,
      End: columns - 1 - column,
    }
    if (Object.hasOwn(moves, event.key)) this.cells[current + moves[event.key]].focus()
    else if (!this.onKey(current, event.key)) return
    event.preventDefault()
  }
}
