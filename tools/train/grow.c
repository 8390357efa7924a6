/* grow.c - a model for another square, or of more layers, from a trained one (init.h). Learned position codes and what
 * reads them are taken apart and continued. */
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "init.h"
#include "memory.h"

typedef struct grown {
  const layout *l, *other;
  float *weights; /* of l; the blocks are the other model's already */
  const float *theirs;
  uint32_t side, small; /* of the two squares */
  uint32_t period;      /* codes this far apart are each other's negative */
  uint32_t head_dim;
  size_t hidden;
  uint32_t known; /* codes that the trained positions hold: small, at most period */
  float *codes;   /* [2][period][hidden]: of rows, of columns; the first `known` of each are the trained ones */
} grown;

static float *code(const grown *g, uint32_t columns, uint32_t x) {
  return g->codes + (columns * g->period + x) * g->hidden;
}

/* Calls visit for every row of every W_q (which 0) and W_k (1): one dimension of a head. The first half of a head's
 * dimensions reads rows, the second columns (seek of task.h). */
static void each_reader(grown *g, void *context,
                        void (*visit)(grown *g, void *context, float *reader, uint32_t head, uint32_t which,
                                      uint32_t dimension)) {
  for (int m = 0; m < MODULES; m++)
    for (uint32_t layer = 0; layer < hrm_layout_layers(g->l, (module)m); layer++) {
      float *qkv = g->weights + hrm_layout_block(g->l, (module)m, layer, QKV)->at;
      for (uint32_t which = 0; which < 2; which++)
        for (uint32_t row = 0; row < g->hidden; row++)
          visit(g, context, qkv + (which * g->hidden + row) * g->hidden, row / g->head_dim, which, row % g->head_dim);
    }
}

/* ---- what of the mean position is the rows' ---- */

typedef struct equations {
  double *matrix, *right; /* [hidden][hidden], [hidden] */
  const float *mean;
} equations;

/* A reader of rows sees of the mean only the rows' share, a reader of columns nothing of it. */
static void add_equation(grown *g, void *context, float *reader, uint32_t head, uint32_t which, uint32_t dimension) {
  (void)head, (void)which;
  const equations *e = context;
  const double seen = dimension < g->head_dim / 2 ? dot_product(reader, e->mean, g->hidden) : 0;
  for (size_t i = 0; i < g->hidden; i++) {
    for (size_t j = 0; j < g->hidden; j++) e->matrix[i * g->hidden + j] += (double)reader[i] * reader[j];
    e->right[i] += seen * reader[i];
  }
}

/* Least squares, drawn a little towards half of the mean; Gaussian elimination of a positive definite matrix. */
static void share_of_rows(grown *g, const float *mean, float *share) {
  const size_t n = g->hidden;
  equations e = {allocate(n * n, sizeof(double)), allocate(n, sizeof(double)), mean};
  each_reader(g, &e, add_equation);
  double trace = 0;
  for (size_t i = 0; i < n; i++) trace += e.matrix[i * n + i];
  for (size_t i = 0; i < n; i++) {
    e.matrix[i * n + i] += 1e-3 * trace / (double)n;
    e.right[i] += 1e-3 * trace / (double)n * mean[i] / 2;
  }
  for (size_t k = 0; k < n; k++)
    for (size_t i = k + 1; i < n; i++) {
      const double factor = e.matrix[i * n + k] / e.matrix[k * n + k];
      for (size_t j = k; j < n; j++) e.matrix[i * n + j] -= factor * e.matrix[k * n + j];
      e.right[i] -= factor * e.right[k];
    }
  for (size_t k = n; k-- > 0;) {
    for (size_t j = k + 1; j < n; j++) e.right[k] -= e.matrix[k * n + j] * e.right[j];
    e.right[k] /= e.matrix[k * n + k];
    share[k] = (float)e.right[k];
  }
  free(e.matrix);
  free(e.right);
}

