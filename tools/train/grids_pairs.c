/* grids_pairs.c - pairs of grids as text, a question and its answer on each line of a CSV. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "../common/table.h"
#include "grids.h"
#include "memory.h"

#define CELLS_MOST 16384
#define CODES 0x110000

/* Code points of all questions and answers, cells of a grid one behind the other, the question first. */
typedef struct text_grids {
  uint32_t *cells;
  size_t count, room; /* of cells */
  size_t per_grid;
  bool rows; /* a slash ends a row; false: it is one of the alphabet's characters */
} text_grids;

/* The next code point of UTF-8; bytes that are none count as themselves. */
static uint32_t next_code(const char **at) {
  const unsigned char *s = (const unsigned char *)*at;
  const int more = s[0] >= 0xF0 ? 3 : s[0] >= 0xE0 ? 2 : s[0] >= 0xC0 ? 1 : 0;
  uint32_t code = more ? s[0] & (0x3Fu >> more) : s[0];
  for (int i = 1; i <= more; i++) {
    if ((s[i] & 0xC0) != 0x80) return ++*at, s[0];
    code = code << 6 | (s[i] & 0x3Fu);
  }
  *at += 1 + more;
  return code < CODES ? code : '?';
}

static void add_grid(text_grids *t, const char *text, const char *path, long line, const char *what) {
  size_t cells = 0, row = 0, width = 0;
  for (const char *at = text;;) {
    const bool end = !*at;
    const uint32_t code = end ? 0 : next_code(&at);
    if (end || (t->rows && code == '/')) {
      if (width && row && row != width)
        fail("%s: line %ld: the %s has rows of %zu and %zu cells", path, line, what, width, row);
      width = row;
      row = 0;
      if (end) break;
      continue;
    }
    if (t->count == t->room) {
      t->room = t->room ? 2 * t->room : 4096;
      t->cells = realloc(t->cells, t->room * sizeof *t->cells);
      if (!t->cells) fail("out of memory for %zu cells", t->room);
    }
    t->cells[t->count++] = code;
    cells++, row++;
  }
  if (!cells || cells > CELLS_MOST) fail("%s: line %ld: the %s has %zu cells", path, line, what, cells);
  if (!t->per_grid) t->per_grid = cells;
  if (cells != t->per_grid)
    fail("%s: line %ld: the %s has %zu cells; all grids are of one size, %zu", path, line, what, cells, t->per_grid);
}

static void read_file(text_grids *t, const char *path) {
  table *rows = table_open(path);
  if (!rows) fail("%s: %s", path, strerror(errno));
  int question = 0, answer = 1;
  bool first = true;
  for (table_status status; (status = table_next(rows)) != TABLE_END; first = false) {
    const long line = table_line(rows);
    if (status == TABLE_BAD) fail("%s: line %ld: %s", path, line, table_error(rows));
    if (first && table_find(rows, table_questions) >= 0 && table_find(rows, table_answers) >= 0) {
      question = table_find(rows, table_questions);
      answer = table_find(rows, table_answers);
      continue;
    }
    const size_t columns = table_count(rows);
    if ((size_t)question >= columns || (size_t)answer >= columns)
      fail("%s: line %ld: %zu columns are too few", path, line, columns);
    add_grid(t, table_field(rows, (size_t)question), path, line, "question");
    add_grid(t, table_field(rows, (size_t)answer), path, line, "answer");
  }
  if (*table_error(rows)) fail("%s: %s", path, table_error(rows));
  table_close(rows);
}

/* tokens [CODES] of the characters, 0 for those that are none; returns the number of tokens with padding. */
static uint32_t tokens_of(const text_grids *t, const char *alphabet, uint16_t *tokens) {
  uint32_t next = 1;
  if (!alphabet) {
    uint8_t *used = allocate(CODES, 1);
    for (size_t i = 0; i < t->count; i++) used[t->cells[i]] = 1;
    alphabet = task_alphabet(used, CODES);
    for (uint32_t code = 0; !alphabet && code < CODES; code++)
      if (used[code]) {
        if (next == 4096) fail("more than %d different characters", 4095);
        tokens[code] = (uint16_t)next++;
      }
    free(used);
    if (!alphabet) return next;
  }
  for (const char *at = alphabet; *at;) {
    const uint32_t code = next_code(&at);
    if (tokens[code] || next == 4096) fail("--alphabet: a character stands twice, or there are too many");
    tokens[code] = (uint16_t)next++;
  }
  return next;
}

grids grids_from_pairs(const char *paths, const char *alphabet) {
  text_grids t = {.rows = !alphabet || !strchr(alphabet, '/')};
  char *names = strdup(paths), *rest = names;
  for (char *name; (name = strsep(&rest, ","));)
    if (*name) read_file(&t, name);
  free(names);
  if (!t.count) fail("no pair of grids in %s", paths);
  uint16_t *tokens = allocate(CODES, sizeof *tokens);
  grids g = {.seq_len = (uint32_t)t.per_grid, .num_puzzle_identifiers = 1, .count = t.count / t.per_grid / 2};
  g.vocab_size = tokens_of(&t, alphabet, tokens);
  g.inputs = allocate(g.count * g.seq_len, sizeof *g.inputs);
  g.labels = allocate(g.count * g.seq_len, sizeof *g.labels);
  for (size_t i = 0; i < t.count; i++) {
    const size_t pair = i / (2 * t.per_grid), cell = pair * t.per_grid + i % t.per_grid;
    const token found = tokens[t.cells[i]];
    if (!found) fail("%s: pair %zu has a character that is none of the alphabet's", paths, pair + 1);
    if (i / t.per_grid % 2) g.labels[cell] = (label)found;
    else g.inputs[cell] = found;
  }
  free(tokens);
  free(t.cells);
  grids_one_by_one(&g);
  return g;
}
