/* The canonical form by colour refinement and individualisation, as in graph canonisation (McKay, Piperno 2014,
 * "Practical graph isomorphism, II"), made for the Sudoku's structure. Rows and columns start with one colour.
 * A line's colour is refined by the colours of its band, of the lines its clues cross, and of the clues' digits,
 * until nothing splits any more. If two lines still share a colour, each line of one such class is told apart in
 * turn, and the smallest resulting grid wins. Colours are hashes computed from the structure alone, so they are
 * equal for twins; sums of hashes make them independent of order. A collision of hashes can only leave a class
 * unsplit, except between the three bands of one direction (chance about 2^-60 a puzzle). */
#include "canonical.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define LINES 18 /* rows 0..8, columns 9..17 */

typedef struct {
  uint8_t row, column, digit;
} clue;

typedef struct {
  clue clues[SUDOKU_CELLS];
  int n;
  bool found;
  uint8_t best[SUDOKU_CELLS];
} puzzle_class;

typedef struct {
  uint64_t line[LINES];
  uint64_t digit[9];
} colours;

static inline uint64_t hash(uint64_t a, uint64_t b) { return rng_mix(a * UINT64_C(0x9e3779b97f4a7c15) + b + 1); }

static int distinct_lines(const colours *c) {
  int n = 0;
  for (int i = 0; i < LINES; i++) {
    bool seen = false;
    for (int j = 0; j < i; j++) seen |= c->line[i] == c->line[j];
    n += !seen;
  }
  return n;
}

static void band_colours(const colours *c, uint64_t band[LINES / 3]) {
  for (int b = 0; b < LINES / 3; b++)
    band[b] = rng_mix(rng_mix(c->line[3 * b]) + rng_mix(c->line[3 * b + 1]) + rng_mix(c->line[3 * b + 2]));
}

static void refine_once(const puzzle_class *p, colours *c) {
  uint64_t band[LINES / 3], line[LINES] = {0}, digit[9] = {0};
  band_colours(c, band);
  for (int i = 0; i < p->n; i++) {
    clue k = p->clues[i];
    uint64_t row = c->line[k.row], column = c->line[k.column], d = c->digit[k.digit];
    line[k.row] += hash(column, d);
    line[k.column] += hash(row, d);
    digit[k.digit] += hash(row + column, row ^ column);
  }
  for (int i = 0; i < LINES; i++) c->line[i] = hash(hash(c->line[i], band[i / 3]), line[i]);
  for (int i = 0; i < 9; i++) c->digit[i] = hash(c->digit[i], digit[i]);
}

/* Returns the number of distinct line colours once a round splits nothing. Two idle rounds are asked for, as a
 * round may split only digits and bands. */
static int refine(const puzzle_class *p, colours *c) {
  int before = distinct_lines(c);
  for (int idle = 0; idle < 2 && before < LINES;) {
    refine_once(p, c);
    int now = distinct_lines(c);
    idle = now == before ? idle + 1 : 0;
    before = now;
  }
  return before;
}

/* Orders the nine lines from `first` by band, then by line. place[line] is its new number. */
static void order_lines(const colours *c, const uint64_t band[LINES / 3], int first, uint8_t place[9]) {
  for (int i = 0; i < 9; i++) {
    uint8_t before = 0;
    uint64_t bi = band[(first + i) / 3], li = c->line[first + i];
    for (int j = 0; j < 9; j++) {
      uint64_t bj = band[(first + j) / 3], lj = c->line[first + j];
      before = (uint8_t)(before + (bj < bi || (bj == bi && lj < li)));
    }
    place[i] = before;
  }
}

/* Labels digits 1, 2, ... in order of appearance. */
static void relabel(uint8_t cells[SUDOKU_CELLS]) {
  uint8_t label[10] = {0}, next = 1;
  for (int i = 0; i < SUDOKU_CELLS; i++) {
    if (cells[i] && !label[cells[i]]) label[cells[i]] = next++;
    cells[i] = label[cells[i]];
  }
}

/* All lines have different colours: the grid they order is a candidate. */
static void leaf(puzzle_class *p, const colours *c) {
  uint64_t band[LINES / 3], rows = 0, columns = 0;
  uint8_t row_place[9], column_place[9], grid[SUDOKU_CELLS] = {0};
  band_colours(c, band);
  order_lines(c, band, 0, row_place);
  order_lines(c, band, 9, column_place);
  for (int i = 0; i < 9; i++) rows += rng_mix(c->line[i]), columns += rng_mix(c->line[9 + i]);
  for (int i = 0; i < p->n; i++) {
    int row = row_place[p->clues[i].row], column = column_place[p->clues[i].column - 9];
    grid[rows < columns ? row * 9 + column : column * 9 + row] = (uint8_t)(p->clues[i].digit + 1);
  }
  relabel(grid);
  if (!p->found || memcmp(grid, p->best, SUDOKU_CELLS) < 0) memcpy(p->best, grid, SUDOKU_CELLS);
  p->found = true;
}

