// The looks of <hrm-puzzle>. A constructed style sheet: a page's policy needs no 'unsafe-inline' for it.
export const styles = /* css */ `
:host {
  --_line: var(--hrm-line, light-dark(#b9bdc4, #5c6169));
  --_strong: var(--hrm-strong-line, light-dark(#24272b, #d7dade));
  --_accent: var(--hrm-accent, light-dark(#0b4fb3, #9cc2ff));
  --_cell: var(--hrm-cell-background, transparent);
  --_current: var(--hrm-current-background, color-mix(in srgb, var(--_accent) 16%, transparent));
  display: inline-block;
  inline-size: min(100%, var(--hrm-size, 27rem));
  color: var(--hrm-color, inherit);
  font: var(--hrm-font, inherit);
}
:host([hidden]) { display: none; }
[role=grid], [part=keypad] { direction: ltr; }
[role=grid] {
  display: grid;
  grid-template-columns: repeat(var(--_side), minmax(0, 1fr));
  container-type: inline-size;
  border: 2px solid var(--_strong);
}
[role=row] { display: contents; }
[role=gridcell] {
  display: grid;
  place-items: center;
  box-sizing: border-box;
  aspect-ratio: 1;
  font-size: calc(60cqi / var(--_side));
  line-height: 1;
  background: var(--_cell);
  border: 0 solid var(--_line);
  border-inline-end-width: 1px;
  border-block-end-width: 1px;
  user-select: none;
  -webkit-user-select: none;
}
[role=gridcell]:last-child { border-inline-end-width: 0; }
[role=row]:last-child > [role=gridcell] { border-block-end-width: 0; }
[data-type=sudoku] [role=gridcell]:is(:nth-child(3), :nth-child(6)) { border-inline-end: 2px solid var(--_strong); }
[data-type=sudoku] > [role=row]:is(:nth-child(3), :nth-child(6)) > * { border-block-end: 2px solid var(--_strong); }
[part~=given] { font-weight: 650; }
[part~=answer] { color: var(--_accent); }
[part~=wall] { background: var(--hrm-wall, light-dark(#3b3f45, #c9ccd1)); }
[part~=path] { background: var(--hrm-path, color-mix(in srgb, var(--_accent) 45%, transparent)); }
[role=gridcell]:focus-visible, button:focus-visible { outline: 3px solid var(--_accent); outline-offset: -3px; background-color: var(--_current); }
[part=keypad], [part=controls] { display: flex; flex-wrap: wrap; gap: 0.375rem; margin-block-start: 0.5rem; }
[hidden] { display: none !important; }
button {
  flex: 1 0 2.75rem;
  min-block-size: 2.75rem;
  padding-inline: 0.5rem;
  font: inherit;
  color: inherit;
  background: var(--hrm-button-background, transparent);
  border: 1px solid var(--hrm-button-border, color-mix(in srgb, currentColor 55%, transparent));
  border-radius: var(--hrm-radius, 0.375rem);
  cursor: pointer;
}
[part=keypad] > button { flex-basis: calc(20% - 0.375rem); }
[part~=solve] { font-weight: 650; }
[part=status] { min-block-size: 1.5em; margin: 0.5rem 0 0; font-size: 0.9em; }
@media (prefers-reduced-motion: no-preference) { [part~=changed] { animation: hrm-changed 0.4s ease-out; } }
@keyframes hrm-changed { from { background-color: var(--_current); } }
@media (forced-colors: active) {
  [part~=wall] { background: CanvasText; forced-color-adjust: none; }
  [part~=path] { background: Highlight; color: HighlightText; forced-color-adjust: none; }
  [part~=answer] { font-style: italic; }
}
`
