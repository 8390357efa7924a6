/* state.c - the block that holds a run. */
#include "state.h"
#include <string.h>

#define VERSION 1u
static const char magic[8] = {'H', 'R', 'M', 'L', 'E', 'A', 'R', 'N'};
_Static_assert(sizeof(state_header) == 3 * HRM_ALIGN && sizeof(hrm_config) <= sizeof((state_header *)0)->config &&
                   sizeof(slot_head) == 16,
               "no padding in what is written out");

static uint64_t round64(uint64_t n) { return (n + HRM_ALIGN - 1) / HRM_ALIGN * HRM_ALIGN; }

hrm_learn_status hrm_state_places(state_places *p, const layout *l, uint32_t slots, size_t act_bytes) {
  const uint64_t array = round64((uint64_t)l->floats * sizeof(float)),
                 z = round64((uint64_t)hrm_z_count(l) * act_bytes),
                 tokens = round64((uint64_t)l->config.seq_len * sizeof(uint32_t));
  uint64_t at = sizeof(state_header);
  for (int i = 0; i < STATE_ARRAYS; i++, at += array) p->arrays[i] = at;
  p->slots = at;
  p->z[MODULE_H] = round64(sizeof(slot_head));
  p->z[MODULE_L] = p->z[MODULE_H] + z;
  p->inputs = p->z[MODULE_L] + z;
  p->labels = p->inputs + tokens;
  p->slot_bytes = p->labels + tokens;
  p->bytes = p->slots + slots * p->slot_bytes; /* below 2^63 in the ranges of configuration and options */
  return p->bytes > SIZE_MAX / 2 ? HRM_LEARN_ERROR_TOO_LARGE : HRM_LEARN_OK;
}

void hrm_state_write_header(void *state, const state_places *p, const layout *l, uint32_t mode, size_t act_bytes,
                            uint32_t slots) {
  state_header *h = state;
  const uint64_t steps = h->steps;
  *h = (state_header){.version = VERSION,
                      .mode = mode,
                      .act_bytes = (uint32_t)act_bytes,
                      .slots = slots,
                      .floats = l->floats,
                      .bytes = p->bytes,
                      .steps = steps};
  memcpy(h->magic, magic, sizeof magic);
  memcpy(h->config, &l->config, sizeof l->config);
}

float *hrm_state_array(void *state, const state_places *p, state_array which) {
  return (float *)(void *)((uint8_t *)state + p->arrays[which]);
}

slot hrm_state_slot(uint8_t *slots, const state_places *p, uint32_t i) {
  uint8_t *const at = slots + i * p->slot_bytes;
  return (slot){.head = (slot_head *)(void *)at,
                .z = {at + p->z[MODULE_H], at + p->z[MODULE_L]},
                .inputs = (uint32_t *)(void *)(at + p->inputs),
                .labels = (int32_t *)(void *)(at + p->labels)};
}

/* The header alone: a known configuration, and as many bytes as that implies. */
static hrm_learn_status check_header(const void *state, size_t bytes, layout *l, state_places *p) {
  const state_header *h = state;
  if (!state || (uintptr_t)state % HRM_ALIGN) return HRM_LEARN_ERROR_ARGUMENT;
  if (bytes < sizeof *h) return HRM_LEARN_ERROR_STATE;
  hrm_config config;
  memcpy(&config, h->config, sizeof config);
  for (size_t i = sizeof config / 4; i < sizeof h->config / 4; i++)
    if (h->config[i]) return HRM_LEARN_ERROR_STATE;
  if (memcmp(h->magic, magic, sizeof magic) || h->version != VERSION || h->reserved[0] || h->reserved[1] ||
      h->mode >= HRM_LEARN_MODES || (h->act_bytes != 2 && h->act_bytes != 4) || !h->slots ||
      h->slots > HRM_LEARN_MAX_SLOTS || hrm_layout_init(l, &config))
    return HRM_LEARN_ERROR_STATE;
  if (hrm_state_places(p, l, h->slots, h->act_bytes) || h->floats != l->floats || h->bytes != p->bytes ||
      bytes != p->bytes)
    return HRM_LEARN_ERROR_STATE;
  return HRM_LEARN_OK;
}

hrm_learn_status hrm_learn_read_state(const void *state, size_t state_bytes, hrm_learn_state *out) {
  layout l;
  state_places p;
  if (!out) return HRM_LEARN_ERROR_ARGUMENT;
  const hrm_learn_status status = check_header(state, state_bytes, &l, &p);
  if (status) return status;
  const state_header *h = state;
  const uint8_t *base = state;
  *out = (hrm_learn_state){.config = l.config,
                           .mode = h->mode,
                           .slots = h->slots,
                           .steps = h->steps,
                           .weights = (const float *)(const void *)(base + p.arrays[STATE_WEIGHTS]),
                           .mean = (const float *)(const void *)(base + p.arrays[STATE_MEAN]),
                           .floats = l.floats};
  return HRM_LEARN_OK;
}

bool hrm_all_finite(const float *values, size_t count) {
  const uint8_t *at = (const uint8_t *)values;
  for (size_t i = 0; i < count; i++) {
    uint32_t bits;
    memcpy(&bits, at + 4 * i, sizeof bits);
    if ((bits & 0x7F800000u) == 0x7F800000u) return false;
  }
  return true;
}

hrm_learn_status hrm_state_check(const void *state, size_t bytes, layout *l, state_places *p) {
  const hrm_learn_status status = check_header(state, bytes, l, p);
  if (status) return status;
  const state_header *h = state;
  const hrm_config *c = &l->config;
  const uint8_t *base = state;
  for (int i = 0; i < STATE_ARRAYS; i++)
    if (!hrm_all_finite((const float *)(const void *)(base + p->arrays[i]), l->floats)) return HRM_LEARN_ERROR_VALUE;
  const uint32_t identifiers = c->puzzle_emb_len ? c->num_puzzle_identifiers : 1;
  for (uint32_t i = 0; i < h->slots; i++) {
    const uint8_t *at = base + p->slots + i * p->slot_bytes;
    const slot_head *head = (const slot_head *)(const void *)at;
    const uint32_t *inputs = (const uint32_t *)(const void *)(at + p->inputs);
    const int32_t *labels = (const int32_t *)(const void *)(at + p->labels);
    bool fits = head->puzzle < identifiers;
    for (uint32_t k = 0; fits && k < c->seq_len; k++)
      fits = inputs[k] < c->vocab_size &&
             (labels[k] == HRM_LEARN_IGNORE || (labels[k] >= 0 && (uint32_t)labels[k] < c->vocab_size));
    if (!fits) return HRM_LEARN_ERROR_STATE;
  }
  return HRM_LEARN_OK;
}
