import { sudoku, type Step } from 'hrm-wasm';
import type { Engine } from '../../engine.ts';
import { count, list, milliseconds } from '../../words.ts';
import { canThinkLonger, TRIES, type State } from './machine.ts';
import { conflictsInWords, givens, isEmpty, toCells } from './puzzle.ts';

/** What the page says about the state: judged by the rules of Sudoku, not by the model. */
export interface Verdict {
  tone: 'calm' | 'busy' | 'good' | 'bad' | 'warn';
  headline: string;
  text: string;
}

/** Below this probability a cell counts as uncertain. */
export const SURE = 0.9;

export function verdict(state: State, loading: ReturnType<Engine['phase']['peek']>): Verdict {
  const { phase, steps, shown, puzzle, attempt, attempts, limit } = state;
  const n = steps.length;
  if (phase !== 'solving' && shown < n - 1) return lookingBack(state);
  switch (phase) {
    case 'editing':
      return editing(puzzle);
    case 'solving':
      if (!n && loading === 'loading') return { tone: 'busy', headline: 'Fetching the model', text: 'It starts as soon as its weights are here.' };
      if (attempts === 1) return { tone: 'busy', headline: `Thinking: segment ${n + 1}`, text: `At most ${limit} segments. Nothing is certain yet.` };
      return {
        tone: 'busy', headline: n < limit ? `Attempt ${attempt}: segment ${n + 1}` : `Attempt ${attempt + 1}: segment 1`,
        text: `The same puzzle, written differently for the model and back for the board. At most ${attempts} attempts of ${limit} segments.`,
      };
    case 'paused':
      return { tone: 'calm', headline: `Paused after ${count(n, 'segment')}${attempt > 1 ? ` of attempt ${attempt}` : ''}`, text: shortfall(puzzle, steps[n - 1]!) };
    case 'failed':
      return { tone: 'bad', headline: state.fault!.title, text: `${state.fault!.reason} ${state.fault!.advice}` };
    case 'done':
      return done(state);
  }
}

function editing(puzzle: string): Verdict {
  const n = givens(puzzle);
  if (isEmpty(puzzle)) return { tone: 'calm', headline: 'An empty board', text: 'Type a puzzle, paste one, or take an example from below.' };
  const conflicts = sudoku.conflicts(toCells(puzzle));
  if (conflicts.length) {
    return {
      tone: 'warn', headline: 'These givens contradict each other',
      text: `${conflictsInWords(conflicts)}. No solution can exist, so the model is not asked before they are corrected.`,
    };
  }
  if (n === 81) return { tone: 'calm', headline: 'The board is full', text: 'There is nothing left to solve, but the model may have a look at it.' };
  const few = n < 17 ? ' With fewer than 17 there is always more than one solution; any valid one counts.' : '';
  return { tone: 'calm', headline: `${count(n, 'given')}, ${count(81 - n, 'cell')} to fill`, text: `The model has not seen this board yet.${few}` };
}

function done(state: State): Verdict {
  const { steps, end, attempt } = state;
  const spent = `${attempt > 1 ? `${attempt} attempts, ` : ''}${count(state.spent.segments, 'segment')}, ${milliseconds(state.spent.ms)} of computing`;
  const last = steps[steps.length - 1]!;
  const judged = sudoku.judge(toCells(state.puzzle), toCells(last.grid!));
  if (judged.valid) return { tone: 'good', headline: 'Solved', text: `${judged.sentence} ${attempt > 1 ? `Found on attempt ${attempt}, segment ${last.segment}: ` : ''}${spent}.` };
  const headline = end === 'halted' ? 'Stopped, not solved' : 'Not solved';
  const differently = `${TRIES} ${attempt > 1 ? 'more ' : ''}attempts at the same puzzle written differently`;
  const onward = end !== 'exhausted' ? '' : canThinkLonger(state) ? ` Thinking longer sometimes helps, and so do ${differently}.` : ` ${differently} may help.`;
  return { tone: 'bad', headline, text: `${shortfall(state.puzzle, last)} ${spent}.${onward}` };
}

/** The verdict is on the grid that is on view. */
function lookingBack({ steps, shown, puzzle }: State): Verdict {
  const step = steps[shown];
  if (!step) return { tone: 'calm', headline: 'Looking back: the puzzle', text: `Before the first of ${count(steps.length, 'segment')}.` };
  return { tone: 'calm', headline: `Looking back: segment ${step.segment} of ${steps.length}`, text: shortfall(puzzle, step) };
}

/** What is wrong with a step's grid, in words. */
function shortfall(puzzle: string, step: Step): string {
  const cells = toCells(step.grid!);
  const judged = sudoku.judge(toCells(puzzle), cells);
  if (judged.valid) return judged.sentence;
  const broken = { row: new Set(), column: new Set(), box: new Set() };
  for (const { unit, index } of sudoku.conflicts(cells)) broken[unit].add(index);
  const numbers = [broken.row.size, broken.column.size, broken.box.size];
  const units = [count(numbers[0]!, 'row'), count(numbers[1]!, 'column'), count(numbers[2]!, 'box', 'boxes')].filter((_, i) => numbers[i]);
  const blank = cells.filter(digit => !digit).length;
  const uncertain = step.probability.filter(p => p < SURE).length;
  const words = [
    units.length ? `${list(units)} ${units.length === 1 && units[0]!.startsWith('1 ') ? 'conflicts' : 'conflict'}` : '',
    blank ? `${count(blank, 'cell')} blank` : '',
    judged.changedGivens.length ? `${count(judged.changedGivens.length, 'given')} changed` : '',
    uncertain ? `${count(uncertain, 'cell')} uncertain` : 'the model is sure of every cell all the same',
  ].filter(Boolean);
  return `${words.join('; ')}.`;
}
