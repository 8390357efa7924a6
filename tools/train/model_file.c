#include "model_file.h"
#include "memory.h"
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

void *file_read(const char *path, size_t *bytes) {
  FILE *f = fopen(path, "rb");
  if (!f) return NULL;
  void *data = NULL;
  long end;
  if (!fseek(f, 0, SEEK_END) && (end = ftell(f)) >= 0 && !fseek(f, 0, SEEK_SET)) {
    data = allocate((size_t)end, 1);
    *bytes = fread(data, 1, (size_t)end, f);
    if (*bytes != (size_t)end) {
      free(data);
      data = NULL;
    }
  }
  const int reason = errno;
  fclose(f);
  errno = reason;
  return data;
}

bool file_write(const char *path, const void *data, size_t bytes) {
  char *temporary = allocate(strlen(path) + 5, 1);
  sprintf(temporary, "%s.tmp", path);
  FILE *f = fopen(temporary, "wb");
  bool done = f && fwrite(data, 1, bytes, f) == bytes && !fflush(f) && !fsync(fileno(f));
  if (f && fclose(f)) done = false;
  done = done && !rename(temporary, path);
  if (f && !done) { /* a half takes room, perhaps of a disk that is full */
    const int reason = errno;
    remove(temporary);
    errno = reason;
  }
  free(temporary);
  return done;
}

/* Ends the program with the core's sentence; name says what was at fault. */
static void check(const char *name, hrm_status status) {
  if (status) fail("%s: %s", name, hrm_status_sentence(status));
}

static void unpack(const char *name, const hrm_model *model, const layout *l, float *weights) {
  for (uint32_t i = 0; i < l->count; i++) {
    const struct weight *w = &l->weights[i];
    hrm_tensor tensor;
    check(name, hrm_tensor_at(&model->config, i, &tensor));
    check(name, hrm_unpack_tensor(model, &tensor, weights + w->at, w->count));
  }
}

/* A whole file in memory, the caller's to free(). */
static unsigned char *pack(const char *name, const layout *l, const float *weights, hrm_dtype dtype, uint64_t *bytes) {
  hrm_config config = l->config;
  config.dtype = dtype;
  hrm_tensor tensor;
  check(name, hrm_file_bytes(&config, bytes));
  unsigned char *file = allocate(*bytes, 1);
  check(name, hrm_tensor_at(&config, 0, &tensor));
  check(name, hrm_write_header(&config, file, tensor.offset));
  for (uint32_t i = 0; i < l->count; i++) {
    const struct weight *w = &l->weights[i];
    check(name, hrm_tensor_at(&config, i, &tensor));
    check(name, hrm_pack_tensor(&tensor, weights + w->at, w->count, file + tensor.offset,
                                (tensor.bytes + HRM_ALIGN - 1) / HRM_ALIGN * HRM_ALIGN));
  }
  check(name, hrm_seal(file, *bytes));
  return file;
}

float *hrm_file_load(const char *path, layout *l) {
  size_t bytes;
  uint64_t position = 0;
  hrm_model model;
  void *file = file_read(path, &bytes);
  if (!file) fail("%s: %s", path, strerror(errno));
  const hrm_status status = hrm_model_map(&model, file, bytes, &position);
  if (status) fail("%s: %s (byte %llu)", path, hrm_status_sentence(status), (unsigned long long)position);
  hrm_config config = model.config; /* what is trained is no longer what a converter noted */
  config.origin = 0;
  layout_init(l, &config);
  float *weights = allocate(l->floats, sizeof *weights);
  unpack(path, &model, l, weights);
  free(file);
  return weights;
}

void hrm_file_save(const char *path, const layout *l, const float *weights, hrm_dtype dtype) {
  uint64_t bytes;
  unsigned char *file = pack(path, l, weights, dtype, &bytes);
  if (!file_write(path, file, bytes)) fail("%s: %s", path, strerror(errno));
  free(file);
}

void *model_open(const layout *l, const float *weights, hrm_dtype dtype, hrm_model *model) {
  uint64_t bytes, expanded_bytes, work_bytes;
  void *file = pack("evaluation", l, weights, dtype, &bytes);
  check("evaluation", hrm_model_map(model, file, bytes, NULL));
  if (dtype != HRM_Q4) return file;
  check("evaluation", hrm_expand_sizes(&model->config, &expanded_bytes, &work_bytes));
  void *const expanded = allocate(expanded_bytes, 1), *const work = allocate(work_bytes, 1);
  check("evaluation", hrm_expand(model, expanded, expanded_bytes, work, work_bytes));
  free(file);
  free(work);
  check("evaluation", hrm_model_map(model, expanded, expanded_bytes, NULL));
  return expanded;
}

void round_weights(const layout *l, hrm_dtype dtype, const float *weights, float *rounded) {
  uint64_t bytes;
  hrm_model model;
  unsigned char *file = pack("--quantize", l, weights, dtype, &bytes);
  check("--quantize", hrm_model_map(&model, file, bytes, NULL));
  unpack("--quantize", &model, l, rounded);
  free(file);
}

static const char *const dtype_names[] = {[HRM_F32] = "f32", [HRM_Q8] = "q8", [HRM_Q4] = "q4"};

const char *dtype_name(hrm_dtype dtype) { return dtype_names[dtype]; }

hrm_dtype dtype_named(const char *option, const char *name) {
  for (unsigned i = 0; i < sizeof dtype_names / sizeof *dtype_names; i++)
    if (!strcmp(dtype_names[i], name)) return (hrm_dtype)i;
  fail("--%s: '%s' is not f32, q8 or q4", option, name);
}

hrm_dtype shipped_dtype(const options *o) {
  if (o->dtype) return dtype_named("dtype", o->dtype);
  const hrm_dtype trained_for = dtype_named("quantize", o->quantize);
  return trained_for == HRM_F32 ? HRM_Q8 : trained_for;
}
