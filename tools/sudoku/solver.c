/* The candidates of a whole board are three vectors, one for each band of three rows. Lane d of a vector belongs
 * to digit d + 1 and holds 27 bits: bit 9 * (row within the band) + column is set while the digit may stand
 * there. So one pass of vector operations looks at all rows, columns, boxes and cells for all digits at once,
 * finds every single, and places them all. Lanes 9 to 15 stay empty. */
#include "solver.h"

#include <string.h>

typedef uint32_t lanes __attribute__((vector_size(64)));

typedef struct {
  lanes band[3];
} board;

/* For a set of (digit, cell) pairs: the units that hold it at least once, and at least twice. Rows, columns and
 * boxes are per digit (lane); cells are over all digits (all lanes equal). */
typedef struct {
  lanes row[3];  /* bits 0, 9, 18: the band's rows */
  lanes column;  /* bits 0 to 8 */
  lanes box[3];  /* bits 0, 3, 6: the band's boxes */
  lanes cell[3]; /* bits 0 to 26 */
} units;

#define BAND_BITS 0x7ffffffu
#define ROW_BITS 0x1ffu
#define ROW_STARTS 0x40201u
#define BOX_STARTS 0x49u

static const lanes digits = {~0u, ~0u, ~0u, ~0u, ~0u, ~0u, ~0u, ~0u, ~0u};

static inline bool any(lanes x) {
  uint32_t sum = 0;
  for (int i = 0; i < 16; i++) sum |= x[i];
  return sum != 0;
}

#define ROTATE(x, n) \
  __builtin_shufflevector(x, x, n, n + 1, n + 2, n + 3, n + 4, n + 5, n + 6, n + 7, n + 8, n + 9, n + 10, n + 11, \
                          n + 12, n + 13, n + 14, n + 15)

/* Adds the pairs (once2, twice2) to (once1, twice1), where once and twice mean at least one, at least two. */
#define ADD(once1, twice1, once2, twice2) \
  do { \
    twice1 |= (twice2) | ((once1) & (once2)); \
    once1 |= (once2); \
  } while (0)

static inline lanes row_any(lanes x) {
  lanes t = x | (x >> 1) | (x >> 2);
  return (t | (t >> 3) | (t >> 6)) & ROW_STARTS;
}

static inline lanes spread_row(lanes starts) { return (starts << 9) - starts; }
static inline lanes spread_box(lanes starts) {
  lanes columns = (starts << 3) - starts;
  return columns | (columns << 9) | (columns << 18);
}
static inline lanes spread_column(lanes columns) { return columns | (columns << 9) | (columns << 18); }

static inline void count_units(const lanes x[3], units *once, units *twice) {
  lanes zero = {0};
  once->column = twice->column = zero;
  for (int b = 0; b < 3; b++) {
    once->row[b] = row_any(x[b]);
    twice->row[b] = row_any(x[b] & (x[b] - once->row[b])); /* each row without its lowest bit */

    lanes one = x[b] & ROW_BITS, two = zero;
    ADD(one, two, (x[b] >> 9) & ROW_BITS, zero);
    ADD(one, two, x[b] >> 18, zero);
    ADD(once->column, twice->column, one, two);

    lanes more = two | (two >> 1) | (two >> 2), in_box = one;
    ADD(in_box, more, one >> 1, zero);
    ADD(in_box, more, one >> 2, zero);
    once->box[b] = in_box & BOX_STARTS;
    twice->box[b] = more & BOX_STARTS;

    lanes all = x[b], again = zero;
    ADD(all, again, ROTATE(all, 8), ROTATE(again, 8));
    lanes all4 = ROTATE(all, 4), again4 = ROTATE(again, 4);
    ADD(all, again, all4, again4);
    all4 = ROTATE(all, 2), again4 = ROTATE(again, 2);
    ADD(all, again, all4, again4);
    all4 = ROTATE(all, 1), again4 = ROTATE(again, 1);
    ADD(all, again, all4, again4);
    once->cell[b] = all;
    twice->cell[b] = again;
  }
}

typedef enum { CONTRADICTION, OPEN, SOLVED } state;