/* The codes whose sums the trained positions are, nearly. */
static void trained_codes(grown *g) {
  const size_t n = g->hidden, prefix = g->l->config.puzzle_emb_len;
  const float *positions = g->theirs + hrm_layout_find(g->other, HRM_EMBED_POS, 0)->at + prefix * n;
  float *mean = allocate(n, sizeof *mean), *share = allocate(n, sizeof *share);
  for (uint32_t cell = 0; cell < g->small * g->small; cell++) {
    const uint32_t row = cell / g->small, column = cell % g->small;
    for (size_t i = 0; i < n; i++) {
      const float part = positions[cell * n + i] / (float)g->small;
      mean[i] += part / (float)g->small;
      if (row < g->known) code(g, 0, row)[i] += part;
      if (column < g->known) code(g, 1, column)[i] += part;
    }
  }
  share_of_rows(g, mean, share);
  for (uint32_t x = 0; x < g->known; x++)
    for (size_t i = 0; i < n; i++) {
      code(g, 0, x)[i] += share[i] - mean[i];
      code(g, 1, x)[i] -= share[i];
    }
  free(mean);
  free(share);
}

/* ---- codes that are not there yet, up to the period ---- */

typedef struct new_code {
  const task *t;
  uint32_t columns, x;
} new_code;

/* What a reader makes of the new code: what its head's relation asks for, as strongly as it answers to the trained
 * codes. */
static void read_new_code(grown *g, void *context, float *reader, uint32_t head, uint32_t which, uint32_t dimension) {
  const new_code *of = context;
  float *vectors = allocate(2 * (size_t)g->head_dim, sizeof *vectors);
  double answer = 0, wanted = 0, target = 0;
  for (uint32_t x = 0; x <= of->x; x++) {
    memset(vectors, 0, 2 * (size_t)g->head_dim * sizeof *vectors);
    if (!of->t->seek(g->side, head, of->columns * g->side + x, g->head_dim, vectors, vectors + g->head_dim)) break;
    target = vectors[which * g->head_dim + dimension];
    if (x == of->x) break;
    answer += target * dot_product(reader, code(g, of->columns, x), g->hidden);
    wanted += target * target;
  }
  free(vectors);
  const float *u = code(g, of->columns, of->x);
  const double missing = (wanted > 0 ? answer / wanted * target : 0) - dot_product(reader, u, g->hidden),
               length = dot_product(u, u, g->hidden);
  for (size_t i = 0; i < g->hidden; i++) reader[i] += (float)(missing * u[i] / length);
}

/* The next code: as long as the one before, orthogonal to all before. */
static void add_code(grown *g, const task *t, uint32_t columns, uint32_t x, rng *r) {
  const size_t n = g->hidden;
  float *basis = allocate(2 * (size_t)g->period * n, sizeof *basis), *u = code(g, columns, x);
  uint32_t count = 0;
  for (uint32_t before = 0; before < x + columns; before++) /* of rows, one more when a column's code comes behind it */
    memcpy(basis + count * n, code(g, 0, before), n * sizeof *basis), add_to_basis(basis, count++, n);
  for (uint32_t before = 0; before < x; before++)
    memcpy(basis + count * n, code(g, 1, before), n * sizeof *basis), add_to_basis(basis, count++, n);
  float *unit = basis + count * n;
  for (size_t i = 0; i < n; i++) unit[i] = hrm_random_normal(r);
  add_to_basis(basis, count, n);
  const float *before = code(g, columns, x - 1);
  const float length = (float)sqrt(dot_product(before, before, n));
  for (size_t i = 0; i < n; i++) u[i] = length * unit[i];
  free(basis);
  each_reader(g, &(new_code){t, columns, x}, read_new_code);
}