static void branch(puzzle_class *p, colours *c) {
  if (refine(p, c) == LINES) {
    leaf(p, c);
    return;
  }
  /* The smallest class of lines that share a colour; of equal sizes the one of the lowest colour. */
  int best_size = LINES + 1;
  uint64_t best_colour = 0;
  for (int i = 0; i < LINES; i++) {
    int size = 0;
    for (int j = 0; j < LINES; j++) size += c->line[j] == c->line[i];
    if (size > 1 && (size < best_size || (size == best_size && c->line[i] < best_colour))) {
      best_size = size;
      best_colour = c->line[i];
    }
  }
  for (int i = 0; i < LINES; i++) {
    if (c->line[i] != best_colour) continue;
    colours next = *c;
    next.line[i] = hash(next.line[i], 1);
    branch(p, &next);
  }
}

void sudoku_canonical(const uint8_t cells[SUDOKU_CELLS], uint8_t canonical[SUDOKU_CELLS]) {
  puzzle_class p = {.n = 0};
  for (int i = 0; i < SUDOKU_CELLS; i++)
    if (cells[i]) p.clues[p.n++] = (clue){(uint8_t)(i / 9), (uint8_t)(9 + i % 9), (uint8_t)(cells[i] - 1)};
  colours c = {{0}, {0}};
  branch(&p, &c);
  memcpy(canonical, p.best, SUDOKU_CELLS);
}

void sudoku_random_lines(uint8_t line[9], rng *r) {
  uint8_t bands[3] = {0, 1, 2};
  rng_shuffle(r, bands, 3);
  for (int b = 0; b < 3; b++) {
    uint8_t within[3] = {0, 1, 2};
    rng_shuffle(r, within, 3);
    for (int i = 0; i < 3; i++) line[3 * b + i] = (uint8_t)(3 * bands[b] + within[i]);
  }
}

void sudoku_scramble(uint8_t question[SUDOKU_CELLS], uint8_t *answer, rng *r) {
  uint8_t rows[9], columns[9], digits[10] = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9};
  sudoku_random_lines(rows, r);
  sudoku_random_lines(columns, r);
  rng_shuffle(r, digits + 1, 9);
  bool transpose = rng_below(r, 2);
  uint8_t *grids[2] = {question, answer};
  for (int g = 0; g < 2 && grids[g]; g++) {
    uint8_t old[SUDOKU_CELLS];
    memcpy(old, grids[g], SUDOKU_CELLS);
    for (int i = 0; i < 9; i++)
      for (int j = 0; j < 9; j++) grids[g][transpose ? j * 9 + i : i * 9 + j] = digits[old[rows[i] * 9 + columns[j]]];
  }
}

/* ---- sets of classes ---- */

static void class_hash(const uint8_t cells[SUDOKU_CELLS], uint64_t key[2]) {
  uint8_t canonical[SUDOKU_CELLS];
  sudoku_canonical(cells, canonical);
  key[0] = 1;
  key[1] = 2;
  for (int i = 0; i < SUDOKU_CELLS; i++) {
    key[0] = hash(key[0], canonical[i]);
    key[1] = hash(canonical[i], key[1]);
  }
}

/* The slot that holds the key, or the empty one where it belongs. */
static uint64_t *find_slot(const class_set *set, const uint64_t key[2]) {
  size_t at = key[0] & (set->capacity - 1);
  while ((set->slots[at][0] || set->slots[at][1]) && (set->slots[at][0] != key[0] || set->slots[at][1] != key[1]))
    at = (at + 1) & (set->capacity - 1);
  return set->slots[at];
}

static void grow(class_set *set) {
  class_set larger = {.capacity = set->capacity ? 2 * set->capacity : 1024, .count = set->count};
  larger.slots = calloc(larger.capacity, sizeof *larger.slots);
  if (!larger.slots) {
    fprintf(stderr, "out of memory for %zu symmetry classes\n", larger.capacity);
    exit(1);
  }
  for (size_t i = 0; i < set->capacity; i++)
    if (set->slots[i][0] || set->slots[i][1])
      memcpy(find_slot(&larger, set->slots[i]), set->slots[i], sizeof *larger.slots);
  free(set->slots);
  *set = larger;
}

bool class_set_has(const class_set *set, const uint8_t cells[SUDOKU_CELLS]) {
  if (!set->count) return false;
  uint64_t key[2];
  class_hash(cells, key);
  const uint64_t *slot = find_slot(set, key);
  return slot[0] || slot[1];
}

bool class_set_add(class_set *set, const uint8_t cells[SUDOKU_CELLS]) {
  if (2 * (set->count + 1) > set->capacity) grow(set);
  uint64_t key[2];
  class_hash(cells, key);
  uint64_t *slot = find_slot(set, key);
  if (slot[0] || slot[1]) return false;
  memcpy(slot, key, sizeof key);
  set->count++;
  return true;
}

void class_set_free(class_set *set) {
  free(set->slots);
  *set = (class_set){0};
}
