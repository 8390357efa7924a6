/* map.c - checks a weights file before anything in it is trusted, and its checksum. */
#include "q4.h"
#include "numerics.h"

static const uint8_t magic[8] = {0x89, 'H', 'R', 'M', '\r', '\n', 0x1A, '\n'};

#define FIRST_VERSION 1u
#define LAST_VERSION 2u
/* What a file of the first version says of its configuration; the rest is 0. */
#define FIRST_CONFIG_BYTES offsetof(hrm_config, mlp_t_size)
#define MAX_FINITE 0x7F7FFFFFu /* the bits of FLT_MAX */
#define ONE 0x3F800000u

static uint32_t load_u16(const uint8_t *at) { return at[0] | (uint32_t)at[1] << 8; }
static uint32_t load_u32(const uint8_t *at) { return load_u16(at) | load_u16(at + 2) << 16; }
static uint64_t load_u64(const uint8_t *at) { return load_u32(at) | (uint64_t)load_u32(at + 4) << 32; }
static void store_u16(uint8_t *at, uint32_t value) { at[0] = (uint8_t)value, at[1] = (uint8_t)(value >> 8); }
static void store_u32(uint8_t *at, uint32_t value) { store_u16(at, value & 0xFFFFu), store_u16(at + 2, value >> 16); }
static void store_u64(uint8_t *at, uint64_t value) {
  store_u32(at, (uint32_t)value), store_u32(at + 4, (uint32_t)(value >> 32));
}

/* ---- checksum ---- */

/* The eight tables of "slicing by 8" for the reflected polynomial 0xEDB88320. */
typedef struct crc_tables {
  uint32_t of[8][256];
} crc_tables;

static void make_crc_tables(crc_tables *tables) {
  for (uint32_t byte = 0; byte < 256; byte++) {
    uint32_t crc = byte;
    for (int bit = 0; bit < 8; bit++) crc = crc >> 1 ^ (0xEDB88320u & (0u - (crc & 1u)));
    tables->of[0][byte] = crc;
  }
  for (uint32_t byte = 0; byte < 256; byte++) {
    for (int slice = 1; slice < 8; slice++) {
      const uint32_t crc = tables->of[slice - 1][byte];
      tables->of[slice][byte] = crc >> 8 ^ tables->of[0][crc & 0xFFu];
    }
  }
}

static uint32_t crc_update(const crc_tables *tables, uint32_t crc, const uint8_t *data, size_t bytes) {
  for (; bytes >= 8; data += 8, bytes -= 8) {
    const uint32_t low = crc ^ load_u32(data), high = load_u32(data + 4);
    crc = tables->of[7][low & 0xFFu] ^ tables->of[6][low >> 8 & 0xFFu] ^ tables->of[5][low >> 16 & 0xFFu] ^
          tables->of[4][low >> 24] ^ tables->of[3][high & 0xFFu] ^ tables->of[2][high >> 8 & 0xFFu] ^
          tables->of[1][high >> 16 & 0xFFu] ^ tables->of[0][high >> 24];
  }
  for (; bytes > 0; data++, bytes--) crc = crc >> 8 ^ tables->of[0][(crc ^ *data) & 0xFFu];
  return crc;
}

#define CHECKSUM_AT 12u

uint32_t hrm_checksum(const void *file, size_t bytes) {
  static const uint8_t zeros[4] = {0};
  if (!file || bytes < CHECKSUM_AT + 4) return 0;
  const uint8_t *data = file;
  crc_tables tables;
  make_crc_tables(&tables);
  uint32_t crc = crc_update(&tables, 0xFFFFFFFFu, data, CHECKSUM_AT);
  crc = crc_update(&tables, crc, zeros, 4);
  return ~crc_update(&tables, crc, data + CHECKSUM_AT + 4, bytes - CHECKSUM_AT - 4);
}

hrm_status hrm_seal(void *file, size_t bytes) {
  if (!file) return HRM_ERROR_ARGUMENT;
  if (bytes < HRM_HEADER_BYTES) return HRM_ERROR_BUFFER;
  store_u32((uint8_t *)file + CHECKSUM_AT, hrm_checksum(file, bytes));
  return HRM_OK;
}

/* ---- header and table ---- */

