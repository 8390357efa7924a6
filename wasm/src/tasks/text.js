// How an answer is written on one line, where its task allows that.

/** A square whose blanks an answer fills stays on one line, as data sets have it; every other grid needs its rows.
 * @param {import('./types.d.ts').Face} task @param {import('./types.d.ts').Grid} grid @returns {string} */
export const textOf = ({ blank, print }, grid) =>
  blank !== undefined && grid.rows === grid.columns ? grid.cells : (print?.(grid) ?? grid.cells)
