/* task_grid.c - any task of token grids: pairs of a CSV, or an official data-set folder. */
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include "grids.h"
#include "memory.h"

struct dataset {
  grids grids;
};

static bool is_folder(const char *path) {
  struct stat s;
  return !stat(path, &s) && S_ISDIR(s.st_mode);
}

static dataset *open_grids(const char *paths, const data_options *o) {
  if (!paths) fail("--task grid needs --data, a CSV or an official data-set folder");
  dataset *d = allocate(1, sizeof *d);
  d->grids =
      is_folder(paths) ? grids_from_folder(paths, o->part ? o->part : "train") : grids_from_pairs(paths, o->alphabet);
  const grids *g = &d->grids;
  const hrm_config *c = o->fits;
  if (c && (g->seq_len != c->seq_len || g->vocab_size > c->vocab_size ||
            (c->puzzle_emb_len && g->num_puzzle_identifiers > c->num_puzzle_identifiers)))
    fail("%s: %u cells, %u tokens, %u puzzle identifiers; the model has %u, %u, %u", paths, g->seq_len, g->vocab_size,
         g->num_puzzle_identifiers, c->seq_len, c->vocab_size, c->num_puzzle_identifiers);
  return d;
}

static void close_grids(dataset *d) {
  grids_free(&d->grids);
  free(d);
}

static void shape(const dataset *d, hrm_config *c) {
  c->task = HRM_GENERIC;
  c->grid_rows = c->grid_cols = 0;
  c->seq_len = d->grids.seq_len;
  c->vocab_size = d->grids.vocab_size;
  if (c->puzzle_emb_len) c->num_puzzle_identifiers = d->grids.num_puzzle_identifiers;
}

static size_t count(const dataset *d) { return d->grids.count; }

static void copy(const grids *g, size_t i, token *inputs, label *labels) {
  memcpy(inputs, g->inputs + i * g->seq_len, g->seq_len * sizeof *inputs);
  memcpy(labels, g->labels + i * g->seq_len, g->seq_len * sizeof *labels);
}

static uint32_t get(const dataset *d, size_t i, token *inputs, label *labels, int *difficulty) {
  const grids *g = &d->grids;
  size_t first = 0, last = g->puzzles; /* the puzzle that example i belongs to */
  while (last - first > 1) {
    const size_t middle = (first + last) / 2;
    if (g->puzzle_indices[middle] <= i) first = middle;
    else last = middle;
  }
  copy(g, i, inputs, labels);
  if (difficulty) *difficulty = -1;
  return g->puzzle_identifiers[first];
}

/* One of so many, at random; where there is none, none. */
static size_t pick(rng *r, size_t first, size_t end) {
  return end > first ? first + rng_below(r, (uint32_t)(end - first)) : first;
}

/* A group, one of its puzzles, one of its examples: what is there in many variants is not seen more often for it. */
static uint32_t draw(const dataset *d, rng *r, token *inputs, label *labels) {
  const grids *g = &d->grids;
  for (int tries = 0; tries < 1000; tries++) { /* groups and puzzles may be empty */
    const size_t group = pick(r, 0, g->groups);
    const size_t puzzle = pick(r, g->group_indices[group], g->group_indices[group + 1]);
    if (puzzle == g->group_indices[group + 1]) continue;
    const size_t example = pick(r, g->puzzle_indices[puzzle], g->puzzle_indices[puzzle + 1]);
    if (example == g->puzzle_indices[puzzle + 1]) continue;
    copy(g, example, inputs, labels);
    return g->puzzle_identifiers[puzzle];
  }
  fail("the data set's groups are empty");
}

static const int bins[] = {0, -1};

const task task_grid = {.name = "grid",
                        .about = "pairs of token grids: a CSV, or an official data-set folder",
                        .id = HRM_GENERIC,
                        .open = open_grids,
                        .close = close_grids,
                        .shape = shape,
                        .count = count,
                        .get = get,
                        .draw = draw,
                        .bins = bins};
