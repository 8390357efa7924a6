/* maze.c - maze examples, generated and from a file, and their structured start. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "../../tools/train/init.h"
#include "../../tools/train/memory.h"
#include "fixture.h"

#define SIDE 12
#define CELLS (SIDE * SIDE)

static void as_answer(const label *labels, token *answer) {
  for (int i = 0; i < CELLS; i++) answer[i] = (token)labels[i];
}

static void generated(void) {
  const task *t = task_named("maze");
  const data_options o = {.side = SIDE, .size_min = 6, .size_max = 9, .hardness = .5f};
  dataset *d = t->open(NULL, &o);
  rng r = rng_stream(3, 0);
  token inputs[CELLS], answer[CELLS];
  label labels[CELLS];
  bool corner = false, elsewhere = false;
  for (int n = 0; n < 300; n++) {
    t->draw(d, &r, inputs, labels);
    as_answer(labels, answer);
    if (!CHECK(t->valid(SIDE, inputs, answer), "seed 3, maze %d: the label is not a shortest path", n)) break;
    size_t path = 0, counts[6] = {0};
    for (int i = 0; i < CELLS; i++) {
      path += answer[i] == 5;
      CHECK(answer[i] == 5 ? inputs[i] == 2 : inputs[i] == answer[i], "the path covers a wall");
      counts[inputs[i]]++;
      if (inputs[i] == 2 && i / SIDE == 0) corner = true;
      if (inputs[i] == 2 && i / SIDE == SIDE - 1) elsewhere = true;
    }
    CHECK(counts[3] == 1 && counts[4] == 1, "%zu starts and %zu goals", counts[3], counts[4]);
    CHECK(path >= 6, "a path of %zu cells", path);
    for (int i = 0; i < CELLS; i++) /* a detour, or a gap, is not valid */
      if (answer[i] == 5) {
        answer[i] = 2;
        break;
      }
    CHECK(!t->valid(SIDE, inputs, answer), "a path with a gap passes");
  }
  CHECK(corner && elsewhere, "smaller mazes always stand at the same place");
  t->close(d);
}

/* The same mazes for a model that leaves walls out. */
static void without_walls(void) {
  const task *t = task_named("maze");
  const data_options o = {.side = SIDE, .size_min = 6, .size_max = 9, .hardness = .5f},
                     less = {.side = SIDE, .size_min = 6, .size_max = 9, .hardness = .5f, .leaves_out_walls = true};
  dataset *whole = t->open(NULL, &o), *d = t->open(NULL, &less);
  const uint64_t seed = 4;
  rng one = rng_stream(seed, 0), other = rng_stream(seed, 0);
  for (int n = 0; n < 100; n++) {
    token inputs[CELLS], left[CELLS], answer[CELLS];
    label labels[CELLS], asked[CELLS];
    float logits[CELLS * 6] = {0};
    t->draw(whole, &one, inputs, labels);
    t->draw(d, &other, left, asked);
    t->relabel(d, left, logits, 6, asked);
    for (int i = 0; i < CELLS; i++) {
      const bool wall = inputs[i] == 1;
      CHECK(left[i] == (wall ? 0 : inputs[i]) && (asked[i] == IGNORE_LABEL) == wall,
            "seed %u, maze %d, cell %d: %u is asked for %d, where %u is asked for %d", (unsigned)seed, n, i, left[i],
            asked[i], inputs[i], labels[i]);
      answer[i] = wall ? 0 : (token)asked[i];
    }
    CHECK(t->valid(SIDE, left, answer), "seed %u, maze %d: its shortest path is no answer", (unsigned)seed, n);
    for (int i = 0; i < CELLS; i++)
      if (asked[i] == 5) answer[i] = 0;
    CHECK(!t->valid(SIDE, left, answer), "seed %u, maze %d: walls on its path are an answer", (unsigned)seed, n);
  }
  t->close(whole);
  t->close(d);
}

