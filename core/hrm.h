/* hrm.h - inference of Hierarchical Reasoning Models (arXiv 2506.21734), the whole public interface of the core.
 *
 *   hrm_model model; uint64_t at;
 *   if (hrm_model_map(&model, file, file_bytes, &at)) ...          // checks everything, copies nothing
 *   hrm_state_reset(&model, state, hrm_state_bytes(&model.config));  // state: z_H and z_L, yours, 64-byte aligned
 *   for (int s = 0; s < 16; s++)                                     // one segment at a time: stop, show or resume
 * between them hrm_segment(&model, inputs, puzzle_identifier, state, state_bytes, logits, logits_bytes, q, work,
 * work_bytes, NULL);
 *
 * The core neither allocates nor keeps anything: the caller asks for sizes and passes the memory. It uses no libc
 * beyond memcpy/memset/memcmp and no global state. Same file, same inputs: the same bits on every engine, scalar or
 * SIMD. Architecture: MODEL.md. File format: FORMAT.md. Shapes are written [slowest][...][fastest], row-major. */
#ifndef HRM_H
#define HRM_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define HRM_ALIGN 64u /* every pointer to a file, a state or a work area is aligned to this many bytes */
#define HRM_HEADER_BYTES 128u
#define HRM_ENTRY_BYTES 32u

typedef enum hrm_status {
  HRM_OK = 0,
  HRM_ERROR_ARGUMENT,     /* a null or misaligned pointer */
  HRM_ERROR_TRUNCATED,    /* fewer bytes than the file says it has, or than a header needs */
  HRM_ERROR_MAGIC,        /* not a .hrm file */
  HRM_ERROR_VERSION,      /* a version this build does not read */
  HRM_ERROR_CONFIG,       /* a configuration value outside its range */
  HRM_ERROR_TOO_LARGE,    /* a size that does not fit this machine's address space */
  HRM_ERROR_TENSOR_TABLE, /* the table is not the one the configuration implies */
  HRM_ERROR_TRAILING,     /* bytes beyond the end the file states */
  HRM_ERROR_CHECKSUM,
  HRM_ERROR_PADDING, /* a padding or reserved byte that is not zero */
  HRM_ERROR_VALUE,   /* a weight that is not finite, a scale that is not positive, a wrong row sum */
  HRM_ERROR_BUFFER,  /* a buffer smaller than its size function says */
  HRM_ERROR_INPUT,   /* a token >= vocab_size, a puzzle identifier >= num_puzzle_identifiers, or no token at all */
  HRM_STATUS_COUNT
} hrm_status;

typedef enum hrm_dtype { HRM_F32 = 0, HRM_Q8 = 1, HRM_Q4 = 2 } hrm_dtype;
typedef enum hrm_pos {
  HRM_ROPE = 0,
  HRM_LEARNED = 1,
  HRM_NO_POS = 2,
  HRM_RELATIVE = 3,         /* of a grid's cells: what attention adds for each offset of rows and columns */
  HRM_RELATIVE_ABSOLUTE = 4 /* the same, and learned rows and columns */
} hrm_pos;
/* The core knows no puzzle: FORMAT.md lists the ids that are given out. It tells only HRM_GENERIC, which has no grid,
 * from the rest: any id below HRM_TASKS passes, so that a puzzle that a later build knows does not make an earlier one
 * refuse its file. */
typedef enum hrm_task { HRM_GENERIC = 0, HRM_TASKS = 256 } hrm_task;
typedef enum hrm_storage { HRM_PLAIN_F32 = 0, HRM_PANEL_F32 = 1, HRM_PANEL_Q8 = 2, HRM_GROUP_Q4 = 3 } hrm_storage;

/* The bits of `rules`, by which a model's recurrence may differ from HRM's. */
typedef enum hrm_rule {
  HRM_HALT_ABOVE_0 = 1, /* ACT halts where q_halt > 0, not where q_halt > q_continue */
  HRM_SINGLE_Z = 2,     /* one state z: no H_init, no injection of one state into the other */
  HRM_TOKEN_INITS = 4,  /* H_init and L_init have a row for each of the T tokens, not one for all */
  HRM_NO_CELL_0 = 8,    /* a cell whose input is token 0 is not there: no token, no state, logits of 0 */
  HRM_PUZZLE_ADDED = 16 /* the puzzle embedding, one of hidden_size, is added to each cell's: there is no prefix */
} hrm_rule;

/* Tensor kinds, in file order (FORMAT.md); H_QKV .. L_DOWN once a layer, with token mixing MLP_T_GATE_UP and MLP_T_DOWN
 * in place of QKV and O. */
