#include "deduce.h"

#include <stdbool.h>
#include <string.h>

#define ALL_DIGITS 0x3feu
#define ENDLESS 81 /* more rounds than any chain of singles has */

typedef struct {
  uint16_t candidates[SUDOKU_CELLS];
  bool placed[SUDOKU_CELLS]; /* its digit was taken from its peers */
} board;

static bool is_single(uint16_t digits) { return !(digits & (digits - 1)); }

static int cell_of(int unit, int k) {
  if (unit < 9) return 9 * unit + k;
  if (unit < 18) return 9 * k + unit - 9;
  unit -= 18;
  return 9 * (unit / 3 * 3 + k / 3) + unit % 3 * 3 + k % 3;
}

typedef enum { CONTRADICTION, STILL, MOVED } outcome;

static bool take_from_peers(board *b, int cell, bool *moved) {
  const int units[3] = {cell / 9, 9 + cell % 9, 18 + cell / 27 * 3 + cell % 9 / 3};
  const uint16_t digit = b->candidates[cell];
  b->placed[cell] = true;
  for (int u = 0; u < 3; u++)
    for (int k = 0; k < 9; k++) {
      const int peer = cell_of(units[u], k);
      if (peer == cell || !(b->candidates[peer] & digit)) continue;
      b->candidates[peer] &= (uint16_t)~digit;
      *moved = true;
      if (!b->candidates[peer]) return false;
    }
  return true;
}

/* All singles that stand now, at once. */
static outcome singles(board *b) {
  bool moved = false, single[SUDOKU_CELLS];
  for (int unit = 0; unit < 27; unit++) {
    uint16_t once = 0, twice = 0;
    for (int k = 0; k < 9; k++) {
      const uint16_t digits = b->candidates[cell_of(unit, k)];
      twice |= once & digits;
      once |= digits;
    }
    if (once != ALL_DIGITS) return CONTRADICTION;
    const uint16_t hidden = once & (uint16_t)~twice;
    for (int k = 0; k < 9 && hidden; k++) {
      uint16_t *digits = &b->candidates[cell_of(unit, k)];
      const uint16_t only = *digits & hidden;
      if (!only || only == *digits) continue;
      if (!is_single(only)) return CONTRADICTION;
      *digits = only;
      moved = true;
    }
  }
  for (int cell = 0; cell < SUDOKU_CELLS; cell++) single[cell] = !b->placed[cell] && is_single(b->candidates[cell]);
  for (int cell = 0; cell < SUDOKU_CELLS; cell++)
    if (single[cell] && !take_from_peers(b, cell, &moved)) return CONTRADICTION;
  return moved ? MOVED : STILL;
}

/* Rounds of singles until none is left, at most `rounds`. */
static outcome propagate(board *b, int rounds) {
  outcome o = MOVED;
  while (rounds-- > 0 && o == MOVED) o = singles(b);
  return o;
}

/* Takes away the candidates that singles refute within `rounds`. */
static bool trial(board *b, int rounds) {
  const board start = *b;
  bool any = false;
  for (int cell = 0; cell < SUDOKU_CELLS; cell++) {
    if (is_single(start.candidates[cell])) continue;
    for (uint16_t left = start.candidates[cell]; left; left &= left - 1) {
      const uint16_t digit = left & (uint16_t)-left;
      board assumed = start;
      assumed.candidates[cell] = digit;
      if (propagate(&assumed, rounds) != CONTRADICTION) continue;
      b->candidates[cell] &= (uint16_t)~digit;
      any = true;
    }
  }
  return any;
}

int sudoku_deduce(const uint8_t cells[SUDOKU_CELLS], uint8_t deduced[SUDOKU_CELLS]) {
  static const int lengths[] = {2, 4, 8, ENDLESS};
  board b = {{0}, {false}};
  int open = 0;
  for (int i = 0; i < SUDOKU_CELLS; i++) b.candidates[i] = cells[i] ? (uint16_t)(1u << cells[i]) : ALL_DIGITS;
  bool moved = true;
  while (moved) {
    if (propagate(&b, ENDLESS) == CONTRADICTION) return -1;
    moved = false;
    for (size_t i = 0; i < sizeof lengths / sizeof *lengths && !moved; i++) moved = trial(&b, lengths[i]);
  }
  for (int i = 0; i < SUDOKU_CELLS; i++) {
    deduced[i] = 0;
    if (!is_single(b.candidates[i])) open++;
    else while (b.candidates[i] >> (deduced[i] + 1)) deduced[i]++;
  }
  return open;
}
