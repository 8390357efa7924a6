#include "init.h"
#include "memory.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

double dot_product(const float *a, const float *b, size_t n) {
  double sum = 0;
  for (size_t i = 0; i < n; i++) sum += (double)a[i] * b[i];
  return sum;
}

void add_to_basis(float *basis, size_t count, size_t n) {
  float *a = basis + count * n;
  for (size_t j = 0; j < count; j++) {
    const double along = dot_product(a, basis + j * n, n);
    for (size_t c = 0; c < n; c++) a[c] -= (float)along * basis[j * n + c];
  }
  const double length = sqrt(dot_product(a, a, n));
  for (size_t c = 0; c < n; c++) a[c] /= (float)length;
}

/* rows vectors of length 1, each orthogonal to the others. */
static void orthonormal(float *codes, size_t rows, size_t cols, rng *r) {
  for (size_t i = 0; i < rows; i++) {
    for (size_t c = 0; c < cols; c++) codes[i * cols + c] = hrm_random_normal(r);
    add_to_basis(codes, i, cols);
  }
}

static void seek_in_head(const task *t, uint32_t side, uint32_t head, uint32_t head_dim, size_t hidden,
                         const float *codes, float gain, float *qkv) {
  float *vectors = allocate(2 * (size_t)head_dim, sizeof *vectors);
  for (uint32_t which = 0; which < 2; which++) { /* W_q, then W_k */
    float *rows = qkv + (which * hidden + (size_t)head * head_dim) * hidden;
    bool found = false;
    for (uint32_t g = 0; g < t->groups(side); g++) {
      memset(vectors, 0, 2 * (size_t)head_dim * sizeof *vectors);
      if (!t->seek(side, head, g, head_dim, vectors, vectors + head_dim)) break;
      if (!found)
        for (size_t k = 0; k < head_dim * hidden; k++) rows[k] *= .5f;
      found = true;
      for (size_t d = 0; d < head_dim; d++) {
        const float amount = gain * vectors[which * head_dim + d];
        if (amount != 0)
          for (size_t c = 0; c < hidden; c++) rows[d * hidden + c] += amount * codes[g * hidden + c];
      }
    }
  }
  free(vectors);
}

void init_structured(const layout *l, float *weights, const task *t, float gain, rng *r) {
  const size_t hidden = l->config.hidden_size, prefix = l->config.puzzle_emb_len;
  const uint32_t head_dim = l->config.hidden_size / l->config.num_heads;
  const weight *positions = hrm_layout_find(l, HRM_EMBED_POS, 0);
  if (!positions) fail("a structured start needs learned positions (--pos learned)");
  const uint32_t side = l->config.grid_rows, groups = t->groups(side);
  if (groups > hidden) fail("a structured start for %s needs a hidden size of %u or more", t->name, groups);
  float *codes = allocate(groups * hidden, sizeof *codes);
  orthonormal(codes, groups, hidden, r);
  const float share =
      sqrtf(1.f / (float)t->groups_per_cell); /* so that a position has the length the official start gives it */
  for (uint32_t cell = 0; cell < l->config.seq_len; cell++) {
    float *x = weights + positions->at + (prefix + cell) * hidden;
    memset(x, 0, hidden * sizeof *x);
    for (uint32_t which = 0; which < t->groups_per_cell; which++)
      for (size_t c = 0; c < hidden; c++) x[c] += share * codes[t->group(side, cell, which) * hidden + c];
  }
  for (int m = 0; m < MODULES; m++)
    for (uint32_t layer = 0; layer < hrm_layout_layers(l, (module)m); layer++)
      for (uint32_t head = 0; head < l->config.num_heads; head++)
        seek_in_head(t, side, head, head_dim, hidden, codes, gain,
                     weights + hrm_layout_block(l, (module)m, layer, QKV)->at);
  free(codes);
}
