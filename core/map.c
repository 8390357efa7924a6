/* map.c - a weights file's header and table, written, and checked with all the rest before anything is trusted. */
#include "storage.h"
#include "bytes.h"

static const uint8_t magic[8] = {0x89, 'H', 'R', 'M', '\r', '\n', 0x1A, '\n'};

#define FIRST_VERSION 1u
#define LAST_VERSION 2u
/* What a file of the first version says of its configuration; the rest is 0. */
#define FIRST_CONFIG_BYTES offsetof(hrm_config, mlp_t_size)

/* ---- header and table ---- */

static void store_entry(uint8_t *entry, const hrm_tensor *t) {
  hrm_store_u16(entry, t->kind);
  hrm_store_u16(entry + 2, t->layer);
  hrm_store_u32(entry + 4, t->storage);
  hrm_store_u32(entry + 8, t->rows);
  hrm_store_u32(entry + 12, t->cols);
  hrm_store_u64(entry + 16, t->offset);
  hrm_store_u64(entry + 24, t->bytes);
}

/* Offset of the first of `bytes` bytes that differs, or bytes. */
static uint64_t first_difference(const uint8_t *a, const uint8_t *b, uint64_t bytes) {
  uint64_t at = 0;
  while (at < bytes && a[at] == b[at]) at++;
  return at;
}

hrm_status hrm_write_header(const hrm_config *config, void *out, uint64_t out_bytes) {
  uint64_t bytes;
  const hrm_status status = hrm_file_bytes(config, &bytes);
  if (status) return status;
  if (!out) return HRM_ERROR_ARGUMENT;
  const uint32_t count = hrm_tensor_count(config), data_offset = hrm_data_offset(config);
  if (out_bytes < data_offset) return HRM_ERROR_BUFFER;
  uint8_t *header = out;
  memset(header, 0, data_offset);
  memcpy(header, magic, sizeof magic);
  hrm_store_u32(header + 8, hrm_format_version(config));
  hrm_store_u64(header + 16, bytes);
  hrm_store_u32(header + 24, count);
  hrm_store_u32(header + 28, data_offset);
  memcpy(header + 32, config, sizeof *config);
  for (uint32_t i = 0; i < count; i++) {
    hrm_tensor tensor;
    hrm_tensor_at(config, i, &tensor);
    store_entry(header + HRM_HEADER_BYTES + HRM_ENTRY_BYTES * i, &tensor);
  }
  return HRM_OK;
}

/* ---- checks; each returns a status and sets *position only when it refuses ---- */

/* Everything up to the end of the table, and that the file is exactly as long as it should be. */
static hrm_status check_header(hrm_config *config, const uint8_t *file, uint64_t bytes, uint64_t *position) {
  const uint64_t start = bytes < sizeof magic ? bytes : sizeof magic, same = first_difference(file, magic, start);
  if (same < start) return hrm_refuse(HRM_ERROR_MAGIC, same, position);
  if (bytes < HRM_HEADER_BYTES) return hrm_refuse(HRM_ERROR_TRUNCATED, bytes, position);
  const uint32_t version = hrm_load_u32(file + 8);
  if (version < FIRST_VERSION || version > LAST_VERSION) return hrm_refuse(HRM_ERROR_VERSION, 8, position);
  memset(config, 0, sizeof *config);
  memcpy(config, file + 32, version == FIRST_VERSION ? FIRST_CONFIG_BYTES : sizeof *config);
  hrm_status status = hrm_config_check(config, position);
  if (status) return status;
  if (hrm_format_version(config) != version) return hrm_refuse(HRM_ERROR_CONFIG, 8, position);
  uint64_t expected_bytes;
  status = hrm_file_bytes(config, &expected_bytes);
  if (status) return hrm_refuse(status, 16, position);
  const uint32_t count = hrm_tensor_count(config), data_offset = hrm_data_offset(config);
  if (hrm_load_u64(file + 16) != expected_bytes) return hrm_refuse(HRM_ERROR_TENSOR_TABLE, 16, position);
  if (hrm_load_u32(file + 24) != count) return hrm_refuse(HRM_ERROR_TENSOR_TABLE, 24, position);
  if (hrm_load_u32(file + 28) != data_offset) return hrm_refuse(HRM_ERROR_TENSOR_TABLE, 28, position);
  if (bytes < expected_bytes) return hrm_refuse(HRM_ERROR_TRUNCATED, bytes, position);
  if (bytes > expected_bytes) return hrm_refuse(HRM_ERROR_TRAILING, expected_bytes, position);
  for (uint32_t i = 0; i < count; i++) {
    hrm_tensor tensor;
    hrm_tensor_at(config, i, &tensor);
    uint8_t entry[HRM_ENTRY_BYTES];
    store_entry(entry, &tensor);
    const uint64_t at = HRM_HEADER_BYTES + HRM_ENTRY_BYTES * i;
    const uint64_t equal = first_difference(file + at, entry, sizeof entry);
    if (equal < sizeof entry) return hrm_refuse(HRM_ERROR_TENSOR_TABLE, at + equal, position);
  }
  return HRM_OK;
}

/* What the storage type says, and the bytes behind the tensor. */
static hrm_status check_tensor(const uint8_t *file, const hrm_tensor *t, uint64_t *position) {
  const hrm_status status = hrm_storage_find(t->storage)->check(file, t, position);
  const uint64_t end = t->offset + t->bytes;
  return status ? status : hrm_check_zeros(file, end, hrm_round_up(end, HRM_ALIGN), position);
}

static hrm_status check_file(hrm_config *config, const uint8_t *file, size_t bytes, uint64_t *position) {
  hrm_status status = check_header(config, file, bytes, position);
  if (status) return status;
  if (hrm_load_u32(file + HRM_CHECKSUM_AT) != hrm_checksum(file, bytes))
    return hrm_refuse(HRM_ERROR_CHECKSUM, HRM_CHECKSUM_AT, position);
  const uint32_t count = hrm_tensor_count(config);
  if (hrm_load_u32(file + 8) == FIRST_VERSION)
    status = hrm_check_zeros(file, 32 + FIRST_CONFIG_BYTES, HRM_HEADER_BYTES, position);
  if (!status)
    status = hrm_check_zeros(file, HRM_HEADER_BYTES + HRM_ENTRY_BYTES * count, hrm_data_offset(config), position);
  for (uint32_t i = 0; !status && i < count; i++) {
    hrm_tensor tensor;
    hrm_tensor_at(config, i, &tensor);
    status = check_tensor(file, &tensor, position);
  }
  return status;
}

hrm_status hrm_model_map(hrm_model *model, const void *file, size_t bytes, uint64_t *position) {
  uint64_t unused;
  if (!position) position = &unused;
  *position = 0;
  if (!model) return HRM_ERROR_ARGUMENT;
  memset(model, 0, sizeof *model);
  if (!file || !hrm_is_aligned(file)) return HRM_ERROR_ARGUMENT;
  hrm_config config;
  const hrm_status status = check_file(&config, file, bytes, position);
  if (status) return status;
  *model = (hrm_model){.config = config, .file = file, .file_bytes = bytes};
  return HRM_OK;
}
