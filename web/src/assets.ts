/** Files the page loads besides its own code, as URLs of the build. (The solver's are the bridge's own: the build finds them there.) */
import sudoku from '../../model_weights/sudoku.hrm?url';

export const weights = { sudoku: { name: 'sudoku.hrm', from: new URL(sudoku, document.baseURI).href } };
