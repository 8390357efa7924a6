#include "evaluate.h"
#include <stdlib.h>
#include <time.h>
#include "../../core/learn/loss.h"
#include "memory.h"
#include "model_file.h"

/* What a thread works with. */
typedef struct bench {
  token *inputs, *answer;
  label *labels;
  float *state, *logits;
  void *work;
  size_t (*exact)[EVAL_BINS]; /* [segments] */
  size_t in_bin[EVAL_BINS], valid, cells, correct;
} bench;

typedef struct job {
  const hrm_model *model;
  const task *task;
  const dataset *data;
  size_t segments;
  size_t state_bytes, logits_bytes, work_bytes;
  bench *benches; /* [threads] */
} job;

static size_t bin_of(const task *t, int difficulty) {
  size_t bin = 0;
  while (t->bins[bin + 1] >= 0 && difficulty >= t->bins[bin + 1]) bin++;
  return bin;
}

static size_t bins_of(const task *t) {
  size_t bins = 0;
  while (t->bins[bins] >= 0) bins++;
  return bins;
}

static bench bench_new(const job *j) {
  const size_t seq = j->model->config.seq_len;
  return (bench){.inputs = allocate(seq, sizeof(token)),
                 .answer = allocate(seq, sizeof(token)),
                 .labels = allocate(seq, sizeof(label)),
                 .state = allocate(j->state_bytes, 1),
                 .logits = allocate(j->logits_bytes, 1),
                 .work = allocate(j->work_bytes, 1),
                 .exact = allocate(j->segments, sizeof(size_t[EVAL_BINS]))};
}

static void bench_free(bench *b) {
  void *const all[] = {b->inputs, b->answer, b->labels, b->state, b->logits, b->work, b->exact};
  for (size_t k = 0; k < sizeof all / sizeof *all; k++) free(all[k]);
}

static void check(hrm_status status) {
  if (status) fail("evaluation: %s", hrm_status_sentence(status));
}

/* One puzzle, all its segments. */
static void evaluate_puzzle(void *context, uint32_t item, uint32_t thread) {
  const job *j = context;
  const hrm_config *c = &j->model->config;
  bench *b = &j->benches[thread];
  int difficulty;
  float q[2];
  const uint32_t puzzle = j->task->get(j->data, item, b->inputs, b->labels, &difficulty);
  const size_t bin = bin_of(j->task, difficulty);
  b->in_bin[bin]++;
  check(hrm_state_reset(j->model, b->state, j->state_bytes));
  for (size_t s = 0; s < j->segments; s++) {
    check(hrm_segment(j->model, b->inputs, puzzle, b->state, j->state_bytes, b->logits, j->logits_bytes, q, b->work,
                      j->work_bytes, NULL));
    size_t right = 0, asked = 0;
    for (uint32_t i = 0; i < c->seq_len; i++) {
      b->answer[i] = (token)hrm_best_token(b->logits + (size_t)i * c->vocab_size, c->vocab_size);
      asked += b->labels[i] != IGNORE_LABEL;
      right += b->labels[i] == (label)b->answer[i];
    }
    b->exact[s][bin] += right == asked;
    if (s + 1 < j->segments) continue;
    b->cells += asked;
    b->correct += right;
    b->valid += j->task->valid ? j->task->valid(c->grid_rows, b->inputs, b->answer) : right == asked;
  }
}

static double seconds_now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

evaluation evaluate(const hrm_team *team, const layout *l, const float *weights, hrm_dtype dtype, const task *puzzles,
                    const dataset *data, size_t limit, size_t segments) {
  const double begin = seconds_now();
  hrm_model model;
  void *const file = model_open(l, weights, dtype, &model);
  const hrm_config *c = &model.config;
  job j = {.model = &model,
           .task = puzzles,
           .data = data,
           .segments = segments,
           .state_bytes = hrm_state_bytes(c),
           .logits_bytes = (size_t)c->seq_len * c->vocab_size * sizeof(float),
           .work_bytes = hrm_work_bytes(c, 1),
           .benches = allocate(team->threads, sizeof *j.benches)};
  evaluation e = {.puzzles = puzzles->count(data),
                  .segments = segments,
                  .bins = bins_of(puzzles),
                  .exact = allocate(segments, sizeof *e.exact)};
  if (limit && limit < e.puzzles) e.puzzles = limit;
  for (uint32_t i = 0; i < team->threads; i++) j.benches[i] = bench_new(&j);
  team->run(team->context, evaluate_puzzle, &j, (uint32_t)e.puzzles);
  for (uint32_t i = 0; i < team->threads; i++) {
    bench *b = &j.benches[i];
    for (size_t k = 0; k < EVAL_BINS; k++) {
      for (size_t s = 0; s < segments; s++) e.exact[s][k] += b->exact[s][k];
      e.in_bin[k] += b->in_bin[k];
    }
    e.valid += b->valid;
    e.cells += b->cells;
    e.correct_cells += b->correct;
    bench_free(b);
  }
  free(j.benches);
  free(file);
  e.seconds = seconds_now() - begin;
  return e;
}

double exact_rate(const evaluation *e, size_t s) {
  size_t sum = 0;
  for (size_t b = 0; b < e->bins; b++) sum += e->exact[s][b];
  return e->puzzles ? (double)sum / (double)e->puzzles : 0;
}

/* The segments a table shows: 1, 4, 8, 16, ... and the last; 0 after it. */
static size_t next_shown(size_t shown, size_t last) {
  const size_t next = shown == 0 ? 1 : shown == 1 ? 4 : 2 * shown;
  return shown == last ? 0 : next < last ? next : last;
}

void evaluation_print(const evaluation *e, const task *puzzles, FILE *f) {
  fprintf(f, "%zu puzzles, %.1f s; cells %.4f, valid by the rules %.4f\n%-12s %8s", e->puzzles, e->seconds,
          e->cells ? (double)e->correct_cells / (double)e->cells : 0,
          e->puzzles ? (double)e->valid / (double)e->puzzles : 0, "difficulty", "puzzles");
  for (size_t s = 0; (s = next_shown(s, e->segments));) fprintf(f, "  seg %-3zu", s);
  for (size_t b = 0; b <= e->bins; b++) {
    char name[32];
    if (b == e->bins) snprintf(name, sizeof name, "all");
    else if (b + 1 == e->bins) snprintf(name, sizeof name, "%d+", puzzles->bins[b]);
    else if (puzzles->bins[b + 1] == puzzles->bins[b] + 1) snprintf(name, sizeof name, "%d", puzzles->bins[b]);
    else snprintf(name, sizeof name, "%d-%d", puzzles->bins[b], puzzles->bins[b + 1] - 1);
    fprintf(f, "\n%-12s %8zu", name, b == e->bins ? e->puzzles : e->in_bin[b]);
    for (size_t s = 0; (s = next_shown(s, e->segments));) {
      if (b == e->bins) fprintf(f, "  %7.4f", exact_rate(e, s - 1));
      else if (e->in_bin[b]) fprintf(f, "  %7.4f", (double)e->exact[s - 1][b] / (double)e->in_bin[b]);
      else fprintf(f, "  %7s", "-");
    }
  }
  fputc('\n', f);
}