static void from_file(void) {
  const task *t = task_named("maze");
  const data_options o = {.side = SIDE, .hardness = .5f}, mixed = {.side = SIDE, .mix = "0-4:0,5+:1"};
  dataset *source = t->open(NULL, &o);
  rng r = rng_stream(5, 0);
  token inputs[CELLS], read[CELLS], answer[CELLS];
  label labels[CELLS];
  char path[512];
  snprintf(path, sizeof path, "%s/mazes.csv", files.work);
  FILE *f = fopen(path, "w");
  if (!f) fail("%s cannot be written", path);
  fprintf(f, "shortest_path_steps,answer,question\n");
  t->draw(source, &r, inputs, labels);
  fprintf(f, "0,");
  for (int i = 0; i < CELLS; i++) fputc("# SGo"[labels[i] - 1], f);
  fputc(',', f);
  for (int i = 0; i < CELLS; i++) fputc("# SGo"[inputs[i] - 1], f);
  fputc('\n', f);
  fclose(f);
  dataset *d = t->open(path, &mixed);
  label expected[CELLS];
  int steps;
  memcpy(expected, labels, sizeof labels);
  t->get(d, 0, read, labels, &steps);
  CHECK(t->count(d) == 1 && !memcmp(read, inputs, sizeof inputs) && !memcmp(labels, expected, sizeof labels),
        "the maze came back another");
  int path_cells = 0;
  for (int i = 0; i < CELLS; i++) path_cells += labels[i] == 5;
  CHECK(steps == path_cells + 1, "%d steps, %d cells between S and G", steps, path_cells);
  int turned = 0;
  for (int n = 0; n < 100; n++) {
    t->draw(d, &r, read, labels);
    as_answer(labels, answer);
    CHECK(t->valid(SIDE, read, answer), "the answer of a turned maze is not a shortest path");
    turned += memcmp(read, inputs, sizeof inputs) != 0;
  }
  CHECK(turned > 60 && turned < 100, "%d of 100 mazes were turned (seed 5)", turned);
  t->close(d);
  t->close(source);
}

/* A structured head's query must find the neighbour's key above all others. */
static void structured(void) {
  const task *t = task_named("maze");
  for (uint32_t head_dim = 32; head_dim <= 64; head_dim += 32)
    for (uint32_t head = 0; head < 4; head++) {
      float query[2][64] = {{0}}, keys[2 * 30][64] = {{0}}, unused[64] = {0};
      static const int down[4] = {-1, 1, 0, 0}, right[4] = {0, 0, -1, 1};
      const uint32_t row = 17, column = 4;
      for (uint32_t g = 0; g < 60; g++) {
        memset(unused, 0, sizeof unused);
        CHECK(t->seek(30, head, g, head_dim,
                      g == row           ? query[0]
                      : g == 30 + column ? query[1]
                                         : unused,
                      keys[g]),
              "head %u has no relation", head);
      }
      double best = -1e9;
      uint32_t found = 0;
      for (uint32_t cell = 0; cell < 900; cell++) {
        double score = 0;
        for (uint32_t k = 0; k < head_dim; k++)
          score += (query[0][k] + query[1][k]) * (keys[cell / 30][k] + keys[30 + cell % 30][k]);
        if (score > best) {
          best = score;
          found = cell;
        }
      }
      CHECK(found == (uint32_t)((int)row + down[head]) * 30 + (uint32_t)((int)column + right[head]),
            "head %u of dimension %u finds cell %u", head, head_dim, found);
    }
}

static layout maze_layout(uint32_t side) {
  const hrm_config c = {.task = HRM_MAZE,
                        .grid_rows = side,
                        .grid_cols = side,
                        .vocab_size = 6,
                        .seq_len = side * side,
                        .puzzle_emb_len = 1,
                        .num_puzzle_identifiers = 1,
                        .hidden_size = 64,
                        .num_heads = 4,
                        .inner_size = 64,
                        .H_layers = 1,
                        .L_layers = 2,
                        .H_cycles = 2,
                        .L_cycles = 2,
                        .halt_max_steps = 4,
                        .pos_encodings = HRM_LEARNED,
                        .rope_theta = 1,
                        .rms_norm_eps = 1e-5f};
  layout l;
  layout_init(&l, &c);
  return l;
}