/* Learned positions of the larger square; the blocks are the other model's already. */
static void continue_positions(const layout *l, float *weights, const task *t, const layout *other, const float *theirs,
                               rng *r) {
  const hrm_config *a = &l->config;
  const uint32_t head_dim = a->hidden_size / a->num_heads, period = head_dim / 2, small = other->config.grid_rows;
  if (a->grid_rows < small || a->grid_rows + 2 > head_dim)
    fail("--grow: with heads of %u a square grows to %u at most, not from %u to %u", head_dim, head_dim - 2, small,
         a->grid_rows);
  grown g = {l,
             other,
             weights,
             theirs,
             a->grid_rows,
             small,
             period,
             head_dim,
             a->hidden_size,
             small < period ? small : period,
             allocate(2 * (size_t)period * a->hidden_size, sizeof(float))};
  trained_codes(&g);
  for (uint32_t x = g.known; x < period; x++)
    for (uint32_t columns = 0; columns < 2; columns++) add_code(&g, t, columns, x, r);
  float *positions = weights + hrm_layout_find(l, HRM_EMBED_POS, 0)->at + a->puzzle_emb_len * g.hidden;
  for (uint32_t cell = 0; cell < a->seq_len; cell++) {
    const uint32_t row = cell / g.side, column = cell % g.side;
    const float sign_row = row < period ? 1 : -1, sign_column = column < period ? 1 : -1;
    for (size_t i = 0; i < g.hidden; i++)
      positions[cell * g.hidden + i] =
          sign_row * code(&g, 0, row % period)[i] + sign_column * code(&g, 1, column % period)[i];
  }
  free(g.codes);
}

/* Of a table [heads][offsets] those that both squares have; the others keep their start. */
static void copy_offsets(const layout *l, const layout *other, float *to, const float *from) {
  const int side = (int)l->config.grid_rows, theirs = (int)other->config.grid_rows,
            both = side < theirs ? side : theirs;
  for (int head = 0; head < (int)l->config.num_heads; head++)
    for (int down = 1 - both; down < both; down++) {
      const int row = head * (2 * side - 1) + down + side - 1, other_row = head * (2 * theirs - 1) + down + theirs - 1;
      memcpy(to + row * (2 * side - 1) + side - both, from + other_row * (2 * theirs - 1) + theirs - both,
             (size_t)(2 * both - 1) * sizeof *to);
    }
}

/* Layers that the other model has not give on what they are given: what a block adds to it is 0. */
static void silence_new_layers(const layout *l, const layout *other, float *weights) {
  static const block_matrix last[] = {O, DOWN};
  for (module m = 0; m < MODULES; m++)
    for (uint32_t layer = hrm_layout_layers(other, m); layer < hrm_layout_layers(l, m); layer++)
      for (int i = 0; i < 2; i++) {
        const weight *w = hrm_layout_block(l, m, layer, last[i]);
        memset(weights + w->at, 0, w->count * sizeof *weights);
      }
}

void init_grown(const layout *l, float *weights, const task *t, const layout *other, const float *theirs, rng *r) {
  const hrm_config *a = &l->config, *b = &other->config;
  if (b->task != t->id || a->pos_encodings != b->pos_encodings ||
      (a->pos_encodings != HRM_LEARNED && a->pos_encodings != HRM_RELATIVE) || a->mlp_t_size || b->mlp_t_size)
    fail("--grow: only models of one task, with attention and positions of one kind, learned or relative, grow");
  if (!t->any_side && (a->grid_rows != b->grid_rows || a->grid_cols != b->grid_cols))
    fail("--grow: a puzzle of this task has one side");
  if (a->hidden_size != b->hidden_size || a->num_heads != b->num_heads || a->puzzle_emb_len != b->puzzle_emb_len ||
      a->inner_size != b->inner_size || a->rules != b->rules)
    fail("--grow: the model has another width, heads, prefix or rules");
  if (a->H_layers < b->H_layers || a->L_layers < b->L_layers || (!a->H_layers) != (!b->H_layers))
    fail("--grow: the model has more layers, or another architecture");
  for (uint32_t i = 0; i < l->count; i++) {
    const weight *to = &l->weights[i], *from = hrm_layout_find(other, to->file.kind, to->file.layer);
    if (!from) continue; /* of a layer that is new */
    if (to->is_table) copy_offsets(l, other, weights + to->at, theirs + from->at);
    else
      memcpy(weights + to->at, theirs + from->at,
             (to->count < from->count ? to->count : from->count) * sizeof *weights);
  }
  silence_new_layers(l, other, weights);
  if (a->pos_encodings == HRM_LEARNED && a->grid_rows != b->grid_rows)
    continue_positions(l, weights, t, other, theirs, r);
}
