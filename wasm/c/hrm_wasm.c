/* hrm_wasm.c - what a WebAssembly module of the core exports: hrm.h with narrow, integer-only signatures.
 *
 * The module imports nothing (a build with threads: its shared memory, "env" "memory") and never allocates. JavaScript
 * owns the memory: everything from the exported global `__heap_base` up is free; JavaScript grows `memory` itself
 * (memory.grow, up to 4 GB), lays out file, model, state and work areas there and passes their addresses. Addresses and
 * sizes are unsigned 32-bit numbers: write `x >>> 0` when a result comes back, since WebAssembly returns them signed.
 * Growing the memory detaches every earlier view of memory.buffer.
 *
 * There are no 64-bit arguments. A file position or length is written to memory as u64 little-endian; as nothing here
 * is longer than 4 GB, except what is refused, reading its lower u32 suffices for positions.
 *
 * Structures, as JavaScript sees them (all 32-bit words, little-endian; asserted below):
 *   config  24 words = 96 bytes: the fields of FORMAT.md's header at bytes 32 .. 127 in the same order
 *   model   HRM_WASM_MODEL_BYTES = 112 bytes, opaque but for its first 96 bytes, which are the config: a model's
 * address is its config's tensor  HRM_WASM_TENSOR_BYTES = 40 bytes: words 0 kind, 1 layer, 2 storage, 3 rows, 4 cols; 6
 * offset (u64), 8 bytes (u64) All three are 8-byte aligned. File, state and work areas are 64-byte aligned (HRM_ALIGN);
 * other arrays need 4 bytes.
 *
 * Exports besides `memory` and `__heap_base` (types: ptr = address, n = u32, status = hrm_status; 0 is success):
 *   variant() -> ptr                                  "scalar", "simd", "relaxed" or "relaxed16", NUL-terminated
 *   status_name(status) -> ptr                        "HRM_ERROR_CHECKSUM", NUL-terminated ASCII, never 0
 *   status_sentence(status) -> ptr                    the same as a sentence for people
 *   kind_name(kind) -> ptr                            tensor name in an official checkpoint, "*" for the layer number;
 * "" for RoPE tables model_map(model, file, bytes, position) -> status validates a file; position: ptr to 8 bytes, or 0
 *   config_check(config, position) -> status
 *   tensor_count(config) -> n
 *   tensor_at(config, index, tensor) -> status        fills the 40 bytes at tensor
 *   file_bytes(config, bytes) -> status               bytes: ptr to 8 bytes that receive the length as u64
 *   write_header(config, out, out_bytes) -> status    out_bytes >= offset of tensor 0
 *   rope_tables(config, cosines, sines, count_each) -> status   f32 arrays of T*head_dim/2 each, row-major, to be given
 * to pack_tensor pack_tensor(tensor, values, value_count, out, out_bytes) -> status   out_bytes: tensor.bytes rounded
 * up to 64 unpack_tensor(model, tensor, out, out_count) -> status expand_sizes(config, sizes) -> status sizes: ptr to
 * two u64, bytes of the q8 file of a q4 model and of the work area for making it expand(model, out, out_bytes, work,
 * work_bytes) -> status checksum(file, bytes) -> n seal(file, bytes) -> status tokens(config) -> n state_bytes(config)
 * -> n, work_bytes(config, threads) -> n    0: does not fit state_reset(model, state, state_bytes) -> status
 *   segment(model, inputs, puzzle_identifier, state, state_bytes, logits, logits_bytes, q, work, work_bytes, team,
 * cycle_logits, cycle_logits_bytes) -> status inputs: u32[seq_len]; logits: f32[seq_len][vocab_size]; q: f32[2] =
 * q_halt, q_continue; team: 0, or as team.c says; cycle_logits: f32[H_cycles - 1][seq_len][vocab_size], or 0; and in a
 * relaxed build, to be timed: chain(in_16_bits, repetitions) -> n      so many times 16 sums of products, each waiting
 * for the one before To write a file: config_check, file_bytes, write_header, then for every tensor pack_tensor to file
 * + offset, then seal. */
#include "hrm.h"
#include "set.h"
#ifdef HRM_RELAXED
#include <wasm_simd128.h>
#endif

#define HRM_WASM_MODEL_BYTES 112
#define HRM_WASM_TENSOR_BYTES 40
_Static_assert(sizeof(hrm_config) == 96 && offsetof(hrm_config, rms_norm_eps) == 72, "config is 24 words");
_Static_assert(sizeof(hrm_model) == HRM_WASM_MODEL_BYTES && offsetof(hrm_model, config) == 0,
               "a model begins with its config");
_Static_assert(sizeof(hrm_tensor) == HRM_WASM_TENSOR_BYTES && offsetof(hrm_tensor, cols) == 16 &&
                   offsetof(hrm_tensor, offset) == 24 && offsetof(hrm_tensor, bytes) == 32,
               "tensor words");