typedef enum hrm_kind {
  HRM_EMBED_TOKENS = 0,
  HRM_PUZZLE_EMB,
  HRM_EMBED_POS,
  HRM_ROPE_COS,
  HRM_ROPE_SIN,
  HRM_H_INIT,
  HRM_L_INIT,
  HRM_LM_HEAD,
  HRM_Q_WEIGHT,
  HRM_Q_BIAS,
  HRM_H_QKV,
  HRM_H_O,
  HRM_H_GATE_UP,
  HRM_H_DOWN,
  HRM_L_QKV,
  HRM_L_O,
  HRM_L_GATE_UP,
  HRM_L_DOWN,
  HRM_H_MLP_T_GATE_UP,
  HRM_H_MLP_T_DOWN,
  HRM_L_MLP_T_GATE_UP,
  HRM_L_MLP_T_DOWN,
  HRM_EMBED_EDGES, /* of positions that are relative: between the RoPE tables and H_INIT, */
  HRM_EMBED_ROWS,
  HRM_EMBED_COLS,
  HRM_H_RELATIVE, /* and once a layer, after DOWN */
  HRM_L_RELATIVE
} hrm_kind;

/* Sides of a cell that have no neighbour: rows of EMBED_EDGES. */
typedef enum hrm_edge { HRM_ABOVE = 0, HRM_BELOW = 1, HRM_LEFT = 2, HRM_RIGHT = 3, HRM_EDGES = 4 } hrm_edge;

/* The configuration; names are the official ones. Fields in the order and with the ranges of FORMAT.md. The last five
 * are 0 in HRM, and in every file of version 1. */
typedef struct hrm_config {
  uint32_t dtype; /* hrm_dtype of the block matrices */
  uint32_t task, grid_rows, grid_cols;
  uint32_t vocab_size, seq_len, puzzle_emb_len, num_puzzle_identifiers;
  uint32_t hidden_size, num_heads, inner_size, H_layers, L_layers, H_cycles, L_cycles, halt_max_steps;
  uint32_t pos_encodings; /* hrm_pos */
  float rope_theta, rms_norm_eps;
  uint32_t mlp_t_size;      /* inner width of the SwiGLU over tokens that stands in attention's place; 0: attention */
  uint32_t puzzle_emb_ndim; /* numbers of a puzzle embedding, the rest of the prefix is 0; 0: puzzle_emb_len*hidden */
  uint32_t rules;           /* hrm_rule, or-ed */
  float update_rate;        /* of each update so much, the rest stays: z = (1 - r) z + r L(...); 0: all of it */
  uint32_t origin;          /* what converters note (FORMAT.md); the core reads nothing of it */
} hrm_config;

/* One tensor as it lies in the file. */
typedef struct hrm_tensor {
  uint32_t kind, layer, storage, rows, cols;
  uint64_t offset, bytes;
} hrm_tensor;

/* A mapped file. Read `config`; the rest belongs to the core. Holds pointers into the file, which must outlive it
 * unchanged. Between segments config.H_cycles and config.L_cycles may be set to other numbers from 1: a segment then
 * runs so many, and no size depends on them. */
typedef struct hrm_model {
  hrm_config config;
  const uint8_t *file;
  uint64_t file_bytes;
} hrm_model;

/* A status by its name in this file, "HRM_ERROR_CHECKSUM"; never NULL, static storage. */
const char *hrm_status_name(hrm_status status);
/* A sentence for a status, for people; never NULL, static storage. */
const char *hrm_status_sentence(hrm_status status);

/* ---- layout: what a configuration implies; shared by reader and writers ---- */

/* Checks every range of FORMAT.md. On error *position is the byte in a file's header of the first bad field. position
 * may be NULL. */
hrm_status hrm_config_check(const hrm_config *config, uint64_t *position);
/* The number of tensors of a checked configuration. */
uint32_t hrm_tensor_count(const hrm_config *config);
/* The index-th tensor, 0 <= index < count. */
hrm_status hrm_tensor_at(const hrm_config *config, uint32_t index, hrm_tensor *tensor);
/* Whole file length. HRM_ERROR_TOO_LARGE if it exceeds what size_t can hold. */
hrm_status hrm_file_bytes(const hrm_config *config, uint64_t *bytes);
/* The version of the format that a file of this configuration has: 1 if the configuration is one of an HRM, else 2. */
uint32_t hrm_format_version(const hrm_config *config);
/* The tensor's name in an official checkpoint without the prefix, the layer number as "%u" is not filled in: static
 * storage, e.g. "H_level.layers.*.mlp.down_proj.weight"; "" for the RoPE tables, which no checkpoint holds. */
const char *hrm_kind_name(uint32_t kind);

/* ---- reading ---- */

/* Validates all of file[0 .. bytes) and fills *model; copies nothing. On error *model is zeroed and *position (may be
 * NULL) is the byte that was refused. Never reads outside, never trusts a number it has not compared. */
hrm_status hrm_model_map(hrm_model *model, const void *file, size_t bytes, uint64_t *position);
/* Undoes packing: tensor (as hrm_tensor_at gives it) of a mapped file to row-major f32 out[rows][cols], q8 and q4 as
 * scale*q. */
hrm_status hrm_unpack_tensor(const hrm_model *model, const hrm_tensor *tensor, float *out, uint64_t out_count);

/* ---- writing: hrm_write_header, then hrm_pack_tensor for every tensor at file + tensor.offset, then hrm_seal ---- */

