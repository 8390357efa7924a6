/** Brings the board to the upper edge of the window and the focus to its cell. */
export function toBoard(): void {
  const board = document.getElementById('board')
  board?.scrollIntoView({ block: 'start' })
  board?.querySelector<HTMLElement>('[tabindex="0"]')?.focus({ preventScroll: true })
}
