/* task_maze.c - mazes as in Maze-30x30-hard (tools/maze/maze.h). Tokens as in the official data set: 1 wall, 2 free, 3
 * start, 4 goal, 5 path. A maze smaller than the grid stands somewhere in it, everything around it is wall. A model of
 * cells that may be left out has no walls: they are 0, and nothing is asked of them. */
#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "../common/table.h"
#include "../maze/maze.h"
#include "mix.h"
#include "task.h"
#include "memory.h"

#define ALPHABET "# SGo" /* token = place + 1 */
#define QUESTION "# SG"  /* of questions, which hold no path */
#define CELLS_MAX (MAZE_MAX_SIZE * MAZE_MAX_SIZE)

struct dataset {
  uint32_t side;
  data_options options;
  size_t count;
  char *mazes; /* [count][question side*side, answer side*side], none where mazes are generated */
  int *steps;  /* [count] */
  mix mix;
};

static const char *maze_at(const dataset *d, size_t i) { return d->mazes + i * 2 * d->side * d->side; }

static void add_maze(dataset *d, size_t *room, const char *question, const char *answer, const char *path, long line) {
  const size_t cells = (size_t)d->side * d->side;
  maze_work work;
  char solved[CELLS_MAX];
  if (strlen(question) != cells || strlen(answer) != cells || strspn(question, QUESTION) != cells ||
      strspn(answer, ALPHABET) != cells)
    fail("%s: line %ld: not a maze of %u x %u with its answer", path, line, d->side, d->side);
  const int steps = maze_solve(question, (int)d->side, &work, solved);
  if (!steps) fail("%s: line %ld: the maze has no path from S to G", path, line);
  if (d->count == *room) {
    *room = *room ? 2 * *room : 256;
    d->mazes = realloc(d->mazes, *room * 2 * cells);
    d->steps = realloc(d->steps, *room * sizeof *d->steps);
    if (!d->mazes || !d->steps) fail("out of memory for %zu mazes", *room);
  }
  memcpy(d->mazes + d->count * 2 * cells, question, cells);
  memcpy(d->mazes + d->count * 2 * cells + cells, answer, cells);
  d->steps[d->count++] = steps;
}

static void read_mazes(dataset *d, size_t *room, const char *path) {
  table *t = table_open(path);
  if (!t) fail("%s: %s", path, strerror(errno));
  int question = 0, answer = 1;
  bool first = true;
  for (table_status status; (status = table_next(t)) != TABLE_END; first = false) {
    if (status == TABLE_BAD) fail("%s: line %ld: %s", path, table_line(t), table_error(t));
    if (first && table_find(t, table_questions) >= 0) {
      question = table_find(t, table_questions);
      answer = table_find(t, table_answers);
      if (answer < 0) fail("%s: its header names no answers", path);
      continue;
    }
    const size_t columns = table_count(t);
    if ((size_t)question >= columns || (size_t)answer >= columns)
      fail("%s: line %ld: %zu columns are too few", path, table_line(t), columns);
    add_maze(d, room, table_field(t, (size_t)question), table_field(t, (size_t)answer), path, table_line(t));
  }
  if (*table_error(t)) fail("%s: %s", path, table_error(t));
  table_close(t);
}

static void close_mazes(dataset *d) {
  mix_free(&d->mix);
  free(d->mazes);
  free(d->steps);
  free(d);
}

static dataset *open_mazes(const char *paths, const data_options *o) {
  if (o->side < MAZE_MIN_SIZE || o->side > MAZE_MAX_SIZE)
    fail("a maze has a side of %d to %d, not %u", MAZE_MIN_SIZE, MAZE_MAX_SIZE, o->side);
  dataset *d = allocate(1, sizeof *d);
  d->side = o->side;
  d->options = *o;
  if (o->fits) d->options.leaves_out_walls = o->fits->rules & HRM_NO_CELL_0;
  if (!d->options.size_max) d->options.size_max = o->side;
  if (!d->options.size_min) d->options.size_min = d->options.size_max;
  if (d->options.size_min < MAZE_MIN_SIZE || d->options.size_min > d->options.size_max || d->options.size_max > o->side)
    fail("--size-min and --size-max: mazes of side %u to %u do not fit a grid of side %u", d->options.size_min,
         d->options.size_max, o->side);
  if (!paths) return d;
  size_t room = 0;
  char *names = strdup(paths), *rest = names;
  for (char *name; (name = strsep(&rest, ","));)
    if (*name) read_mazes(d, &room, name);
  free(names);
  if (!d->count) fail("no maze in %s", paths);
  mix_init(&d->mix, o->mix);
  for (size_t i = 0; i < d->count; i++) mix_add(&d->mix, i, d->steps[i]);
  mix_check(&d->mix);
  return d;
}

