/* sudoku.c - training examples: symmetries, hints, shares by difficulty, and the structured start. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "../../tools/sudoku/solver.h"
#include "../../tools/train/init.h"
#include "../../tools/train/mix.h"
#include "../../tools/train/memory.h"
#include "fixture.h"

#define CELLS 81

/* A grid of the test's own, and questions with more and more blanks, as a pool of known difficulties 0 .. 9. */
static const char *pool_file(void) {
  static char path[512];
  snprintf(path, sizeof path, "%s/pool.csv", files.work);
  FILE *f = fopen(path, "w");
  if (!f) fail("%s cannot be written", path);
  fprintf(f, "rating,question,answer\n");
  for (int k = 0; k < 10; k++) {
    char question[CELLS + 1] = {0}, answer[CELLS + 1] = {0};
    for (int i = 0; i < CELLS; i++) {
      answer[i] = (char)('1' + (i / 9 * 3 + i / 27 + i % 9) % 9);
      question[i] = (i * 7 + k) % 10 < 2 + k / 2 ? '.' : answer[i];
    }
    fprintf(f, "%d,%s,%s\n", k, question, answer);
  }
  fclose(f);
  return path;
}

static void symmetries(void) {
  const task *t = task_named("sudoku");
  const data_options o = {.hint_prob = 0};
  dataset *d = t->open(pool_file(), &o);
  CHECK(t->count(d) == 10, "%zu puzzles", t->count(d));
  rng r = rng_stream(4, 0);
  token inputs[CELLS], first[CELLS], answer[CELLS];
  label labels[CELLS];
  int difficulty;
  size_t transposed_rows = 0, different = 0;
  t->get(d, 9, first, labels, &difficulty);
  CHECK(difficulty == 9, "difficulty %d", difficulty);
  for (int n = 0; n < 2000; n++) {
    size_t blanks = 0, kept = 0;
    t->draw(d, &r, inputs, labels);
    for (int i = 0; i < CELLS; i++) {
      answer[i] = (token)labels[i];
      blanks += inputs[i] == t->unknown;
      kept += inputs[i] == first[i];
    }
    different += kept < CELLS;
    /* solutions go to solutions, givens agree with them */
    if (!CHECK(t->valid(9, inputs, answer), "seed 4, draw %d is not a solution of its question", n)) break;
    CHECK(blanks >= 12 && blanks < 60, "%zu blanks", blanks);
    transposed_rows += labels[0] == labels[1];
    /* a wrong answer is noticed */
    const int cell = n % CELLS, other = (cell + 1) % 9 + cell / 9 * 9;
    const token held = answer[cell];
    answer[cell] = answer[other];
    CHECK(!t->valid(9, inputs, answer), "two equal digits in a row pass");
    answer[cell] = held;
    inputs[cell] = (token)(held == 2 ? 3 : 2);
    CHECK(!t->valid(9, inputs, answer), "an answer that changes a given passes");
  }
  CHECK(different == 2000 && transposed_rows == 0, "%zu of 2000 draws differ", different);
  t->close(d);
}

static void hints(void) {
  const task *t = task_named("sudoku");
  const data_options none = {.mix = "9:1"}, all = {.mix = "9:1", .hint_prob = 1, .hint_max = 1};
  dataset *a = t->open(pool_file(), &none), *b = t->open(pool_file(), &all);
  rng r = rng_stream(6, 0);
  token inputs[CELLS];
  label labels[CELLS];
  size_t blanks[2] = {0};
  for (int n = 0; n < 2000; n++)
    for (int k = 0; k < 2; k++) {
      t->draw(k ? b : a, &r, inputs, labels);
      for (int i = 0; i < CELLS; i++) {
        blanks[k] += inputs[i] == t->unknown;
        CHECK(inputs[i] == t->unknown || (label)inputs[i] == labels[i], "a hint that is not the answer");
      }
    }
  const double left = (double)blanks[1] / (double)blanks[0];
  CHECK(fabs(left - .5) < .02, "shares of up to 1 fill half of the blanks on average; left %.4f (seed 6)", left);
  t->close(a);
  t->close(b);
}

