#include "evaluate.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include "trainer.h"

#define SURE 0.98           /* a cell with a likelier answer needs no guess */
#define FIRST_GUESS_AFTER 4 /* segments */

/* Puzzles in flight on one thread. */
typedef struct bench {
  worker *worker;
  void **z[MODULES]; /* [microbatch] */
  token **inputs, **twins, **questions,
      *answer;   /* questions: as in the file, twins: as tried, inputs: these with guesses */
  label *labels; /* of one puzzle */
  uint32_t *puzzles;
  size_t (*solved)[EVAL_BINS]; /* [rounds] exact by segment, or solved by try */
  size_t valid, cells, correct;
} bench;

typedef struct job {
  const network_ops *ops;
  const layout *l;
  const float *weights;
  const task *task;
  const dataset *data;
  packed *packed;
  size_t count, segments, microbatch, tries, rounds;
  bool guesses;
  uint64_t seed;
  bench *benches; /* [threads] */
  atomic_uint next;
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

static void bench_init(bench *b, const job *j) {
  const size_t seq = j->l->config.seq_len, z_bytes = z_count(j->l) * j->ops->act_bytes;
  *b = (bench){.worker = j->ops->worker_new(j->l, j->microbatch, 0)};
  for (int m = 0; m < MODULES; m++) b->z[m] = allocate(j->microbatch, sizeof *b->z[m]);
  b->inputs = allocate(j->microbatch, sizeof *b->inputs);
  b->questions = allocate(j->microbatch, sizeof *b->questions);
  b->twins = allocate(j->microbatch, sizeof *b->twins);
  for (size_t i = 0; i < j->microbatch; i++) {
    for (int m = 0; m < MODULES; m++) b->z[m][i] = allocate(z_bytes, 1);
    b->inputs[i] = allocate(seq, sizeof(token));
    b->questions[i] = allocate(seq, sizeof(token));
    b->twins[i] = allocate(seq, sizeof(token));
  }
  b->answer = allocate(seq, sizeof *b->answer);
  b->labels = allocate(seq, sizeof *b->labels);
  b->puzzles = allocate(j->microbatch, sizeof *b->puzzles);
  b->solved = allocate(j->rounds, sizeof *b->solved);
}

static void bench_free(bench *b, const job *j) {
  for (size_t i = 0; i < j->microbatch; i++) {
    void *const all[] = {b->z[0][i], b->z[1][i], b->inputs[i], b->questions[i], b->twins[i]};
    for (size_t k = 0; k < sizeof all / sizeof *all; k++) free(all[k]);
  }
  void *const all[] = {b->z[0],   b->z[1],   b->inputs,  b->questions, b->twins,
                       b->answer, b->labels, b->puzzles, b->solved};
  for (size_t k = 0; k < sizeof all / sizeof *all; k++) free(all[k]);
  j->ops->worker_free(b->worker);
}

static void segment(const job *j, bench *b, size_t samples) {
  const microbatch m = {.samples = samples,
                        .inputs = (const token *const *)b->inputs,
                        .puzzles = b->puzzles,
                        .z_H = b->z[MODULE_H],
                        .z_L = b->z[MODULE_L],
                        .weights = j->weights};
  j->ops->forward(b->worker, j->packed, &m);
}

static const float *logits_of(const job *j, const bench *b, size_t sample, size_t *stride) {
  const hrm_config *c = &j->l->config;
  const float *all = j->ops->logits(b->worker, stride);
  return all + (sample * (c->puzzle_emb_len + c->seq_len) + c->puzzle_emb_len) * *stride;
}

static void read_answer(const job *j, bench *b, size_t sample) {
  const hrm_config *c = &j->l->config;
  size_t stride;
  const float *logits = logits_of(j, b, sample, &stride);
  for (uint32_t i = 0; i < c->seq_len; i++) b->answer[i] = (token)best_token(logits + i * stride, c->vocab_size);
}

static void reset(const job *j, bench *b, size_t sample) {
  void *const z[MODULES] = {b->z[MODULE_H][sample], b->z[MODULE_L][sample]};
  rng none = {0};
  initial_z(j->l, j->ops, j->weights, 0, &none, z);
}

/* Guessing as wasm/src/guess.js has it: of the blanks that the model is not sure of, the one it is surest of gets a
 * token drawn by the model's probabilities, as an input. False: it is sure of every blank. */
static bool guess(const job *j, bench *b, size_t sample, rng *r) {
  const uint32_t vocab = j->l->config.vocab_size;
  token *inputs = b->inputs[sample];
  size_t stride;
  const float *logits = logits_of(j, b, sample, &stride), *chosen = NULL;
  double surest = 0;
  uint32_t cell = 0;
  for (uint32_t i = 0; i < j->l->config.seq_len; i++) {
    const float *x = logits + i * stride, top = x[best_token(x, vocab)];
    double sum = 0;
    for (uint32_t k = 0; k < vocab; k++) sum += exp(x[k] - top);
    if (inputs[i] != j->task->unknown || 1 / sum >= SURE || 1 / sum <= surest) continue;
    surest = 1 / sum;
    cell = i;
    chosen = x;
  }
  if (!chosen) return false;
  const float top = chosen[best_token(chosen, vocab)];
  double all = 0;
  for (uint32_t k = j->task->unknown + 1u; k < vocab; k++) all += exp(chosen[k] - top);
  double left = rng_unit(r) * all;
  uint32_t k = j->task->unknown + 1u;
  while (k + 1 < vocab && (left -= exp(chosen[k] - top)) >= 0) k++;
  inputs[cell] = (token)k;
  return true;
}

static void begin_try(const job *j, bench *b, size_t sample) {
  memcpy(b->inputs[sample], b->twins[sample], j->l->config.seq_len * sizeof(token));
  reset(j, b, sample);
}

static void evaluate_thread(void *argument, unsigned thread) {
  job *j = argument;
  bench *b = &j->benches[thread];
  for (size_t from; (from = (size_t)team_next(&j->next) * j->microbatch) < j->count;) {
    const size_t samples = j->count - from < j->microbatch ? j->count - from : j->microbatch;
    for (size_t i = 0; i < samples; i++) {
      j->task->get(j->data, from + i, b->inputs[i], b->labels, NULL);
      reset(j, b, i);
    }
    for (size_t s = 0; s < j->segments; s++) {
      segment(j, b, samples);
      for (size_t i = 0; i < samples; i++) {
        int difficulty;
        size_t right = 0, asked = 0;
        j->task->get(j->data, from + i, b->questions[i], b->labels, &difficulty);
        read_answer(j, b, i);
        for (uint32_t k = 0; k < j->l->config.seq_len; k++) {
          asked += b->labels[k] != IGNORE_LABEL;
          right += b->labels[k] == (label)b->answer[k];
        }
        b->solved[s][bin_of(j->task, difficulty)] += right == asked;
        if (s + 1 < j->segments) continue;
        b->cells += asked;
        b->correct += right;
        b->valid += j->task->valid(j->l->config.grid_rows, b->inputs[i], b->answer);
      }
    }
  }
}

/* Each place of the microbatch works on a puzzle of its own and takes the next one when it is done. */
static void twins_thread(void *argument, unsigned thread) {
  job *j = argument;
  bench *b = &j->benches[thread];
  struct {
    bool busy;
    size_t bin, attempt, segments;
    rng rng;
  } places[j->microbatch];
  memset(places, 0, sizeof places);
  for (bool more = true;;) {
    bool any = false;
    for (size_t i = 0; i < j->microbatch; i++) {
      if (!places[i].busy && more) {
        const size_t puzzle = team_next(&j->next);
        more = puzzle < j->count;
        if (more) {
          int difficulty;
          j->task->get(j->data, puzzle, b->questions[i], b->labels, &difficulty);
          memcpy(b->twins[i], b->questions[i], j->l->config.seq_len * sizeof(token));
          begin_try(j, b, i);
          places[i].busy = true;
          places[i].bin = bin_of(j->task, difficulty);
          places[i].attempt = places[i].segments = 0;
          places[i].rng = rng_stream(j->seed, puzzle);
        }
      }
      any |= places[i].busy;
    }
    if (!any) return;
    segment(j, b, j->microbatch);
    for (size_t i = 0; i < j->microbatch; i++) {
      if (!places[i].busy) continue;
      read_answer(j, b, i);
      if (j->task->valid(j->l->config.grid_rows, b->twins[i], b->answer)) {
        for (size_t k = places[i].attempt; k < j->tries; k++) b->solved[k][places[i].bin]++;
        places[i].busy = false;
        continue;
      }
      const bool guesses = ++places[i].segments >= FIRST_GUESS_AFTER && places[i].attempt > 0 && j->guesses;
      if (places[i].segments == j->segments || (guesses && !guess(j, b, i, &places[i].rng))) {
        places[i].segments = 0;
        places[i].busy = ++places[i].attempt < j->tries;
        if (!places[i].busy) continue;
        j->task->vary(j->l->config.grid_rows, &places[i].rng, b->questions[i], b->twins[i]);
        begin_try(j, b, i);
      }
    }
  }
}

static void pack_thread(void *argument, unsigned thread) {
  job *j = argument;
  (void)thread;
  for (unsigned i; (i = team_next(&j->next)) < j->ops->packed_count(j->packed);)
    j->ops->packed_fill(j->packed, i, j->weights);
}

static double seconds_now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

/* Runs `work` over all puzzles; returns the threads' counts added up. */
static size_t (*run(job *j, team *t, team_work *work, size_t limit, evaluation *e))[EVAL_BINS] {
  const double begin = seconds_now();
  j->count = j->task->count(j->data);
  if (limit && limit < j->count) j->count = limit;
  j->packed = j->ops->packed_new(j->l);
  team_run(t, pack_thread, j);
  atomic_store(&j->next, 0);
  j->benches = allocate(team_size(t), sizeof *j->benches);
  for (unsigned i = 0; i < team_size(t); i++) bench_init(&j->benches[i], j);
  team_run(t, work, j);
  size_t(*sums)[EVAL_BINS] = allocate(j->rounds, sizeof *sums);
  for (unsigned i = 0; i < team_size(t); i++) {
    bench *b = &j->benches[i];
    for (size_t r = 0; r < j->rounds; r++)
      for (size_t k = 0; k < EVAL_BINS; k++) sums[r][k] += b->solved[r][k];
    e->valid += b->valid;
    e->cells += b->cells;
    e->correct_cells += b->correct;
    bench_free(b, j);
  }
  free(j->benches);
  j->ops->packed_free(j->packed);
  e->puzzles = j->count;
  e->segments = j->segments;
  e->bins = bins_of(j->task);
  token *inputs = allocate(j->l->config.seq_len, sizeof *inputs);
  label *labels = allocate(j->l->config.seq_len, sizeof *labels);
  for (size_t i = 0; i < j->count; i++) {
    int difficulty;
    j->task->get(j->data, i, inputs, labels, &difficulty);
    e->in_bin[bin_of(j->task, difficulty)]++;
  }
  free(inputs);
  free(labels);
  e->seconds = seconds_now() - begin;
  return sums;
}

evaluation evaluate(team *t, const network_ops *ops, const layout *l, const float *weights, const task *puzzles,
                    const dataset *data, size_t limit, size_t segments, size_t at_once) {
  evaluation e = {0};
  job j = {.ops = ops,
           .l = l,
           .weights = weights,
           .task = puzzles,
           .data = data,
           .segments = segments,
           .rounds = segments,
           .microbatch = at_once};
  e.exact = run(&j, t, evaluate_thread, limit, &e);
  return e;
}

size_t (*evaluate_twins(team *t, const network_ops *ops, const layout *l, const float *weights, const task *puzzles,
                        const dataset *data, size_t limit, size_t segments, size_t at_once, size_t tries, bool guesses,
                        uint64_t seed, size_t in_bin[EVAL_BINS]))[EVAL_BINS] {
  evaluation e = {0};
  job j = {.ops = ops,
           .l = l,
           .weights = weights,
           .task = puzzles,
           .data = data,
           .segments = segments,
           .rounds = tries,
           .tries = tries,
           .guesses = guesses && puzzles->unknown,
           .seed = seed,
           .microbatch = at_once};
  size_t(*solved)[EVAL_BINS] = run(&j, t, twins_thread, limit, &e);
  memcpy(in_bin, e.in_bin, sizeof e.in_bin);
  return solved;
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