static void store_entry(uint8_t *entry, const hrm_tensor *t) {
  store_u16(entry, t->kind);
  store_u16(entry + 2, t->layer);
  store_u32(entry + 4, t->storage);
  store_u32(entry + 8, t->rows);
  store_u32(entry + 12, t->cols);
  store_u64(entry + 16, t->offset);
  store_u64(entry + 24, t->bytes);
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
  store_u32(header + 8, hrm_format_version(config));
  store_u64(header + 16, bytes);
  store_u32(header + 24, count);
  store_u32(header + 28, data_offset);
  memcpy(header + 32, config, sizeof *config);
  for (uint32_t i = 0; i < count; i++) {
    hrm_tensor tensor;
    hrm_tensor_at(config, i, &tensor);
    store_entry(header + HRM_HEADER_BYTES + HRM_ENTRY_BYTES * i, &tensor);
  }
  return HRM_OK;
}

/* ---- checks; each returns a status and sets *position only when it refuses ---- */

static hrm_status refuse(hrm_status status, uint64_t at, uint64_t *position) {
  *position = at;
  return status;
}

/* Everything up to the end of the table, and that the file is exactly as long as it should be. */
static hrm_status check_header(hrm_config *config, const uint8_t *file, uint64_t bytes, uint64_t *position) {
  const uint64_t start = bytes < sizeof magic ? bytes : sizeof magic, same = first_difference(file, magic, start);
  if (same < start) return refuse(HRM_ERROR_MAGIC, same, position);
  if (bytes < HRM_HEADER_BYTES) return refuse(HRM_ERROR_TRUNCATED, bytes, position);
  const uint32_t version = load_u32(file + 8);
  if (version < FIRST_VERSION || version > LAST_VERSION) return refuse(HRM_ERROR_VERSION, 8, position);
  memset(config, 0, sizeof *config);
  memcpy(config, file + 32, version == FIRST_VERSION ? FIRST_CONFIG_BYTES : sizeof *config);
  hrm_status status = hrm_config_check(config, position);
  if (status) return status;
  if (hrm_format_version(config) != version) return refuse(HRM_ERROR_CONFIG, 8, position);
  uint64_t expected_bytes;
  status = hrm_file_bytes(config, &expected_bytes);
  if (status) return refuse(status, 16, position);
  const uint32_t count = hrm_tensor_count(config), data_offset = hrm_data_offset(config);
  if (load_u64(file + 16) != expected_bytes) return refuse(HRM_ERROR_TENSOR_TABLE, 16, position);
  if (load_u32(file + 24) != count) return refuse(HRM_ERROR_TENSOR_TABLE, 24, position);
  if (load_u32(file + 28) != data_offset) return refuse(HRM_ERROR_TENSOR_TABLE, 28, position);
  if (bytes < expected_bytes) return refuse(HRM_ERROR_TRUNCATED, bytes, position);
  if (bytes > expected_bytes) return refuse(HRM_ERROR_TRAILING, expected_bytes, position);
  for (uint32_t i = 0; i < count; i++) {
    hrm_tensor tensor;
    hrm_tensor_at(config, i, &tensor);
    uint8_t entry[HRM_ENTRY_BYTES];
    store_entry(entry, &tensor);
    const uint64_t at = HRM_HEADER_BYTES + HRM_ENTRY_BYTES * i;
    const uint64_t equal = first_difference(file + at, entry, sizeof entry);
    if (equal < sizeof entry) return refuse(HRM_ERROR_TENSOR_TABLE, at + equal, position);
  }
  return HRM_OK;
}

/* Bytes from .. to are zero. */
static hrm_status check_zeros(const uint8_t *file, uint64_t from, uint64_t to, uint64_t *position) {
  for (uint64_t at = from; at < to; at++) {
    if (file[at]) return refuse(HRM_ERROR_PADDING, at, position);
  }
  return HRM_OK;
}

/* Rows that fill up the last panel: lanes rows % 4 .. 3 of each of its columns. `lane_bytes` bytes belong to one lane.
 */