static void deducible(void) {
  char path[512];
  snprintf(path, sizeof path, "%s/extreme.csv", files.work);
  FILE *f = fopen(path, "w");
  if (!f) fail("%s cannot be written", path);
  fputs("4.5.69......7....6....1.9........6.2.6...1.93.3....71....29......3....276...731..,"
        "425369871391784256876512934518937642764821593239645718147298365983156427652473189\n",
        f);
  fclose(f);
  const task *t = task_named("sudoku");
  const data_options none = {0}, all = {.deducible = 1};
  dataset *a = t->open(path, &none), *b = t->open(path, &all);
  rng r = rng_stream(8, 0);
  token inputs[CELLS];
  label labels[CELLS];
  uint8_t question[CELLS], deduced[CELLS];
  size_t open[2] = {0};
  for (int n = 0; n < 200; n++)
    for (int k = 0; k < 2; k++) {
      t->draw(k ? b : a, &r, inputs, labels);
      for (int i = 0; i < CELLS; i++) {
        question[i] = (uint8_t)(inputs[i] - 1);
        CHECK(inputs[i] == t->unknown || (label)inputs[i] == labels[i], "a cell is filled in wrongly");
      }
      open[k] += (size_t)sudoku_deduce(question, deduced);
    }
  CHECK(open[0] > 0 && open[1] == 0, "%zu cells open before, %zu after (seed 8)", open[0], open[1]);
  t->close(a);
  t->close(b);
}

static void shares(void) {
  mix m;
  mix_init(&m, "0:0.5,1-3:1,4+:0.5");
  for (size_t i = 0; i < 10; i++) mix_add(&m, i, (int)i);
  mix_check(&m);
  rng r = rng_stream(8, 0);
  size_t drawn[3] = {0};
  for (int n = 0; n < 40000; n++) {
    const size_t i = mix_draw(&m, &r);
    drawn[i == 0 ? 0 : i <= 3 ? 1 : 2]++;
  }
  CHECK(labs((long)drawn[0] - 10000) < 400 && labs((long)drawn[1] - 20000) < 500 && labs((long)drawn[2] - 10000) < 400,
        "drawn %zu %zu %zu (seed 8)", drawn[0], drawn[1], drawn[2]);
  mix_free(&m);
}

/* With tokens and all other weights out of the way, a structured head must put its attention on the cells of the same
 * row, column or box. */
static void structured(void) {
  const task *t = task_named("sudoku");
  const hrm_config c = {.task = HRM_SUDOKU,
                        .grid_rows = 9,
                        .grid_cols = 9,
                        .vocab_size = 11,
                        .seq_len = 81,
                        .puzzle_emb_len = 1,
                        .num_puzzle_identifiers = 1,
                        .hidden_size = 128,
                        .num_heads = 4,
                        .inner_size = 128,
                        .H_layers = 1,
                        .L_layers = 1,
                        .H_cycles = 1,
                        .L_cycles = 1,
                        .halt_max_steps = 4,
                        .pos_encodings = HRM_LEARNED,
                        .rope_theta = 1,
                        .rms_norm_eps = 1e-5f};
  layout l;
  layout_init(&l, &c);
  float *weights = allocate(l.floats, sizeof *weights);
  rng r = rng_stream(10, 0);
  hrm_official_weights(&l, weights, false, &r);
  init_structured(&l, weights, t, 1.1f, &r);
  const float *positions = weights + hrm_layout_find(&l, HRM_EMBED_POS, 0)->at + 128,
              *qkv = weights + hrm_layout_block(&l, MODULE_L, 0, QKV)->at;
  for (uint32_t head = 0; head < 3; head++) {
    double related = 0, others = 0;
    for (uint32_t a = 0; a < CELLS; a++)
      for (uint32_t b = 0; b < CELLS; b++) {
        double score = 0;
        for (size_t k = 0; k < 32; k++) {
          double q = 0, key = 0;
          for (size_t x = 0; x < 128; x++) {
            q += qkv[(head * 32 + k) * 128 + x] * positions[a * 128 + x];
            key += qkv[(128 + head * 32 + k) * 128 + x] * positions[b * 128 + x];
          }
          score += q * key;
        }
        if (t->group(9, a, head) == t->group(9, b, head)) related += score / (CELLS * 9);
        else others += score / (CELLS * 72);
      }
    CHECK(related > others + .2, "head %u: %.4f within its groups, %.4f outside", head, related, others);
  }
  for (uint32_t a = 0; a < CELLS; a++)
    CHECK(fabs(norm_of(positions + a * 128, 128) - 1) < .6, "position %u has length %.4f", a,
          norm_of(positions + a * 128, 128));
  free(weights);
}

const test sudoku_tests[] = {{"symmetries map solutions to solutions", symmetries},
                             {"hints are right and as many as asked", hints},
                             {"cells filled in until deduction solves the rest", deducible},
                             {"shares by difficulty", shares},
                             {"a structured start attends along rows, columns and boxes", structured},
                             {0}};
