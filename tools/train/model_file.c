#include "model_file.h"
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
  free(temporary);
  return done;
}

float *hrm_file_load(const char *path, layout *l) {
  size_t bytes;
  uint64_t position = 0;
  hrm_model model;
  void *file = file_read(path, &bytes);
  if (!file) fail("%s: %s", path, strerror(errno));
  hrm_status status = hrm_model_map(&model, file, bytes, &position);
  if (status) fail("%s: %s (byte %llu)", path, hrm_status_sentence(status), (unsigned long long)position);
  layout_init(l, &model.config);
  float *weights = allocate(l->floats, sizeof *weights);
  for (uint32_t i = 0; i < l->count; i++) {
    const struct weight *w = &l->weights[i];
    status = hrm_unpack_tensor(&model, &w->file, weights + w->at, w->count);
    if (status) fail("%s: tensor %u: %s", path, i, hrm_status_sentence(status));
  }
  free(file);
  return weights;
}

void hrm_file_save(const char *path, const layout *l, const float *weights, hrm_dtype dtype) {
  hrm_config config = l->config;
  config.dtype = dtype;
  uint64_t bytes;
  hrm_tensor tensor;
  hrm_status status = hrm_file_bytes(&config, &bytes);
  if (status) fail("%s: %s", path, hrm_status_sentence(status));
  unsigned char *file = allocate(bytes, 1);
  hrm_tensor_at(&config, 0, &tensor);
  status = hrm_write_header(&config, file, tensor.offset);
  for (uint32_t i = 0; i < l->count && !status; i++) {
    const struct weight *w = &l->weights[i];
    status = hrm_tensor_at(&config, i, &tensor);
    if (!status) status = hrm_pack_tensor(&tensor, weights + w->at, w->count, file + tensor.offset, (tensor.bytes + HRM_ALIGN - 1) / HRM_ALIGN * HRM_ALIGN);
  }
  if (!status) status = hrm_seal(file, bytes);
  if (status) fail("%s: %s", path, hrm_status_sentence(status));
  if (!file_write(path, file, bytes)) fail("%s: %s", path, strerror(errno));
  free(file);
}