static hrm_status check_filling_lanes(const uint8_t *file, const hrm_tensor *t, uint64_t last_panel, uint64_t groups,
                                      uint32_t lane_bytes, uint64_t *position) {
  const uint32_t used = t->rows % HRM_LANES;
  if (!used) return HRM_OK;
  for (uint64_t group = 0; group < groups; group++) {
    const uint64_t at = last_panel + group * HRM_LANES * lane_bytes;
    const hrm_status status = check_zeros(file, at + used * lane_bytes, at + HRM_LANES * lane_bytes, position);
    if (status) return status;
  }
  return HRM_OK;
}

/* Columns that fill up the last four, in a panel of q8. */
static hrm_status check_filling_cols(const uint8_t *file, const hrm_tensor *t, uint64_t weights, uint64_t *position) {
  const uint32_t used = t->cols % 4;
  if (!used) return HRM_OK;
  const uint64_t panel_bytes = hrm_filled_cols(t->cols) * HRM_LANES, rows = hrm_round_up(t->rows, HRM_LANES);
  for (uint64_t row = 0; row < rows; row++) {
    const uint64_t end = weights + (row / HRM_LANES + 1) * panel_bytes - 4 * (HRM_LANES - 1 - row % HRM_LANES);
    const hrm_status status = check_zeros(file, end - (4 - used), end, position);
    if (status) return status;
  }
  return HRM_OK;
}

/* The same of q4, whose rows are not in panels. */
static hrm_status check_filling_nibbles(const uint8_t *file, const hrm_tensor *t, uint64_t weights,
                                        uint64_t *position) {
  const uint64_t row_bytes = hrm_filled_cols(t->cols) / 2;
  for (uint64_t row = 0; row < t->rows && t->cols % 4; row++) {
    const uint64_t last = weights + row * row_bytes + t->cols / 2;
    if (t->cols % 2 && file[last] >> 4) return refuse(HRM_ERROR_PADDING, last, position);
    const hrm_status status = check_zeros(file, last + t->cols % 2, weights + (row + 1) * row_bytes, position);
    if (status) return status;
  }
  return HRM_OK;
}

/* The bytes inside and after a tensor that carry no weight. */
static hrm_status check_padding(const uint8_t *file, const hrm_tensor *t, uint64_t *position) {
  hrm_status status = HRM_OK;
  const uint64_t filled = hrm_round_up(t->rows, HRM_LANES), last_panel = filled / HRM_LANES - 1;
  if (t->storage == HRM_PANEL_F32) {
    const uint64_t filled_cols = hrm_filled_cols(t->cols), filling = (filled_cols - t->cols) * 16;
    status = check_filling_lanes(file, t, t->offset + last_panel * filled_cols * 16, filled_cols, 4, position);
    for (uint64_t end = t->offset + filled_cols * 16; !status && end <= t->offset + t->bytes; end += filled_cols * 16)
      status = check_zeros(file, end - filling, end, position);
  } else if (t->storage == HRM_PANEL_Q8) {
    const hrm_q8_parts parts = hrm_q8_parts_of(t->rows, t->cols);
    for (uint64_t row = t->rows; row < filled; row++) {
      const uint64_t scale = t->offset + 4 * row, sum = t->offset + parts.row_sums + 4 * row;
      if (load_u32(file + scale) != ONE) return refuse(HRM_ERROR_PADDING, scale, position);
      if (load_u32(file + sum) != 0) return refuse(HRM_ERROR_PADDING, sum, position);
    }
    status = check_zeros(file, t->offset + 4 * filled, t->offset + parts.row_sums, position);
    if (!status)
      status = check_zeros(file, t->offset + parts.row_sums + 4 * filled, t->offset + parts.weights, position);
    const uint64_t weights = t->offset + parts.weights, filled_cols = hrm_filled_cols(t->cols);
    if (!status)
      status = check_filling_lanes(file, t, weights + last_panel * filled_cols * 4, filled_cols / 4, 4, position);
    if (!status) status = check_filling_cols(file, t, weights, position);
  }
  if (t->storage == HRM_GROUP_Q4) {
    const uint64_t scales_end = (uint64_t)t->rows * hrm_q4_groups(t->cols) * 2,
                   weights = t->offset + hrm_q4_weights_at(t->rows, t->cols);
    status = check_zeros(file, t->offset + scales_end, weights, position);
    if (!status) status = check_filling_nibbles(file, t, weights, position);
  }
  const uint64_t end = t->offset + t->bytes;
  return status ? status : check_zeros(file, end, hrm_round_up(end, HRM_ALIGN), position);
}

