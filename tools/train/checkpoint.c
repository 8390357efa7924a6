#include "checkpoint.h"
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>
#include "model_file.h"

typedef struct header {
  char magic[8];
  uint32_t crc; /* of everything after it */
  uint32_t slots, act_bytes;
  float best;
  uint64_t floats, step;
  double seconds;
  hrm_config config;
} header;

static const char magic[8] = "HRMCKPT2", first_magic[8] = "HRMCKPT1";
/* The header of the first format ended before what hrm_config has for other models than HRM. */
#define FIRST_HEADER_BYTES 128u
_Static_assert(offsetof(header, config) + offsetof(hrm_config, mlp_t_size) + 4 == FIRST_HEADER_BYTES, "with padding");
#define CRC_START (offsetof(header, crc) + sizeof(uint32_t))

static uint32_t checksum(const unsigned char *file, size_t bytes) {
  uLong crc = crc32(0, NULL, 0);
  for (size_t at = CRC_START; at < bytes;) {
    const size_t run = bytes - at < 1u << 30 ? bytes - at : 1u << 30;
    crc = crc32(crc, file + at, (uInt)run);
    at += run;
  }
  return (uint32_t)crc;
}

static size_t slot_bytes(const layout *l, size_t act_bytes) {
  return MODULES * z_count(l) * act_bytes + l->config.seq_len * (sizeof(token) + sizeof(label)) + 2 * sizeof(uint32_t) +
         sizeof(rng);
}

/* The same walk writes and reads the slots. */
static void copy(unsigned char **file, void *memory, size_t bytes, bool to_file) {
  if (to_file) memcpy(*file, memory, bytes);
  else memcpy(memory, *file, bytes);
  *file += bytes;
}

static void copy_slots(const trainer *t, unsigned char *file, bool to_file) {
  const hrm_config *c = &t->l.config;
  for (uint32_t i = 0; i < t->o->slots; i++) {
    slot *s = &t->slots[i];
    for (int m = 0; m < MODULES; m++) copy(&file, s->z[m], z_count(&t->l) * t->ops->act_bytes, to_file);
    copy(&file, s->inputs, c->seq_len * sizeof(token), to_file);
    copy(&file, s->labels, c->seq_len * sizeof(label), to_file);
    copy(&file, &s->puzzle, sizeof s->puzzle, to_file);
    copy(&file, &s->steps, sizeof s->steps, to_file);
    copy(&file, &s->rng, sizeof s->rng, to_file);
  }
}

void checkpoint_save(const trainer *t, const char *path) {
  const size_t array = t->l.floats * sizeof(float),
               bytes = sizeof(header) + 4 * array + t->o->slots * slot_bytes(&t->l, t->ops->act_bytes);
  unsigned char *file = allocate(bytes, 1), *at = file + sizeof(header);
  header h = {.slots = t->o->slots,
              .act_bytes = (uint32_t)t->ops->act_bytes,
              .floats = t->l.floats,
              .best = t->best,
              .step = t->step,
              .seconds = t->seconds,
              .config = t->l.config};
  memcpy(h.magic, magic, sizeof magic);
  memcpy(file, &h, sizeof h);
  float *const arrays[] = {t->weights, t->ema, t->optimiser.first, t->optimiser.second};
  for (int i = 0; i < 4; i++) copy(&at, arrays[i], array, true);
  copy_slots(t, at, true);
  h.crc = checksum(file, bytes);
  memcpy(file, &h, sizeof h);
  if (!file_write(path, file, bytes)) fail("%s: %s", path, strerror(errno));
  free(file);
}

/* The checked file with its header in *h and its layout in *l, or NULL when it is not a checkpoint. */
static unsigned char *checkpoint_read(const char *path, header *h, layout *l) {
  size_t bytes;
  unsigned char *file = file_read(path, &bytes);
  if (!file) fail("%s: %s", path, strerror(errno));
  const bool first = bytes >= FIRST_HEADER_BYTES && !memcmp(file, first_magic, sizeof first_magic);
  if (!first && (bytes < sizeof *h || memcmp(file, magic, sizeof magic))) {
    free(file);
    return NULL;
  }
  memset(h, 0, sizeof *h);
  memcpy(h, file, first ? FIRST_HEADER_BYTES - 4 : sizeof *h);
  if (h->crc != checksum(file, bytes)) fail("%s: the checksum is wrong, the file is damaged", path);
  if (first) {
    const size_t rest = bytes - FIRST_HEADER_BYTES;
    unsigned char *longer = allocate(sizeof *h + rest, 1);
    memcpy(longer + sizeof *h, file + FIRST_HEADER_BYTES, rest);
    free(file);
    file = longer, bytes = sizeof *h + rest;
  }
  layout_init(l, &h->config);
  if (h->floats != l->floats ||
      bytes != sizeof *h + 4 * l->floats * sizeof(float) + h->slots * slot_bytes(l, h->act_bytes))
    fail("%s: the length does not fit the configuration", path);
  return file;
}

float *model_load(const char *path, layout *l, float **ema) {
  header h;
  unsigned char *file = checkpoint_read(path, &h, l);
  *ema = NULL;
  if (!file) return hrm_file_load(path, l);
  float *weights = allocate(l->floats, sizeof *weights);
  *ema = allocate(l->floats, sizeof **ema);
  memcpy(weights, file + sizeof h, l->floats * sizeof *weights);
  memcpy(*ema, file + sizeof h + l->floats * sizeof *weights, l->floats * sizeof *weights);
  free(file);
  return weights;
}

bool checkpoint_resume(trainer *t, const char *path) {
  header h;
  layout l;
  unsigned char *file = checkpoint_read(path, &h, &l);
  if (!file) fail("%s: not a checkpoint; use --init for weights alone", path);
  if (l.floats != t->l.floats) fail("%s: another model", path);
  const size_t array = l.floats * sizeof(float);
  unsigned char *at = file + sizeof h;
  float *const arrays[] = {t->weights, t->ema, t->optimiser.first, t->optimiser.second};
  for (int i = 0; i < 4; i++) copy(&at, arrays[i], array, false);
  t->step = h.step;
  t->best = h.best;
  t->seconds = h.seconds;
  const bool same =
      h.slots == t->o->slots && h.act_bytes == t->ops->act_bytes && l.config.seq_len == t->l.config.seq_len;
  if (same) copy_slots(t, at, false);
  free(file);
  layout_free(&l);
  trainer_pack(t);
  return same;
}
