/* expand.c - the q8 file that runs instead of a q4 one. */
#include "internal.h"

/* The configuration of the q8 model that runs instead. */
static hrm_config expanded(const hrm_config *config) {
  hrm_config c = *config;
  c.dtype = HRM_Q8;
  return c;
}

hrm_status hrm_expand_sizes(const hrm_config *config, uint64_t *file_bytes, uint64_t *work_bytes) {
  if (!file_bytes || !work_bytes) return HRM_ERROR_ARGUMENT;
  *file_bytes = *work_bytes = 0;
  hrm_status status = hrm_config_check(config, NULL);
  if (status) return status;
  const hrm_config c = expanded(config);
  uint64_t bytes, largest = 0;
  status = hrm_file_bytes(&c, &bytes);
  if (status) return status;
  for (uint32_t i = 0; i < hrm_tensor_count(&c); i++) {
    hrm_tensor t;
    hrm_tensor_at(&c, i, &t);
    const uint64_t need = (uint64_t)t.rows * t.cols * 4;
    largest = need > largest ? need : largest;
  }
  if (largest > SIZE_MAX) return HRM_ERROR_TOO_LARGE;
  *file_bytes = bytes, *work_bytes = largest;
  return HRM_OK;
}

hrm_status hrm_expand(const hrm_model *model, void *out, uint64_t out_bytes, float *work, uint64_t work_bytes) {
  if (!model || !model->file || !out || !work || model->config.dtype != HRM_Q4 || !hrm_is_aligned(out))
    return HRM_ERROR_ARGUMENT;
  uint64_t file_need, work_need;
  hrm_status status = hrm_expand_sizes(&model->config, &file_need, &work_need);
  if (status) return status;
  if (out_bytes != file_need || work_bytes < work_need) return HRM_ERROR_BUFFER;
  const hrm_config c = expanded(&model->config);
  status = hrm_write_header(&c, out, out_bytes);
  for (uint32_t i = 0; !status && i < hrm_tensor_count(&c); i++) {
    hrm_tensor from, to;
    hrm_tensor_at(&model->config, i, &from);
    hrm_tensor_at(&c, i, &to);
    const uint64_t count = (uint64_t)from.rows * from.cols;
    status = hrm_unpack_tensor(model, &from, work, count);
    if (!status)
      status = hrm_pack_tensor(&to, work, count, (uint8_t *)out + to.offset, hrm_round_up(to.bytes, HRM_ALIGN));
  }
  return status ? status : hrm_seal(out, (size_t)out_bytes);
}
