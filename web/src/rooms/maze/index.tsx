import { maze as rules } from 'hrm-wasm';
import { weights } from '../../assets.ts';
import { Engine } from '../../engine.ts';
import { Run } from '../../thinking/run.ts';
import type { Room } from '../room.ts';
import { fromAddress, toAddress } from './puzzle.ts';
import { FIRST } from './first.ts';
import { MazeView } from './view.tsx';

const engine = new Engine('maze', weights('maze'));
const run = new Run(engine, FIRST, (puzzle, { config }) => ({ input: rules.frame(puzzle, Math.sqrt(config.seq_len)), halt: 'rules' }));

export const maze: Room = {
  id: 'maze',
  name: 'Maze',
  engine,
  open(address) {
    const puzzle = fromAddress(address);
    if (puzzle === undefined) return false;
    if (puzzle === run.state.peek().puzzle) return true;
    run.send({ type: 'HALT' });
    run.send({ type: 'EDIT', puzzle });
    return true;
  },
  address: () => toAddress(run.state.value.puzzle),
  View: () => <MazeView run={run} engine={engine} />,
};
