/* bytes.h - numbers in a file, little-endian. */
#ifndef HRM_BYTES_H
#define HRM_BYTES_H
#include <stdint.h>

static inline uint32_t hrm_load_u16(const uint8_t *at) { return at[0] | (uint32_t)at[1] << 8; }
static inline uint32_t hrm_load_u32(const uint8_t *at) { return hrm_load_u16(at) | hrm_load_u16(at + 2) << 16; }
static inline uint64_t hrm_load_u64(const uint8_t *at) {
  return hrm_load_u32(at) | (uint64_t)hrm_load_u32(at + 4) << 32;
}
static inline void hrm_store_u16(uint8_t *at, uint32_t value) { at[0] = (uint8_t)value, at[1] = (uint8_t)(value >> 8); }
static inline void hrm_store_u32(uint8_t *at, uint32_t value) {
  hrm_store_u16(at, value & 0xFFFFu), hrm_store_u16(at + 2, value >> 16);
}
static inline void hrm_store_u64(uint8_t *at, uint64_t value) {
  hrm_store_u32(at, (uint32_t)value), hrm_store_u32(at + 4, (uint32_t)(value >> 32));
}

#endif