static size_t count(const dataset *d) { return d->count; }

static token token_of(char c) { return (token)(strchr(ALPHABET, c) - ALPHABET + 1); }

/* One cell of a question and its answer. */
static void write_cell(const dataset *d, char question, char answer, token *input, label *wanted) {
  const bool left_out = question == '#' && d->options.leaves_out_walls;
  *input = left_out ? 0 : token_of(question);
  *wanted = left_out ? IGNORE_LABEL : (label)token_of(answer);
}

static uint32_t get(const dataset *d, size_t i, token *inputs, label *labels, int *difficulty) {
  const uint32_t cells = d->side * d->side;
  const char *question = maze_at(d, i), *answer = question + cells;
  for (uint32_t k = 0; k < cells; k++) write_cell(d, question[k], answer[k], &inputs[k], &labels[k]);
  if (difficulty) *difficulty = d->steps[i];
  return 0;
}

/* The cell that comes to stand at `cell` under one of the 8 symmetries of a square. */
static uint32_t turned(uint32_t side, uint32_t cell, uint32_t symmetry) {
  uint32_t row = cell / side, column = cell % side;
  if (symmetry & 1) row = side - 1 - row;
  if (symmetry & 2) column = side - 1 - column;
  return symmetry & 4 ? column * side + row : row * side + column;
}

static maze_kind official_kind(int size, float hardness) {
  const int hard = (int)(hardness * (float)maze_hard_steps(size));
  return (maze_kind){.size = size, .min_steps = hard > 1 ? hard : 1};
}

/* Random walls, few or many, or ways one or two cells wide, long or branching, with loops or without. */
static maze_kind another_kind(int size, float hardness, rng *r) {
  maze_kind kind = {.size = size, .min_steps = 1, .farness = hardness};
  const uint32_t which = rng_below(r, 4);
  if (which) {
    kind.corridor = which == 3 && size >= 8 ? 2 : 1;
    kind.branching = rng_below(r, 2) ? 0 : (float)rng_unit(r);
    kind.loops = rng_below(r, 2) ? 0 : .3f * (float)rng_unit(r);
  } else {
    kind.walls = .02f + .43f * (float)rng_unit(r);
  }
  return kind;
}

static uint32_t draw(const dataset *d, rng *r, token *inputs, label *labels) {
  char question[CELLS_MAX], answer[CELLS_MAX];
  maze_work work;
  uint32_t size = d->side, top = 0, left = 0;
  if (d->count) {
    const char *original = maze_at(d, mix_draw(&d->mix, r));
    const uint32_t symmetry = rng_below(r, 8);
    for (uint32_t i = 0; i < size * size; i++) question[i] = original[turned(size, i, symmetry)];
    maze_solve(question, (int)size, &work, answer); /* a turned maze has an answer of its own */
  } else {
    size = d->options.size_min + rng_below(r, d->options.size_max - d->options.size_min + 1);
    const float hardness = d->options.hardness - d->options.hardness_spread * (float)rng_unit(r);
    const bool other = d->options.other_kinds > 0 && rng_unit(r) < (double)d->options.other_kinds;
    const maze_kind kind = other ? another_kind((int)size, hardness, r) : official_kind((int)size, hardness);
    if (!maze_generate(&kind, r, &work, question, answer))
      fail("no maze of side %u with a path of %d steps was found", size, kind.min_steps);
    top = rng_below(r, d->side - size + 1);
    left = rng_below(r, d->side - size + 1);
  }
  for (uint32_t i = 0; i < d->side * d->side; i++) write_cell(d, '#', '#', &inputs[i], &labels[i]);
  for (uint32_t i = 0; i < size * size; i++) {
    const uint32_t at = (top + i / size) * d->side + left + i % size;
    write_cell(d, question[i], answer[i], &inputs[at], &labels[at]);
  }
  return 0;
}