/* The share of cells and directions where the cell that the direction's head attends to most is the neighbour there. */
static double neighbours_found(const layout *l, const float *weights) {
  static const int down[] = {-1, 1, 0, 0}, right[] = {0, 0, -1, 1};
  const uint32_t side = l->config.grid_rows, hidden = l->config.hidden_size, head_dim = hidden / l->config.num_heads;
  const float *positions = weights + hrm_layout_find(l, HRM_EMBED_POS, 0)->at + hidden,
              *qkv = weights + hrm_layout_block(l, MODULE_L, 1, QKV)->at;
  uint32_t found = 0, asked = 0;
  float *seen[2] = {allocate(side * side * head_dim, sizeof(float)), allocate(side * side * head_dim, sizeof(float))};
  for (uint32_t head = 0; head < 4; head++) {
    for (uint32_t which = 0; which < 2; which++)
      for (uint32_t at = 0; at < side * side * head_dim; at++) {
        const float *reader = qkv + (which * hidden + head * head_dim + at % head_dim) * hidden,
                    *position = positions + at / head_dim * hidden;
        seen[which][at] = 0;
        for (uint32_t i = 0; i < hidden; i++) seen[which][at] += reader[i] * position[i];
      }
    for (uint32_t cell = 0; cell < side * side; cell++) {
      const int row = (int)(cell / side) + down[head], column = (int)(cell % side) + right[head];
      if (row < 0 || column < 0 || row >= (int)side || column >= (int)side) continue;
      uint32_t best = 0;
      double most = -1e30;
      for (uint32_t other = 0; other < side * side; other++) {
        double score = 0;
        for (uint32_t d = 0; d < head_dim; d++) score += seen[0][cell * head_dim + d] * seen[1][other * head_dim + d];
        if (score > most) most = score, best = other;
      }
      asked++;
      found += best == (uint32_t)row * side + (uint32_t)column;
    }
  }
  free(seen[0]);
  free(seen[1]);
  return (double)found / asked;
}

static void grown(void) {
  const task *t = task_named("maze");
  for (uint32_t side = 6; side <= 10; side += 4) { /* below and above half a period */
    layout small = maze_layout(side), large = maze_layout(14);
    float *theirs = tiny_weights(&small, 8), *weights = tiny_weights(&large, 9);
    rng r = rng_stream(10, 0);
    init_structured(&small, theirs, t, 3, &r);
    const double before = neighbours_found(&small, theirs), without = neighbours_found(&large, weights);
    init_grown(&large, weights, t, &small, theirs, &r);
    const double after = neighbours_found(&large, weights);
    CHECK(before > .9 && without < .1 && after > .9,
          "side %u: %.3f of the neighbours found before, %.3f after growing, %.3f by chance", side, before, after,
          without);
    for (uint32_t i = 0; i < large.count; i++) {
      const weight *to = &large.weights[i], *from = hrm_layout_find(&small, to->file.kind, to->file.layer);
      const bool attention = to->file.kind == HRM_H_QKV || to->file.kind == HRM_L_QKV;
      const size_t changed = to->file.kind == HRM_EMBED_POS ? to->count : attention ? to->count / 3 * 2 : 0;
      CHECK(!memcmp(weights + to->at + changed, theirs + from->at + changed, (to->count - changed) * sizeof *weights),
            "side %u: tensor %u is not the trained one", side, to->file.kind);
    }
    free(theirs);
    free(weights);
  }
}

/* Where a table of offsets has one of a head. */
static size_t offset_at(int side, int head, int down, int right) {
  return (size_t)((head * (2 * side - 1) + down + side - 1) * (2 * side - 1) + right + side - 1);
}

/* Layers that are new change nothing, whatever the positions, and of a task of one side too. */
static void deepened(void) {
  enum { LEARNED, RELATIVE, SUDOKU, CASES };
  for (int which = 0; which < CASES; which++) {
    const task *t = task_named(which == SUDOKU ? "sudoku" : "maze");
    hrm_config c = maze_layout(which == SUDOKU ? 9 : 6).config;
    c.task = t->id;
    if (which == RELATIVE)
      c.pos_encodings = HRM_RELATIVE, c.rules = HRM_NO_CELL_0, c.puzzle_emb_len = c.num_puzzle_identifiers = 0;
    layout small, deep;
    layout_init(&small, &c);
    c.H_layers = 2, c.L_layers = 4;
    layout_init(&deep, &c);
    float *theirs = tiny_weights(&small, 13), *weights = tiny_weights(&deep, 14);
    rng r = rng_stream(15, 0);
    init_grown(&deep, weights, t, &small, theirs, &r);
    const options o = still_options();
    dataset examples = random_examples(&small, 1, 16);
    hrm_learn_totals before, after;
    run_segments(&o, &small, theirs, &examples, 3, NULL, &before);
    run_segments(&o, &deep, weights, &examples, 3, NULL, &after);
    CHECK(fabs(before.lm - after.lm) < 1e-4 * before.lm, "case %d: loss %g before, %g with more layers", which,
          before.lm, after.lm);
    examples_free(&examples);
    free(theirs);
    free(weights);
  }
}

