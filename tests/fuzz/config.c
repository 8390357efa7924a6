/* config.c - small configurations of every kind with weights of any bits: what the core writes itself, it must check
 * and run, or refuse for the weights' values. */
#include "run.h"

/* The next byte; 0 behind the end. */
static uint8_t next(const uint8_t **data, size_t *size) {
  if (!*size) return 0;
  (*size)--;
  return *(*data)++;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
#define NEXT next(&data, &size)
  hrm_config c = {.dtype = NEXT % 3u,
                  .task = NEXT % (HRM_TASKS + 1u),
                  .grid_rows = NEXT % 4u,
                  .grid_cols = NEXT % 4u,
                  .vocab_size = 2u + NEXT % 20u};
  c.seq_len = c.task ? c.grid_rows * c.grid_cols : NEXT % 40u;
  c.puzzle_emb_len = NEXT % 3u;
  c.num_puzzle_identifiers = c.puzzle_emb_len ? NEXT % 4u : 0u;
  c.mlp_t_size = NEXT % 2u * 4u * (NEXT % 8u);
  c.num_heads = c.mlp_t_size ? 1u : 1u + NEXT % 4u;
  c.hidden_size = 4u * c.num_heads * (1u + NEXT % 5u);
  c.inner_size = 4u * (1u + NEXT % 10u);
  c.H_layers = NEXT % 3u;
  c.L_layers = 1u + NEXT % 2u;
  c.H_cycles = 1u + NEXT % 3u;
  c.L_cycles = 1u + NEXT % 3u;
  c.halt_max_steps = NEXT;
  c.pos_encodings = NEXT % 3u;
  c.rope_theta = (float)NEXT;
  c.rms_norm_eps = (float)NEXT / 128.0f;
  c.puzzle_emb_ndim = c.puzzle_emb_len ? NEXT % 16u : 0u;
  c.rules = NEXT % 9u;
  c.update_rate = (float)(NEXT % 3u) / 3.0f;
  c.origin = NEXT;
  uint64_t bytes;
  if (hrm_config_check(&c, NULL) != HRM_OK || hrm_file_bytes(&c, &bytes) != HRM_OK || bytes > 1u << 14) return 0;
  uint8_t *file = exact(bytes);
  bool packed = hrm_write_header(&c, file, bytes) == HRM_OK;
  for (uint32_t i = 0; i < hrm_tensor_count(&c); i++) {
    hrm_tensor t;
    require(hrm_tensor_at(&c, i, &t) == HRM_OK);
    const size_t count = (size_t)t.rows * t.cols;
    float *values = exact(count * 4), *other = exact(count * 4);
    if (t.kind == HRM_ROPE_COS || t.kind == HRM_ROPE_SIN) {
      const bool cosines = t.kind == HRM_ROPE_COS;
      require(hrm_rope_tables(&c, cosines ? values : other, cosines ? other : values, count) == HRM_OK);
    } else {
      /* The input's bits over and over, or where it gave none a small number. */
      for (size_t k = 0; k < count; k++) {
        values[k] = (float)(k % 13) / 16.0f - 0.375f;
        if (size >= 4) memcpy(&values[k], data + (k * 4 + i) % (size - 3), 4);
      }
    }
    packed = packed && hrm_pack_tensor(&t, values, count, file + t.offset, (t.bytes + 63) / 64 * 64) == HRM_OK;
    free(values);
    free(other);
  }
  require(hrm_seal(file, bytes) == HRM_OK);
  const hrm_status status = check_and_run(file, bytes);
  require(!packed || status == HRM_OK || status == HRM_ERROR_VALUE);
  free(file);
  return 0;
}
