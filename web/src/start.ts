/**
 * What the page begins with: its looks, the chosen theme among them, a worker, and the weights of the room that is asked for. The browser needs this thread to start a worker and to hand
 * over what it fetched, and has no turn while the page is drawn; so both are asked for first, and the page's own code waits a moment for them.
 */
import './styles/tokens.css';
import './styles/page.css';
import './styles/parts.css';
import './rooms/sudoku/sudoku.css';
import './styles/grid.css';
import './rooms/maze/maze.css';
import './rooms/arc/arc.css';
import { createWorkerRuntime, type LoadOptions, type ModelInfo, type Runtime } from 'hrm-wasm';
import { load, type LoadedWeights, type WeightsEntry } from 'hrm-wasm/weights';
import { weights } from './assets.ts';
import { storedTheme } from './stored-theme.ts';

/** In ms. On a host nearby worker and weights are there by then; others shall not keep a reader from the page. */
const MOMENT = 50;

interface Early { entry: WeightsEntry; answer: Promise<LoadedWeights>; abort: AbortController; onProgress?: LoadOptions['onProgress'] }

document.documentElement.dataset.theme = storedTheme();

let runtime: Promise<Runtime> | undefined = createWorkerRuntime();
let early: Early | undefined = begin();
// Whoever takes them hears of a failure.
runtime.catch(() => {});
early?.answer.catch(() => {});

function begin(): Early | undefined {
  const task = location.hash.slice(1).split('/', 1)[0] || 'sudoku';
  const entry = weights(task as ModelInfo['task'])?.from as WeightsEntry | undefined;
  if (!entry) return undefined;
  const abort = new AbortController();
  const begun: Early = { entry, abort, answer: load(entry, { signal: abort.signal, onProgress: progress => begun.onProgress?.(progress) }) };
  return begun;
}

/** A runtime of one's own: for who comes first the one that is on its way already. */
export function newRuntime(): Promise<Runtime> {
  const own = runtime ?? createWorkerRuntime();
  runtime = undefined;
  return own;
}

/** load() of hrm-wasm/weights, which for the first weights has begun already. */
export function loadWeights(entry: WeightsEntry, options: LoadOptions & { signal: AbortSignal }): Promise<LoadedWeights> {
  if (early?.entry.sha256 !== entry.sha256) return load(entry, options);
  const { answer, abort } = early;
  early.onProgress = options.onProgress;
  early = undefined;
  options.signal.addEventListener('abort', () => abort.abort(), { once: true });
  return answer;
}

const moment = new Promise(resolve => setTimeout(resolve, MOMENT));
Promise.race([moment, early?.answer.catch(() => moment) ?? moment]).then(() => import('./main.tsx'));