/* Writes header and table, with zeros up to data_offset. out must hold data_offset bytes (the offset of tensor 0). */
hrm_status hrm_write_header(const hrm_config *config, void *out, uint64_t out_bytes);
/* Packs and, for panel q8 and group q4, quantizes row-major f32 values[rows][cols] to out, tensor->bytes rounded up to
 * 64 (padding is zeroed). */
hrm_status hrm_pack_tensor(const hrm_tensor *tensor, const float *values, uint64_t value_count, void *out,
                           uint64_t out_bytes);
/* RoPE tables in double precision, rounded once: cosine and sine [T][head_dim/2], from config->rope_theta. Angle =
 * position * theta^(-2i/head_dim). */
hrm_status hrm_rope_tables(const hrm_config *config, float *cosines, float *sines, uint64_t count_each);
/* CRC-32 of the whole file as FORMAT.md defines it; hrm_seal stores it. */
uint32_t hrm_checksum(const void *file, size_t bytes);
hrm_status hrm_seal(void *file, size_t bytes);

/* ---- 4-bit files: a model of dtype q4 is mapped and unpacked like any other, but what runs is the q8 file that
 * hrm_expand makes of it ---- */

/* Bytes of that file, and of the memory that making it needs. HRM_ERROR_TOO_LARGE if either exceeds what size_t can
 * hold. */
hrm_status hrm_expand_sizes(const hrm_config *config, uint64_t *file_bytes, uint64_t *work_bytes);
/* Writes the file: each q4 matrix unpacked to floats and packed as q8. out_bytes: exactly file_bytes, 64-byte aligned;
 * model: of dtype q4. */
hrm_status hrm_expand(const hrm_model *model, void *out, uint64_t out_bytes, float *work, uint64_t work_bytes);

/* ---- the forward pass; for models of dtype f32 and q8 ---- */

/* Tokens in front of the cells: puzzle_emb_len, or none with HRM_PUZZLE_ADDED. */
uint32_t hrm_prefix(const hrm_config *config);
/* Tokens the blocks see: hrm_prefix + seq_len. */
uint32_t hrm_tokens(const hrm_config *config);
/* Bytes of a state: float z_H[T][hidden_size] then float z_L[T][hidden_size], or one z alone (HRM_SINGLE_Z). 0 if it
 * does not fit in size_t. */
size_t hrm_state_bytes(const hrm_config *config);
/* The threads of a caller who has several. The core starts none: it hands out work, in steps that end when all of it is
 * done. The bits of a result do not depend on how many there are, nor on which does what. */
#define HRM_MAX_THREADS 64u
typedef struct hrm_team {
  uint32_t threads; /* 1 .. HRM_MAX_THREADS */
  /* Calls work(job, item, thread) once for each item = 0 .. items-1, in any order, from any threads, and returns when
   * all calls have, so that the caller sees what they wrote. thread < threads; no two calls at the same time have the
   * same. */
  void (*run)(void *context, void (*work)(void *job, uint32_t item, uint32_t thread), void *job, uint32_t items);
  void *context; /* the caller's own, handed to run */
} hrm_team;

/* Bytes of the work area hrm_segment needs with a team of so many threads (1: no team); its content carries nothing
 * from call to call. 0 if it does not fit in size_t or threads is out of its range. */
size_t hrm_work_bytes(const hrm_config *config, uint32_t threads);
/* Sets every token of z_H to H_init and of z_L, or z, to L_init, or to its own row of them (HRM_TOKEN_INITS). */
hrm_status hrm_state_reset(const hrm_model *model, float *state, size_t state_bytes);
/* One segment: H_cycles x (L_cycles updates of z_L, one of z_H), then the heads, exactly as the official
 * HierarchicalReasoningModel_ACTV1_Inner.forward in evaluation (models/hrm/hrm_act_v1.py).
 *   inputs [seq_len] tokens; puzzle_identifier 0 when there is no prefix; state is read and overwritten;
 *   logits [seq_len][vocab_size] and q [2] = {q_halt, q_continue} are written; work: hrm_work_bytes, 64-byte aligned;
 *   team: NULL for the calling thread alone. */
hrm_status hrm_segment(const hrm_model *model, const uint32_t *inputs, uint32_t puzzle_identifier, float *state,
                       size_t state_bytes, float *logits, size_t logits_bytes, float q[2], void *work,
                       size_t work_bytes, const hrm_team *team);
/* The same, bit for bit, and what the output head would say after each H cycle but the last:
 *   cycle_logits [H_cycles - 1][seq_len][vocab_size] is written, of cycle_logits_bytes at least; NULL and 0:
 * hrm_segment.
 */
hrm_status hrm_segment_cycles(const hrm_model *model, const uint32_t *inputs, uint32_t puzzle_identifier, float *state,
                              size_t state_bytes, float *logits, size_t logits_bytes, float q[2], void *work,
                              size_t work_bytes, const hrm_team *team, float *cycle_logits, size_t cycle_logits_bytes);

#endif
