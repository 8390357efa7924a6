import { computed, effect } from '@preact/signals';
import { maze as rules, type ModelInfo } from 'hrm-wasm';
import { weights } from '../../assets.ts';
import { Engine } from '../../engine.ts';
import { Run, type Request } from '../../thinking/run.ts';
import type { Room } from '../room.ts';
import { FIRST } from './first.ts';
import { fromAddress, fromText, sizeOf, takenBy, toAddress, type Puzzle } from './puzzle.ts';
import { judged } from './verdict.ts';
import { MazeView } from './view.tsx';

const engine = new Engine('maze', weights('maze'));
const larger = weights('maze', '-large');
/** The maze as a model takes it. */
const request = (puzzle: Puzzle, info: ModelInfo): Request => ({ input: rules.frame(puzzle, takenBy(info)), halt: 'rules' });
const run = new Run(engine, FIRST, request);

// Of the page's own two models the one that the maze's size asks for: the smaller is several times faster.
const size = computed(() => sizeOf(run.state.value.puzzle));
let smallerTakes = Infinity;
effect(() => {
  const loaded = engine.loaded.value;
  if (!larger || !loaded) return;
  if (loaded.source === engine.shipped) smallerTakes = takenBy(loaded.info);
  const wanted = size.value > smallerTakes ? larger : engine.shipped!;
  const own = loaded.source === engine.shipped || loaded.source === larger;
  if (own && wanted !== loaded.source && !engine.progress.peek()) engine.load(wanted).catch(() => {}); // the engine's signals tell
});

export const maze: Room = {
  id: 'maze',
  name: 'Maze',
  engine,
  open(address) {
    const puzzle = fromAddress(address);
    if (puzzle === undefined) return false;
    if (puzzle !== run.state.peek().puzzle) run.replace(puzzle);
    return true;
  },
  address: () => toAddress(run.state.value.puzzle),
  View: () => <MazeView run={run} engine={engine} larger={larger !== undefined} kind={{ read: fromText, request, judged }} />,
};
