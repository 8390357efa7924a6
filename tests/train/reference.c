/* reference.c - losses and gradients of the official ACTLossHead, as flatten.mjs writes them:
 *   batch seq_len
 *   per example: puzzle_identifier inputs[seq_len] labels[seq_len]
 *   per loss (softmax, stablemax), per segment (2): loss_sum lm q_halt q_continue tensors
 *     per tensor: name columns count norm sum n first[n] m mid[m]     mid begins at count / 2 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "../../tools/train/model_file.h"
#include "../../tools/train/memory.h"
#include "fixture.h"

#define SEGMENTS 2

static double number(FILE *f) {
  double x = NAN;
  if (fscanf(f, "%lf", &x) != 1) fail("the flattened reference ends early");
  return x;
}

/* The tensor of an official name such as inner.H_level.layers.1.mlp.down_proj.weight. */
static const weight *named(const layout *l, const char *name) {
  for (uint32_t i = 0; i < l->count; i++) {
    const weight *w = &l->weights[i];
    const char *pattern = hrm_kind_name(w->file.kind), *star = strchr(pattern, '*');
    char full[128];
    if (star) snprintf(full, sizeof full, "inner.%.*s%u%s", (int)(star - pattern), pattern, w->file.layer, star + 1);
    else snprintf(full, sizeof full, "inner.%s", pattern);
    if (!strcmp(full, name)) return w;
  }
  return NULL;
}

typedef struct reference {
  layout l;
  float *weights;
  dataset data;
  FILE *rest;
} reference;

static reference open_reference(unsigned which) {
  reference r;
  r.weights = hrm_file_load(files.model[which], &r.l);
  r.rest = fopen(files.expected[which], "r");
  if (!r.rest) fail("%s: cannot be opened", files.expected[which]);
  const uint32_t n = (uint32_t)number(r.rest), seq = (uint32_t)number(r.rest);
  uint32_t *puzzles = allocate(n, sizeof *puzzles);
  token *inputs = allocate((size_t)n * seq, sizeof *inputs);
  label *labels = allocate((size_t)n * seq, sizeof *labels);
  for (uint32_t i = 0; i < n; i++) {
    puzzles[i] = (uint32_t)number(r.rest);
    for (uint32_t k = 0; k < seq; k++) inputs[i * seq + k] = (token)number(r.rest);
    for (uint32_t k = 0; k < seq; k++) labels[i * seq + k] = (label)number(r.rest);
  }
  r.data = (dataset){.seq_len = seq, .count = n, .puzzles = puzzles, .inputs = inputs, .labels = labels};
  return r;
}

static void close_reference(reference *r) {
  fclose(r->rest);
  free((void *)(uintptr_t)r->data.puzzles);
  examples_free(&r->data);
  free(r->weights);
}

/* All of a tensor's stated figures against values[count]; counts the largest relative error of a norm. */
static void compare_tensor(FILE *f, const char *name, const float *values, size_t count, double *worst) {
  const double norm = number(f), sum = number(f), got = norm_of(values, count);
  double total = 0, error = fabs(got - norm) / (norm > 0 ? norm : 1);
  for (size_t i = 0; i < count; i++) total += values[i];
  if (error > *worst) *worst = error;
  CHECK(error < 1e-4, "%s: norm %.9g, official %.9g", name, got, norm);
  CHECK(fabs(total - sum) < 1e-4 * norm * sqrt((double)count), "%s: sum %.9g, official %.9g", name, total, sum);
  for (int part = 0; part < 2; part++) {
    const size_t n = (size_t)number(f), from = part ? count / 2 : 0;
    for (size_t i = 0; i < n; i++) {
      const double expected = number(f), value = values[from + i];
      CHECK(fabs(value - expected) < 1e-4 * (fabs(expected) + norm / sqrt((double)count)),
            "%s[%zu]: %.9g, official %.9g", name, from + i, value, expected);
    }
  }
}

