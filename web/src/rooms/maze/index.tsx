import { maze as rules, type ModelInfo } from 'hrm-wasm';
import { weights } from '../../assets.ts';
import { Engine } from '../../engine.ts';
import { Run, type Request } from '../../thinking/run.ts';
import type { Room } from '../room.ts';
import { FIRST } from './first.ts';
import { fromAddress, fromText, toAddress, type Puzzle } from './puzzle.ts';
import { judged } from './verdict.ts';
import { MazeView } from './view.tsx';

const engine = new Engine('maze', weights('maze'));
/** The maze as a model takes it. */
const request = (puzzle: Puzzle, { config }: ModelInfo): Request => ({ input: rules.frame(puzzle, Math.sqrt(config.seq_len)), halt: 'rules' });
const run = new Run(engine, FIRST, request);

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
  View: () => <MazeView run={run} engine={engine} kind={{ read: fromText, request, judged }} />,
};