/* Tokens as characters, a cell that is left out a wall; false if one is none. */
static bool characters(uint32_t cells, const token *tokens, char *out) {
  for (uint32_t i = 0; i < cells; i++) {
    if (tokens[i] > 5) return false;
    out[i] = tokens[i] ? ALPHABET[tokens[i] - 1] : '#';
  }
  return true;
}

static void relabel(const dataset *d, const token *inputs, const float *logits, size_t stride, label *labels) {
  char question[CELLS_MAX] = {0}, path[CELLS_MAX];
  float liking[CELLS_MAX] = {0};
  maze_work work;
  const uint32_t cells = d->side * d->side;
  const token on_path = token_of('o'), off_path = token_of(' ');
  if (!characters(cells, inputs, question)) return;
  for (uint32_t i = 0; i < cells; i++) liking[i] = logits[i * stride + on_path] - logits[i * stride + off_path];
  if (!maze_solve_liked(question, (int)d->side, liking, &work, path)) return;
  for (uint32_t i = 0; i < cells; i++)
    if (labels[i] != IGNORE_LABEL) labels[i] = (label)token_of(path[i]);
}

/* Any shortest path is a right answer. */
static bool valid(uint32_t side, const token *inputs, const token *answer) {
  char question[CELLS_MAX] = {0}, path[CELLS_MAX] = {0};
  maze_work work;
  if (!characters(side * side, inputs, question) || !characters(side * side, answer, path)) return false;
  return maze_check(question, path, (int)side, &work) == MAZE_SHORTEST;
}

static uint32_t groups(uint32_t side) { return 2 * side; }
static uint32_t group(uint32_t side, uint32_t cell, uint32_t which) { return which ? side + cell % side : cell / side; }

/* Of every eight heads the first four look at the cell above, below, to the left, to the right. A coordinate x becomes
 * cos and sin of (2 k + 1) 2 pi x / period in half of the head's dimensions: with a period of a head dimension or more
 * the products of two such vectors are 1 for equal coordinates and 0 for all others nearer than half a period; a step
 * to the neighbour is a rotation. */
static bool seek(uint32_t side, uint32_t head, uint32_t g, uint32_t head_dim, float *query, float *key) {
  static const int step_row[4] = {-1, 1, 0, 0}, step_column[4] = {0, 0, -1, 1};
  const uint32_t direction = head % 8, frequencies = head_dim / 4;
  if (direction >= 4) return false;
  const bool column = g >= side;
  const int x = (int)(column ? g - side : g), step = column ? step_column[direction] : step_row[direction];
  const double period = fmax(head_dim, side + 2), length = 1 / sqrt(frequencies);
  for (uint32_t k = 0; k < frequencies; k++) {
    const double angle = (2 * k + 1) * 6.283185307179586 / period;
    float *const q = query + (column ? 2 * frequencies : 0) + 2 * k, *const y =
                                                                         key + (column ? 2 * frequencies : 0) + 2 * k;
    q[0] = (float)(length * cos(angle * (x + step)));
    q[1] = (float)(length * sin(angle * (x + step)));
    y[0] = (float)(length * cos(angle * x));
    y[1] = (float)(length * sin(angle * x));
  }
  return true;
}

static const int bins[] = {0, 30, 60, 110, 130, -1};

const task task_maze = {.name = "maze",
                        .about = "shortest path through a maze",
                        .id = 2,
                        .side_standard = 30,
                        .vocab_size = 6,
                        .any_side = true,
                        .leaves_out_walls = true,
                        .alphabet = ALPHABET,
                        .sign = "SG",
                        .open = open_mazes,
                        .close = close_mazes,
                        .count = count,
                        .get = get,
                        .draw = draw,
                        .relabel = relabel,
                        .valid = valid,
                        .bins = bins,
                        .groups_per_cell = 2,
                        .groups = groups,
                        .group = group,
                        .seek = seek};