/* Places singles until none is left. */
static state propagate(board *g) {
  for (;;) {
    units once, twice;
    count_units(g->band, &once, &twice);
    lanes missing = once.column ^ ROW_BITS;
    for (int b = 0; b < 3; b++)
      missing |= (once.row[b] ^ ROW_STARTS) | (once.box[b] ^ BOX_STARTS) | (once.cell[b] ^ BAND_BITS);
    if (any(missing & digits)) return CONTRADICTION;
    if (!any(twice.cell[0] | twice.cell[1] | twice.cell[2])) return SOLVED;

    lanes fixed[3];
    lanes single_column = spread_column(once.column & ~twice.column);
    for (int b = 0; b < 3; b++)
      fixed[b] = g->band[b] & (~twice.cell[b] | spread_row(once.row[b] & ~twice.row[b]) |
                               spread_box(once.box[b] & ~twice.box[b]) | single_column);
    count_units(fixed, &once, &twice);
    lanes clash = twice.column;
    for (int b = 0; b < 3; b++) clash |= twice.row[b] | twice.box[b] | twice.cell[b];
    if (any(clash)) return CONTRADICTION;

    lanes taken_column = spread_column(once.column), removed = {0};
    for (int b = 0; b < 3; b++) {
      lanes taken = spread_row(once.row[b]) | spread_box(once.box[b]) | taken_column | once.cell[b];
      lanes out = g->band[b] & taken & ~fixed[b];
      removed |= out;
      g->band[b] ^= out;
    }
    if (!any(removed)) return OPEN;
  }
}

/* ---- search ---- */

/* Bit of a cell within its band. */
static inline uint32_t cell_bit(int cell) { return 1u << (cell % 27); }

static void load(board *g, const uint8_t cells[SUDOKU_CELLS]) {
  uint32_t given[3][16] = {{0}}, filled[3] = {0};
  for (int i = 0; i < SUDOKU_CELLS; i++) {
    if (!cells[i]) continue;
    given[i / 27][cells[i] - 1] |= cell_bit(i);
    filled[i / 27] |= cell_bit(i);
  }
  for (int b = 0; b < 3; b++) {
    memcpy(&g->band[b], given[b], sizeof g->band[b]);
    g->band[b] |= digits & (BAND_BITS & ~filled[b]);
  }
}

static void store(const board *g, uint8_t cells[SUDOKU_CELLS]) {
  for (int b = 0; b < 3; b++)
    for (int d = 0; d < 9; d++)
      for (uint32_t bits = g->band[b][d]; bits; bits &= bits - 1)
        cells[b * 27 + __builtin_ctz(bits)] = (uint8_t)(d + 1);
}

typedef struct {
  rng *random;          /* NULL: first cell, digits in rising order */
  const uint8_t *known; /* a solution not to count, or NULL */
  uint8_t *solution;    /* where the first one counted goes, or NULL */
  int limit, found;
  int guesses;
} search_state;

/* A cell with the fewest candidates, more than one. */
static int choose_cell(const board *g, rng *random) {
  /* Binary counters over the digits: for each cell bit, how many candidates (1..9). */
  uint32_t fewest[3] = {0};
  uint32_t count[3][4] = {{0}};
  for (int b = 0; b < 3; b++)
    for (int d = 0; d < 9; d++) {
      uint32_t carry = g->band[b][d];
      for (int k = 0; k < 4; k++) {
        uint32_t next = count[b][k] & carry;
        count[b][k] ^= carry;
        carry = next;
      }
    }
  int total = 0;
  for (unsigned n = 2; !total; n++)
    for (int b = 0; b < 3; b++) {
      fewest[b] = BAND_BITS;
      for (int k = 0; k < 4; k++) fewest[b] &= n >> k & 1 ? count[b][k] : ~count[b][k];
      total += __builtin_popcount(fewest[b]);
    }
  int pick = random ? (int)rng_below(random, (uint32_t)total) : 0;
  int b = 0;
  for (; pick >= __builtin_popcount(fewest[b]); b++) pick -= __builtin_popcount(fewest[b]);
  while (pick--) fewest[b] &= fewest[b] - 1;
  return b * 27 + __builtin_ctz(fewest[b]);
}

static void search(const board *g, search_state *s);

static void settle(board *g, search_state *s) {
  state now = propagate(g);
  if (now == OPEN) search(g, s);
  if (now != SOLVED) return;
  uint8_t cells[SUDOKU_CELLS];
  if (s->known || s->solution) store(g, cells);
  if (s->known && !memcmp(cells, s->known, SUDOKU_CELLS)) return;
  if (s->solution && !s->found) memcpy(s->solution, cells, SUDOKU_CELLS);
  s->found++;
}

