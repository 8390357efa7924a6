/* storage.c - the table of storage types, and what they share. */
#include "storage.h"
#include "bytes.h"

static const hrm_storage_type *const types[] = {
    [HRM_PLAIN_F32] = &hrm_plain_f32,
    [HRM_PANEL_F32] = &hrm_panel_f32,
    [HRM_PANEL_Q8] = &hrm_panel_q8,
    [HRM_GROUP_Q4] = &hrm_group_q4,
};

const hrm_storage_type *hrm_storage_find(uint32_t storage) {
  return storage < sizeof types / sizeof *types ? types[storage] : NULL;
}

hrm_status hrm_check_zeros(const uint8_t *file, uint64_t from, uint64_t to, uint64_t *position) {
  for (uint64_t at = from; at < to; at++) {
    if (file[at]) return hrm_refuse(HRM_ERROR_PADDING, at, position);
  }
  return HRM_OK;
}

hrm_status hrm_check_floats(const uint8_t *file, uint64_t at, uint64_t count, uint32_t limit, uint64_t *position) {
  for (; count > 0; at += 4, count--) {
    if ((hrm_load_u32(file + at) & 0x7FFFFFFFu) > limit) return hrm_refuse(HRM_ERROR_VALUE, at, position);
  }
  return HRM_OK;
}

hrm_status hrm_check_filling_lanes(const uint8_t *file, uint32_t rows, uint64_t last_panel, uint64_t groups,
                                   uint32_t lane_bytes, uint64_t *position) {
  const uint32_t used = rows % HRM_LANES;
  if (!used) return HRM_OK;
  for (uint64_t group = 0; group < groups; group++) {
    const uint64_t at = last_panel + group * HRM_LANES * lane_bytes;
    const hrm_status status = hrm_check_zeros(file, at + used * lane_bytes, at + HRM_LANES * lane_bytes, position);
    if (status) return status;
  }
  return HRM_OK;
}
