#include "checkpoint.h"
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>
#include "model_file.h"
#include "memory.h"

/* A file: this header, then the state of a run as the library keeps it. */
typedef struct header {
  char magic[8];
  uint32_t crc; /* of everything after it */
  float best;
  double seconds;
  uint8_t reserved[40]; /* so that the state begins on 64 bytes */
} header;
_Static_assert(sizeof(header) == HRM_ALIGN, "the state lies aligned");

/* Files of before had a header of their own and the same first two arrays behind it; their weights are still read. Its
 * configuration ended before what hrm_config has for other models than HRM. */
#define OLD_CONFIG_WORDS 19
typedef struct old_header {
  char magic[8];
  uint32_t crc, slots, act_bytes;
  float best;
  uint64_t floats, step;
  double seconds;
  uint32_t config[OLD_CONFIG_WORDS];
} old_header;
_Static_assert(sizeof(old_header) == 128 && offsetof(hrm_config, mlp_t_size) == 4 * OLD_CONFIG_WORDS, "as it was");

static const char magic[9] = "HRMCKPT2", old_magic[9] = "HRMCKPT1";
#define CRC_START (offsetof(header, crc) + sizeof(uint32_t))
_Static_assert(offsetof(header, crc) == offsetof(old_header, crc), "one checksum for both");

static uint32_t checksum(const unsigned char *file, size_t bytes) {
  uLong crc = crc32(0, NULL, 0);
  for (size_t at = CRC_START; at < bytes;) {
    const size_t run = bytes - at < 1u << 30 ? bytes - at : 1u << 30;
    crc = crc32(crc, file + at, (uInt)run);
    at += run;
  }
  return (uint32_t)crc;
}

void checkpoint_save(const trainer *t, const char *path) {
  const size_t bytes = sizeof(header) + t->state_bytes;
  unsigned char *file = allocate(bytes, 1);
  header h = {.best = t->best, .seconds = t->seconds};
  memcpy(h.magic, magic, 8);
  memcpy(file, &h, sizeof h);
  memcpy(file + sizeof h, t->state, t->state_bytes);
  h.crc = checksum(file, bytes);
  memcpy(file, &h, sizeof h);
  if (!file_write(path, file, bytes)) fail("%s: %s", path, strerror(errno));
  free(file);
}

static bool begins_with(const unsigned char *file, size_t bytes, const char *what, size_t header_bytes) {
  return bytes >= header_bytes && !memcmp(file, what, 8);
}

/* A checked checkpoint of either kind, or NULL when the file is none; the caller's to free(). */
static unsigned char *checkpoint_read(const char *path, size_t *bytes) {
  unsigned char *file = file_read(path, bytes);
  if (!file) fail("%s: %s", path, strerror(errno));
  if (!begins_with(file, *bytes, magic, sizeof(header)) && !begins_with(file, *bytes, old_magic, sizeof(old_header))) {
    free(file);
    return NULL;
  }
  uint32_t crc;
  memcpy(&crc, file + offsetof(header, crc), sizeof crc);
  if (crc != checksum(file, *bytes)) fail("%s: the checksum is wrong, the file is damaged", path);
  return file;
}

float *model_load(const char *path, layout *l, float **ema) {
  size_t bytes;
  unsigned char *file = checkpoint_read(path, &bytes);
  *ema = NULL;
  if (!file) return hrm_file_load(path, l);
  const unsigned char *weights, *mean;
  if (begins_with(file, bytes, magic, sizeof(header))) {
    hrm_learn_state s;
    const hrm_learn_status status = hrm_learn_read_state(file + sizeof(header), bytes - sizeof(header), &s);
    if (status) fail("%s: %s", path, hrm_learn_status_sentence(status));
    layout_init(l, &s.config);
    weights = (const unsigned char *)s.weights;
    mean = (const unsigned char *)s.mean;
  } else {
    old_header h;
    memcpy(&h, file, sizeof h);
    hrm_config config = {0};
    memcpy(&config, h.config, sizeof h.config);
    layout_init(l, &config);
    if (h.floats != l->floats || bytes < sizeof h + 4 * l->floats * sizeof(float))
      fail("%s: the length does not fit the configuration", path);
    weights = file + sizeof h;
    mean = weights + l->floats * sizeof(float);
  }
  float *copy = allocate(l->floats, sizeof *copy);
  *ema = allocate(l->floats, sizeof **ema);
  memcpy(copy, weights, l->floats * sizeof *copy);
  memcpy(*ema, mean, l->floats * sizeof **ema);
  free(file);
  l->config.dtype = HRM_F32;
  return copy;
}

void *checkpoint_state(const char *path, size_t *state_bytes, float *best, double *seconds) {
  size_t bytes;
  unsigned char *file = checkpoint_read(path, &bytes);
  if (!file) fail("%s: not a checkpoint; use --init for weights alone", path);
  if (!begins_with(file, bytes, magic, sizeof(header)))
    fail("%s: a checkpoint of an earlier form, whose run cannot be gone on with; use --init for its weights", path);
  header h;
  memcpy(&h, file, sizeof h);
  *best = h.best;
  *seconds = h.seconds;
  *state_bytes = bytes - sizeof h;
  void *state = allocate(*state_bytes, 1);
  memcpy(state, file + sizeof h, *state_bytes);
  free(file);
  return state;
}