/* `count` floats from `at` have a magnitude of at most the float with the bits `limit`. */
static hrm_status check_floats(const uint8_t *file, uint64_t at, uint64_t count, uint32_t limit, uint64_t *position) {
  for (; count > 0; at += 4, count--) {
    if ((load_u32(file + at) & 0x7FFFFFFFu) > limit) return refuse(HRM_ERROR_VALUE, at, position);
  }
  return HRM_OK;
}

static hrm_status check_q8(const uint8_t *file, const hrm_tensor *t, uint64_t *position) {
  const hrm_q8_parts parts = hrm_q8_parts_of(t->rows, t->cols);
  for (uint32_t row = 0; row < t->rows; row++) {
    const uint64_t at = t->offset + 4 * (uint64_t)row;
    const uint32_t bits = load_u32(file + at);
    if (bits == 0 || bits > MAX_FINITE) return refuse(HRM_ERROR_VALUE, at, position);
  }
  const uint64_t panel_bytes = (uint64_t)hrm_filled_cols(t->cols) * HRM_LANES;
  for (uint64_t panel = 0; panel < hrm_round_up(t->rows, HRM_LANES) / HRM_LANES; panel++) {
    const uint64_t at = t->offset + parts.weights + panel * panel_bytes, sums = t->offset + parts.row_sums + panel * 16;
    const int8_t *weights = (const int8_t *)(file + at);
    int32_t sum[HRM_LANES] = {0};
    for (uint64_t i = 0; i < panel_bytes; i++) {
      if (weights[i] == -128) return refuse(HRM_ERROR_VALUE, at + i, position);
      sum[i / 4 % HRM_LANES] += weights[i];
    }
    for (uint32_t lane = 0; lane < HRM_LANES; lane++) {
      if (load_u32(file + sums + 4 * lane) != (uint32_t)sum[lane])
        return refuse(HRM_ERROR_VALUE, sums + 4 * lane, position);
    }
  }
  return HRM_OK;
}

/* Any four bits are a weight; the half-precision scales must be finite. */
static hrm_status check_q4(const uint8_t *file, const hrm_tensor *t, uint64_t *position) {
  const uint64_t end = t->offset + (uint64_t)t->rows * hrm_q4_groups(t->cols) * 2;
  for (uint64_t at = t->offset; at < end; at += 2) {
    if ((load_u16(file + at) & 0x7C00u) == 0x7C00u) return refuse(HRM_ERROR_VALUE, at, position);
  }
  return HRM_OK;
}

static hrm_status check_values(const uint8_t *file, const hrm_tensor *t, uint64_t *position) {
  if (t->storage == HRM_PANEL_Q8) return check_q8(file, t, position);
  if (t->storage == HRM_GROUP_Q4) return check_q4(file, t, position);
  const bool unit = t->kind == HRM_ROPE_COS || t->kind == HRM_ROPE_SIN;
  return check_floats(file, t->offset, t->bytes / 4, unit ? ONE : MAX_FINITE, position);
}

static hrm_status check_file(hrm_config *config, const uint8_t *file, size_t bytes, uint64_t *position) {
  hrm_status status = check_header(config, file, bytes, position);
  if (status) return status;
  if (load_u32(file + CHECKSUM_AT) != hrm_checksum(file, bytes))
    return refuse(HRM_ERROR_CHECKSUM, CHECKSUM_AT, position);
  const uint32_t count = hrm_tensor_count(config);
  if (load_u32(file + 8) == FIRST_VERSION)
    status = check_zeros(file, 32 + FIRST_CONFIG_BYTES, HRM_HEADER_BYTES, position);
  if (!status)
    status = check_zeros(file, HRM_HEADER_BYTES + HRM_ENTRY_BYTES * count, hrm_data_offset(config), position);
  hrm_tensor tensor;
  for (uint32_t i = 0; !status && i < count; i++) {
    hrm_tensor_at(config, i, &tensor);
    status = check_padding(file, &tensor, position);
  }
  for (uint32_t i = 0; !status && i < count; i++) {
    hrm_tensor_at(config, i, &tensor);
    status = check_values(file, &tensor, position);
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
