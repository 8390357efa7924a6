/* checksum.c - the CRC-32 of a weights file. */
#include "internal.h"
#include "bytes.h"

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
    const uint32_t low = crc ^ hrm_load_u32(data), high = hrm_load_u32(data + 4);
    crc = tables->of[7][low & 0xFFu] ^ tables->of[6][low >> 8 & 0xFFu] ^ tables->of[5][low >> 16 & 0xFFu] ^
          tables->of[4][low >> 24] ^ tables->of[3][high & 0xFFu] ^ tables->of[2][high >> 8 & 0xFFu] ^
          tables->of[1][high >> 16 & 0xFFu] ^ tables->of[0][high >> 24];
  }
  for (; bytes > 0; data++, bytes--) crc = crc >> 8 ^ tables->of[0][(crc ^ *data) & 0xFFu];
  return crc;
}

uint32_t hrm_checksum(const void *file, size_t bytes) {
  static const uint8_t zeros[4] = {0};
  if (!file || bytes < HRM_CHECKSUM_AT + 4) return 0;
  const uint8_t *data = file;
  crc_tables tables;
  make_crc_tables(&tables);
  uint32_t crc = crc_update(&tables, 0xFFFFFFFFu, data, HRM_CHECKSUM_AT);
  crc = crc_update(&tables, crc, zeros, 4);
  return ~crc_update(&tables, crc, data + HRM_CHECKSUM_AT + 4, bytes - HRM_CHECKSUM_AT - 4);
}

hrm_status hrm_seal(void *file, size_t bytes) {
  if (!file) return HRM_ERROR_ARGUMENT;
  if (bytes < HRM_HEADER_BYTES) return HRM_ERROR_BUFFER;
  hrm_store_u32((uint8_t *)file + HRM_CHECKSUM_AT, hrm_checksum(file, bytes));
  return HRM_OK;
}
