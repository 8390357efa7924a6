import { arc } from 'hrm-wasm/rules'

/** The answers a cell may have: the colours first, then what is no colour. */
export const ANSWERS = [...arc.rules.marks]
  .sort((a, b) => Number(!a.part) - Number(!b.part))
  .map(({ token, character, word, part }) => {
    const mark = part ? character : word
    return { token, mark, name: mark }
  })