_Static_assert(sizeof(size_t) == 4, "addresses are 32-bit");

/* The exported function `name`. */
#define EXPORT(name) __attribute__((export_name(#name)))

EXPORT(variant) const char *variant(void) { return HRM_SET_NAME; }

#ifdef HRM_RELAXED
/* What the two relaxed builds sum products by, as a chain: what it takes does not depend much on how well an engine
 * compiles the loop around it. */
EXPORT(chain) uint32_t chain(uint32_t in_16_bits, uint32_t repetitions) {
  v128_t x = wasm_i32x4_splat((int)repetitions);
  for (uint32_t r = 0; r < repetitions; r++) {
    if (in_16_bits) {
      for (int i = 0; i < 16; i++)
        x = wasm_i32x4_add(x,
                           wasm_i32x4_dot_i16x8(wasm_i16x8_relaxed_dot_i8x16_i7x16(x, x), wasm_i16x8_const_splat(1)));
    } else {
      for (int i = 0; i < 16; i++) x = wasm_i32x4_relaxed_dot_i8x16_i7x16_add(x, x, x);
    }
  }
  return (uint32_t)wasm_i32x4_extract_lane(x, 0);
}
#endif

EXPORT(status_name) const char *status_name(uint32_t status) { return hrm_status_name((hrm_status)status); }
EXPORT(status_sentence) const char *status_sentence(uint32_t status) { return hrm_status_sentence((hrm_status)status); }
EXPORT(kind_name) const char *kind_name(uint32_t kind) { return hrm_kind_name(kind); }

EXPORT(model_map) hrm_status model_map(hrm_model *model, const void *file, uint32_t bytes, uint64_t *position) {
  return hrm_model_map(model, file, bytes, position);
}
EXPORT(config_check) hrm_status config_check(const hrm_config *config, uint64_t *position) {
  return hrm_config_check(config, position);
}
EXPORT(tensor_count) uint32_t tensor_count(const hrm_config *config) { return hrm_tensor_count(config); }
EXPORT(tensor_at) hrm_status tensor_at(const hrm_config *config, uint32_t index, hrm_tensor *tensor) {
  return hrm_tensor_at(config, index, tensor);
}
EXPORT(file_bytes) hrm_status file_bytes(const hrm_config *config, uint64_t *bytes) {
  return hrm_file_bytes(config, bytes);
}

EXPORT(write_header) hrm_status write_header(const hrm_config *config, void *out, uint32_t out_bytes) {
  return hrm_write_header(config, out, out_bytes);
}
EXPORT(rope_tables)
hrm_status rope_tables(const hrm_config *config, float *cosines, float *sines, uint32_t count_each) {
  return hrm_rope_tables(config, cosines, sines, count_each);
}
EXPORT(pack_tensor)
hrm_status pack_tensor(const hrm_tensor *tensor, const float *values, uint32_t value_count, void *out,
                       uint32_t out_bytes) {
  return hrm_pack_tensor(tensor, values, value_count, out, out_bytes);
}
EXPORT(unpack_tensor)
hrm_status unpack_tensor(const hrm_model *model, const hrm_tensor *tensor, float *out, uint32_t out_count) {
  return hrm_unpack_tensor(model, tensor, out, out_count);
}
EXPORT(expand_sizes) hrm_status expand_sizes(const hrm_config *config, uint64_t *sizes) {
  return hrm_expand_sizes(config, &sizes[0], &sizes[1]);
}
EXPORT(expand)
hrm_status expand(const hrm_model *model, void *out, uint32_t out_bytes, float *work, uint32_t work_bytes) {
  return hrm_expand(model, out, out_bytes, work, work_bytes);
}
EXPORT(checksum) uint32_t checksum(const void *file, uint32_t bytes) { return hrm_checksum(file, bytes); }
EXPORT(seal) hrm_status seal(void *file, uint32_t bytes) { return hrm_seal(file, bytes); }

EXPORT(tokens) uint32_t tokens(const hrm_config *config) { return hrm_tokens(config); }
EXPORT(state_bytes) uint32_t state_bytes(const hrm_config *config) { return hrm_state_bytes(config); }
EXPORT(work_bytes) uint32_t work_bytes(const hrm_config *config, uint32_t threads) {
  return hrm_work_bytes(config, threads);
}
EXPORT(state_reset) hrm_status state_reset(const hrm_model *model, float *state, uint32_t bytes) {
  return hrm_state_reset(model, state, bytes);
}
EXPORT(segment)
hrm_status segment(const hrm_model *model, const uint32_t *inputs, uint32_t puzzle_identifier, float *state,
                   uint32_t state_size, float *logits, uint32_t logits_size, float *q, void *work, uint32_t work_size,
                   const hrm_team *team, float *cycle_logits, uint32_t cycle_logits_size) {
  return hrm_segment_cycles(model, inputs, puzzle_identifier, state, state_size, logits, logits_size, q, work,
                            work_size, team, cycle_logits, cycle_logits_size);
}
