/** Files the page loads besides its own code, as URLs of the build. (The solver's are the bridge's own: the build finds them there.) */
import type { ModelInfo } from 'hrm-wasm';
import { parseManifest } from 'hrm-wasm/weights';
import manifest from '../../model_weights/manifest.json?raw';
import type { Source } from './engine.ts';

/** Those that are there when the page is built. */
const files = import.meta.glob<string>('../../model_weights/{sudoku,maze,arc}.hrm', { query: '?url', import: 'default', eager: true });
const entries = parseManifest(manifest, document.baseURI);

/** The shipped weights of a task, where there are any: what they are is known beforehand, so they are verified and kept. */
export function weights(task: ModelInfo['task']): Source | undefined {
  const name = `${task}.hrm`;
  const url = files[`../../model_weights/${name}`];
  if (url === undefined) return undefined;
  const entry = entries.find(one => one.name === name);
  if (!entry) throw new Error(`model_weights/manifest.json has no ${name}: make weights-manifest.`);
  return { name, from: { ...entry, url: new URL(url, document.baseURI).href } };
}