/* On a larger square and on a smaller one an offset keeps what was learnt of it. */
static void offsets_kept(void) {
  const task *t = task_named("maze");
  hrm_config c = maze_layout(5).config;
  c.pos_encodings = HRM_RELATIVE;
  layout small, large;
  layout_init(&small, &c);
  c.grid_rows = c.grid_cols = 7, c.seq_len = 49;
  layout_init(&large, &c);
  for (int larger = 0; larger < 2; larger++) {
    const layout *to = larger ? &large : &small, *from = larger ? &small : &large;
    float *theirs = tiny_weights(from, 17), *weights = tiny_weights(to, 18);
    rng r = rng_stream(19, 0);
    const weight *a = hrm_layout_find(to, HRM_L_RELATIVE, 1), *b = hrm_layout_find(from, HRM_L_RELATIVE, 1);
    for (size_t i = 0; i < b->count; i++) theirs[b->at + i] = hrm_random_normal(&r);
    init_grown(to, weights, t, from, theirs, &r);
    const int side = larger ? 7 : 5, other = larger ? 5 : 7;
    for (int head = 0; head < 4; head++)
      for (int down = -4; down <= 4; down++)
        for (int right = -4; right <= 4; right++) {
          const float is = weights[a->at + offset_at(side, head, down, right)],
                      was = theirs[b->at + offset_at(other, head, down, right)];
          CHECK(is == was, "from side %d to %d, head %d, offset %d, %d: %g, not %g", other, side, head, down, right,
                (double)is, (double)was);
        }
    free(theirs);
    free(weights);
  }
}

/* A label that any shortest path may be: the one that the logits like. */
static void relabelled(void) {
  const task *t = task_named("maze");
  const data_options o = {.side = 9, .hardness = 1};
  dataset *d = t->open(NULL, &o);
  const uint64_t seed = 12;
  rng r = rng_stream(seed, 0);
  uint32_t several = 0;
  for (int n = 0; n < 200; n++) {
    token inputs[81], answer[81];
    label labels[81], again[81];
    float logits[81 * 16];
    t->draw(d, &r, inputs, labels);
    for (int i = 0; i < 81 * 16; i++) logits[i] = hrm_random_normal(&r);
    memcpy(again, labels, sizeof again);
    t->relabel(d, inputs, logits, 16, again);
    for (int i = 0; i < 81; i++) answer[i] = (token)again[i];
    CHECK(t->valid(9, inputs, answer), "seed %u, maze %d: the new label is no shortest path", (unsigned)seed, n);
    float sum = 0, before = 0;
    for (int i = 0; i < 81; i++) {
      const float liking = logits[i * 16 + 5] - logits[i * 16 + 2];
      sum += again[i] == 5 ? liking : 0;
      before += labels[i] == 5 ? liking : 0;
    }
    CHECK(sum >= before - 1e-4f, "seed %u, maze %d: liked %g, the fixed label %g", (unsigned)seed, n, (double)sum,
          (double)before);
    several += memcmp(labels, again, sizeof labels) != 0;
    for (int i = 0; i < 81; i++) logits[i * 16 + 5] = labels[i] == 5 ? 1 : -1, logits[i * 16 + 2] = 0;
    t->relabel(d, inputs, logits, 16, again);
    CHECK(!memcmp(labels, again, sizeof labels), "seed %u, maze %d: not the path that is liked", (unsigned)seed, n);
  }
  CHECK(several > 20, "%u of 200 mazes have another path that is liked more", several);
  t->close(d);
}

const test maze_tests[] = {{"generated mazes and their labels", generated},
                           {"mazes whose walls are left out", without_walls},
                           {"mazes from a file, turned", from_file},
                           {"labels that are the shortest path the model likes", relabelled},
                           {"structured heads find the neighbours", structured},
                           {"a model grows to a larger square", grown},
                           {"a model grows by layers", deepened},
                           {"offsets are kept on another square", offsets_kept},
                           {0}};
