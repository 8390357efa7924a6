#include "layout.h"
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void fail(const char *format, ...) {
  va_list args;
  va_start(args, format);
  fputs("hrm-train: ", stderr);
  vfprintf(stderr, format, args);
  fputc('\n', stderr);
  va_end(args);
  exit(1);
}

void *allocate(size_t count, size_t size) {
  size_t bytes;
  if (__builtin_mul_overflow(count, size, &bytes) || bytes > SIZE_MAX - 512)
    fail("a buffer of %zu x %zu bytes is too large", count, size);
  bytes = (bytes + 256 + 63) / 64 * 64;
  void *p = aligned_alloc(64, bytes);
  if (!p) fail("out of memory (%zu bytes)", bytes);
  return memset(p, 0, bytes);
}

void layout_init(layout *l, const hrm_config *config) {
  uint64_t position;
  const hrm_status status = hrm_config_check(config, &position);
  if (status) fail("configuration: %s (header byte %llu)", hrm_status_sentence(status), (unsigned long long)position);
  if (hrm_format_version(config) != 1) fail("only an HRM with its own levels, attention and positions can be trained");
  const uint32_t h = config->hidden_size;
  if (h % 16 || config->inner_size % 16 || h / config->num_heads % 16)
    fail("hidden size %u, inner size %u and head dimension %u must be multiples of 16 to be trained", h,
         config->inner_size, h / config->num_heads);
  *l = (layout){.config = *config, .count = hrm_tensor_count(config)};
  l->weights = allocate(l->count, sizeof *l->weights);
  for (uint32_t i = 0; i < l->count; i++) {
    weight *w = &l->weights[i];
    if (hrm_tensor_at(config, i, &w->file)) fail("tensor %u of the configuration has no place", i);
    const uint32_t kind = w->file.kind;
    w->at = l->floats;
    w->count = (size_t)w->file.rows * w->file.cols;
    w->trained = kind != HRM_ROPE_COS && kind != HRM_ROPE_SIN && kind != HRM_H_INIT && kind != HRM_L_INIT;
    l->floats += (w->count + FLOATS_ALIGN - 1) / FLOATS_ALIGN * FLOATS_ALIGN;
    if (w->trained) l->parameters += w->count;
  }
}

void layout_free(layout *l) {
  free(l->weights);
  *l = (layout){0};
}

const weight *layout_find(const layout *l, hrm_kind kind, uint32_t layer) {
  for (uint32_t i = 0; i < l->count; i++)
    if (l->weights[i].file.kind == (uint32_t)kind && l->weights[i].file.layer == layer) return &l->weights[i];
  return NULL;
}

const weight *layout_block(const layout *l, module m, uint32_t layer, block_matrix which) {
  return layout_find(l, (hrm_kind)((m == MODULE_H ? HRM_H_QKV : HRM_L_QKV) + (int)which), layer);
}

uint32_t layout_matrices(const layout *l) { return BLOCK_MATRICES * (l->config.H_layers + l->config.L_layers); }

const weight *layout_matrix(const layout *l, uint32_t i) {
  const uint32_t layer = i / BLOCK_MATRICES, H = l->config.H_layers;
  return layout_block(l, layer < H ? MODULE_H : MODULE_L, layer < H ? layer : layer - H,
                      (block_matrix)(i % BLOCK_MATRICES));
}

uint32_t layout_layers(const layout *l, module m) { return m == MODULE_H ? l->config.H_layers : l->config.L_layers; }