/* The board with digit d + 1 in the cell. */
static board assume(const board *g, int cell, int d) {
  board next = *g;
  lanes only = {0};
  only[d] = cell_bit(cell);
  next.band[cell / 27] = (next.band[cell / 27] & ~cell_bit(cell)) | only;
  return next;
}

static void search(const board *g, search_state *s) {
  int cell = choose_cell(g, s->random), b = cell / 27, n = 0;
  uint32_t bit = cell_bit(cell);
  uint8_t tries[9];
  for (uint8_t d = 0; d < 9; d++)
    if (g->band[b][d] & bit) tries[n++] = d;
  if (s->random) rng_shuffle(s->random, tries, (uint32_t)n);
  for (int k = 0; k < n && s->found < s->limit; k++) {
    board next = assume(g, cell, tries[k]);
    s->guesses++;
    settle(&next, s);
  }
}

int sudoku_count(const uint8_t cells[SUDOKU_CELLS], int limit, uint8_t *solution) {
  board g;
  load(&g, cells);
  search_state s = {.limit = limit, .solution = solution};
  settle(&g, &s);
  return s.found;
}

bool sudoku_any_solution(const uint8_t cells[SUDOKU_CELLS], rng *r, uint8_t solution[SUDOKU_CELLS]) {
  board g;
  load(&g, cells);
  search_state s = {.limit = 1, .random = r, .solution = solution};
  settle(&g, &s);
  return s.found > 0;
}

bool sudoku_other_solution(const uint8_t cells[SUDOKU_CELLS], const uint8_t known[SUDOKU_CELLS], rng *r,
                           uint8_t solution[SUDOKU_CELLS]) {
  board g;
  load(&g, cells);
  search_state s = {.limit = 1, .random = r, .known = known, .solution = solution};
  settle(&g, &s);
  return s.found > 0;
}

bool sudoku_is_redundant(const uint8_t cells[SUDOKU_CELLS], int cell) {
  /* Any other solution of the rest must have another digit here. */
  board g;
  uint8_t rest[SUDOKU_CELLS];
  memcpy(rest, cells, SUDOKU_CELLS);
  rest[cell] = 0;
  load(&g, rest);
  g.band[cell / 27][cells[cell] - 1] &= ~cell_bit(cell);
  search_state s = {.limit = 1};
  settle(&g, &s);
  return s.found == 0;
}

double sudoku_mean_guesses(const uint8_t cells[SUDOKU_CELLS], int runs) {
  board g;
  load(&g, cells);
  if (propagate(&g) != OPEN) return 0;
  uint64_t seed = 0;
  for (int i = 0; i < SUDOKU_CELLS; i++) seed = rng_mix(seed * 10 + cells[i] + 1);
  rng random = rng_stream(seed, 0);
  int64_t total = 0;
  for (int i = 0; i < runs; i++) {
    search_state s = {.limit = 1, .random = &random};
    search(&g, &s);
    total += s.guesses;
  }
  return (double)total / runs;
}

int sudoku_deduce(const uint8_t cells[SUDOKU_CELLS], uint8_t deduced[SUDOKU_CELLS]) {
  board g;
  load(&g, cells);
  for (bool moved = true; moved;) {
    moved = false;
    const state now = propagate(&g);
    if (now == CONTRADICTION) return -1;
    for (int cell = 0; cell < SUDOKU_CELLS && now == OPEN; cell++)
      for (int d = 0; d < 9; d++) {
        if (!(g.band[cell / 27][d] & cell_bit(cell))) continue;
        board next = assume(&g, cell, d);
        if (propagate(&next) != CONTRADICTION) continue;
        g.band[cell / 27][d] &= ~cell_bit(cell);
        moved = true;
      }
  }
  int open = 0;
  for (int cell = 0; cell < SUDOKU_CELLS; cell++) {
    int count = 0;
    for (int d = 0; d < 9; d++) {
      if (!(g.band[cell / 27][d] & cell_bit(cell))) continue;
      deduced[cell] = (uint8_t)(d + 1);
      count++;
    }
    if (count == 1) continue;
    deduced[cell] = 0;
    open++;
  }
  return open;
}

int sudoku_guesses(const uint8_t cells[SUDOKU_CELLS]) {
  return (int)(sudoku_mean_guesses(cells, SUDOKU_RATING_RUNS) + 0.5);
}

int sudoku_clues(const uint8_t cells[SUDOKU_CELLS]) {
  int clues = 0;
  for (int i = 0; i < SUDOKU_CELLS; i++) clues += cells[i] != 0;
  return clues;
}