static void compare_model(unsigned which, const char *precision) {
  reference r = open_reference(which);
  const hrm_config *c = &r.l.config;
  const weight *embedding = hrm_layout_find(&r.l, HRM_PUZZLE_EMB, 0);
  float *gradients = allocate(r.l.floats, sizeof *gradients), *one = allocate(r.l.floats, sizeof *one);
  float *per_example = allocate((size_t)r.data.count * embedding->file.cols, sizeof *per_example);
  double worst = 0;
  for (int stablemax = 0; stablemax < 2; stablemax++)
    for (unsigned segment = 1; segment <= SEGMENTS; segment++) {
      options o = still_options();
      o.gradient = "one";
      o.loss = stablemax ? "stablemax" : "softmax";
      o.q_continue = true;
      o.precision = precision;
      hrm_learn_totals sums = {0};
      memset(gradients, 0, r.l.floats * sizeof *gradients);
      for (uint32_t i = 0; i < r.data.count; i++) {
        hrm_learn_totals t;
        r.data.which = (int)i;
        run_segments(&o, &r.l, r.weights, &r.data, segment, one, &t);
        sums.lm += t.lm;
        sums.q_halt += t.q_halt;
        sums.q_continue += t.q_continue;
        for (size_t k = 0; k < r.l.floats; k++) gradients[k] += one[k];
        memcpy(per_example + (size_t)i * embedding->file.cols,
               one + embedding->at + r.data.puzzles[i] * embedding->file.cols, embedding->file.cols * sizeof *one);
      }
      const double got[4] = {sums.lm + .5 * (sums.q_halt + sums.q_continue), sums.lm, sums.q_halt, sums.q_continue};
      for (int k = 0; k < 4; k++) {
        const double expected = number(r.rest);
        CHECK(fabs(got[k] - expected) < 1e-4 * expected, "%s segment %u, loss term %d: %.9g, official %.9g", o.loss,
              segment, k, got[k], expected);
      }
      const unsigned tensors = (unsigned)number(r.rest);
      unsigned trained = 0;
      for (uint32_t i = 0; i < r.l.count; i++) trained += r.l.weights[i].trained;
      CHECK(tensors == trained, "%u tensors with a gradient, %u trained ones", tensors, trained);
      for (unsigned i = 0; i < tensors; i++) {
        char name[128];
        if (fscanf(r.rest, "%127s", name) != 1) fail("the flattened reference ends early");
        const size_t columns = (size_t)number(r.rest), count = (size_t)number(r.rest);
        if (!strcmp(name, "inner.puzzle_emb")) { /* a row for each example, without the columns that only pad it to
                                                    whole tokens */
          for (uint32_t k = 0; k < r.data.count; k++)
            memmove(per_example + k * columns, per_example + (size_t)k * embedding->file.cols,
                    columns * sizeof *per_example);
          compare_tensor(r.rest, name, per_example, count, &worst);
          continue;
        }
        const weight *w = named(&r.l, name);
        if (CHECK(w && w->count == count, "%s: no such tensor of %zu", name, count))
          compare_tensor(r.rest, name, gradients + w->at, count, &worst);
        else break;
      }
    }
  printf("%s, %u examples of %u tokens, %s: largest relative error of a gradient's norm %.2g\n", files.model[which],
         r.data.count, c->seq_len, precision, worst);
  free(gradients);
  free(one);
  free(per_example);
  close_reference(&r);
}

static void compare_all(void) {
  for (unsigned i = 0; i < files.references; i++)
    for (uint32_t mode = HRM_LEARN_PLAIN; mode <= HRM_LEARN_AVX512; mode++)
      if (hrm_learn_mode_runs(mode)) compare_model(i, hrm_learn_mode_name(mode));
}

const test reference_tests[] = {
    {"official losses and gradients, both losses, two segments, every float32 mode", compare_all}, {0}};
