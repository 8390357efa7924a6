/* amx.h - the products of gemm.h on AMX tiles: 16 rows of 16 units (pairs of bfloat16) times 16 units of 16 columns. A
 * panel's units and columns lie as tdpbf16ps wants its right operand; the left one is packed in stripes of two tiles.
 * AMX_EMULATED: the tile instructions in plain C, so that what is built on them can be tested on any machine. */
#ifndef HRM_LEARN_AMX_H
#define HRM_LEARN_AMX_H

#define AMX_UNITS 16                       /* rows, units and columns of a tile */
#define AMX_FLOATS (AMX_UNITS * AMX_UNITS) /* of a tile: 1 KB */
#define AMX_BLOCKS 16                      /* of the summed dimension that a packed stripe holds at a time */

#if AMX_EMULATED
typedef struct amx_tiles {
  unit tile[8][AMX_FLOATS];
} amx_tiles;

INLINE void amx_copy(unit *to, size_t to_stride, const unit *from, size_t from_stride) {
  for (size_t row = 0; row < AMX_UNITS; row++)
    for (size_t i = 0; i < AMX_UNITS; i++)
      to[row * to_stride / sizeof(unit) + i] = from[row * from_stride / sizeof(unit) + i];
}
INLINE float amx_half(unit pair, int high) {
  const uint32_t bits = high ? pair & 0xFFFF0000u : pair << 16;
  float x;
  memcpy(&x, &bits, sizeof x);
  return x;
}
static void amx_dot(unit *sums, const unit *a, const unit *b) {
  for (size_t m = 0; m < AMX_UNITS; m++)
    for (size_t k = 0; k < AMX_UNITS; k++)
      for (size_t n = 0; n < AMX_UNITS; n++) {
        float sum;
        memcpy(&sum, &sums[m * AMX_UNITS + n], sizeof sum);
        for (int high = 0; high < 2; high++)
          sum += amx_half(a[m * AMX_UNITS + k], high) * amx_half(b[k * AMX_UNITS + n], high);
        memcpy(&sums[m * AMX_UNITS + n], &sum, sizeof sum);
      }
}
#define AMX_BEGIN() ((void)0)
#define AMX_END() ((void)0)
#define AMX_ZERO(t, n) memset((t)->tile[n], 0, sizeof(t)->tile[n])
#define AMX_LOAD(t, n, from, stride) amx_copy((t)->tile[n], AMX_UNITS * sizeof(unit), (const unit *)(from), stride)
#define AMX_STORE(t, n, to, stride) amx_copy((unit *)(to), stride, (t)->tile[n], AMX_UNITS * sizeof(unit))
#define AMX_DOT(t, sums, a, b) amx_dot((t)->tile[sums], (t)->tile[a], (t)->tile[b])
#else
typedef struct amx_tiles {
  char none; /* the processor has them */
} amx_tiles;

/* Palette 1: every tile 16 rows of 64 bytes. Between begin and end a thread holds tile state. */
INLINE void amx_begin(void) {
  struct {
    uint8_t palette, start_row, reserved[14];
    uint16_t bytes[16];
    uint8_t rows[16];
  } config = {.palette = 1};
  for (int i = 0; i < 8; i++) config.bytes[i] = 64, config.rows[i] = 16;
  _tile_loadconfig(&config);
}
#define AMX_BEGIN() amx_begin()
#define AMX_END() _tile_release()
/* The intrinsics of gcc 12 say nothing of memory: the compiler must not move its own accesses across them. */
#define AMX_BARRIER() __asm__ volatile("" ::: "memory")
#define AMX_ZERO(t, n) \
  do { \
    (void)(t); \
    _tile_zero(n); \
  } while (0)
#define AMX_LOAD(t, n, from, stride) \
  do { \
    AMX_BARRIER(); \
    _tile_loadd(n, from, stride); \
  } while (0)
#define AMX_STORE(t, n, to, stride) \
  do { \
    _tile_stored(n, to, stride); \
    AMX_BARRIER(); \
  } while (0)
#define AMX_DOT(t, sums, a, b) _tile_dpbf16ps(sums, a, b)
#endif

/* Rows of the left operand: row-major ("along"), or summed dimension by row ("across", as interleave() makes it). */
typedef struct amx_left {
  const unit *at;
  size_t step; /* units from row to row, or from unit to unit */
  bool across;
} amx_left;

/* Tile `block` of 16 rows from `row` on, zero where rows or units end. */
static void amx_pack(const amx_left *a, size_t row, size_t rows, size_t block, size_t units, unit *out) {
  const size_t first = block * AMX_UNITS, have = units - first < AMX_UNITS ? units - first : AMX_UNITS,
               down = rows > row ? (rows - row < AMX_UNITS ? rows - row : AMX_UNITS) : 0;
  if (down < AMX_UNITS || (!a->across && have < AMX_UNITS)) memset(out, 0, AMX_FLOATS * sizeof *out);
  if (a->across) {
    transpose(a->at + first * a->step + row, a->step, have, down, out, AMX_UNITS);
  } else {
    for (size_t r = 0; r < down; r++)
      memcpy(out + r * AMX_UNITS, a->at + (row + r) * a->step + first, have * sizeof *out);
  }
}

/* Writes or adds the sums of a tile, as far as rows go. */
static void amx_put(const float *sums, size_t rows, void *c, size_t ldc, gemm_out out) {
  for (size_t r = 0; r < rows; r++)
    for (size_t i = 0; i < AMX_UNITS; i += LANES) {
      const vf v = vf_load(sums + r * AMX_UNITS + i);
      if (out == TO_ACT) {
        act_store((act *)c + r * ldc + i, v);
      } else {
        float *to = (float *)c + r * ldc + i;
        vf_store(to, out == ADD_F32 ? vf_load(to) + v : v);
      }
    }
}

/* 32 rows by 16 or 32 columns (`pair`) of the result. stripe: the left operand's tiles [blocks][2], or NULL where the
 * stripe does not hold all of them; b: the panel at the first of these columns, `width` units from row to row. */
INLINE void amx_square(const bool pair, const amx_left *a, size_t row, size_t rows, const unit *stripe, const unit *b,
                       size_t width, size_t units, void *c, size_t ldc, gemm_out out) {
  _Alignas(64) unit own[2][AMX_FLOATS], padded[2][AMX_FLOATS];
  _Alignas(64) float sums[AMX_FLOATS];
  amx_tiles tiles, *const t = &tiles;
  const size_t blocks = (units + AMX_UNITS - 1) / AMX_UNITS, bytes = out == TO_ACT ? sizeof(act) : sizeof(float);
  AMX_ZERO(t, 0);
  AMX_ZERO(t, 1);
  AMX_ZERO(t, 2);
  AMX_ZERO(t, 3);
  for (size_t block = 0; block < blocks; block++) {
    const unit *left = stripe + 2 * block * AMX_FLOATS;
    if (!stripe) {
      amx_pack(a, row, rows, block, units, own[0]);
      amx_pack(a, row + AMX_UNITS, rows, block, units, own[1]);
      left = own[0];
    }
    const size_t first = block * AMX_UNITS, have = units - first;
    const unit *right = b + first * width;
    size_t stride = width;
    if (have < AMX_UNITS) { /* what lies behind the panel is no number, and zero times that would not be zero */
      memset(padded, 0, sizeof padded);
      for (size_t k = 0; k < have; k++)
        for (size_t i = 0; i < (pair ? 2u : 1u); i++)
          memcpy(padded[i] + k * AMX_UNITS, right + k * width + i * AMX_UNITS, AMX_UNITS * sizeof(unit));
      right = padded[0];
      stride = AMX_UNITS;
    }
    AMX_LOAD(t, 4, left, AMX_UNITS * sizeof(unit));
    AMX_LOAD(t, 5, left + AMX_FLOATS, AMX_UNITS * sizeof(unit));
    AMX_LOAD(t, 6, right, stride * sizeof(unit));
    AMX_DOT(t, 0, 4, 6);
    AMX_DOT(t, 2, 5, 6);
    if (pair) {
      AMX_LOAD(t, 7, have < AMX_UNITS ? padded[1] : right + AMX_UNITS, stride * sizeof(unit));
      AMX_DOT(t, 1, 4, 7);
      AMX_DOT(t, 3, 5, 7);
    }
  }
  const size_t upper = rows - row < AMX_UNITS ? rows - row : AMX_UNITS, lower = rows - row - upper;
  char *const at = c, *const below = at + AMX_UNITS * ldc * bytes;
  AMX_STORE(t, 0, sums, AMX_UNITS * sizeof(float));
  amx_put(sums, upper, at, ldc, out);
  AMX_STORE(t, 2, sums, AMX_UNITS * sizeof(float));
  amx_put(sums, lower < AMX_UNITS ? lower : AMX_UNITS, below, ldc, out);
  if (pair) {
    AMX_STORE(t, 1, sums, AMX_UNITS * sizeof(float));
    amx_put(sums, upper, at + AMX_UNITS * bytes, ldc, out);
    AMX_STORE(t, 3, sums, AMX_UNITS * sizeof(float));
    amx_put(sums, lower < AMX_UNITS ? lower : AMX_UNITS, below + AMX_UNITS * bytes, ldc, out);
  }
}

static void amx_gemm(const amx_left *a, const act *b, size_t rows, size_t columns, size_t units, void *c, size_t ldc,
                     gemm_out out) {
  _Alignas(64) unit held[AMX_BLOCKS * 2 * AMX_FLOATS];
  const size_t width = panel_width(columns), blocks = (units + AMX_UNITS - 1) / AMX_UNITS,
               bytes = out == TO_ACT ? sizeof(act) : sizeof(float);
  const unit *const stripe = blocks <= AMX_BLOCKS ? held : NULL;
  for (size_t row = 0; row < rows; row += 2 * AMX_UNITS) {
    for (size_t block = 0; stripe && block < blocks; block++)
      for (size_t i = 0; i < 2; i++)
        amx_pack(a, row + i * AMX_UNITS, rows, block, units, held + (2 * block + i) * AMX_FLOATS);
    for (size_t column = 0; column < columns;) {
      const size_t inside = column % width;
      const unit *panel = (const unit *)b + (column - inside) * units + inside;
      void *const to = (char *)c + (row * ldc + column) * bytes;
      const bool pair = inside + 2 * AMX_UNITS <= width;
      if (pair) amx_square(true, a, row, rows, stripe, panel, width, units, to, ldc, out);
      else amx_square(false, a, row, rows, stripe, panel, width, units, to, ldc, out);
      column += pair ? 2 * AMX_UNITS : AMX_UNITS;
    }
  }
}

/* As in gemm.h. */
static void gemm(const act *a, size_t lda, const act *b, size_t rows, size_t columns, size_t k, void *c, size_t ldc,
                 gemm_out out) {
  amx_gemm(&(amx_left){(const unit *)a, lda / UNIT_ACTS, false}, b, rows, columns, units_of(k), c, ldc, out);
}

static void gemm_across(const act *a, size_t a_width, const act *b, size_t rows, size_t columns, size_t k, void *c,
                        size_t ldc, gemm_out out) {
  const size_t bytes = out == TO_ACT ? sizeof(act) : sizeof(float);
  for (size_t r = 0; r < rows; r += a_width)
    amx_gemm(&(amx_left){(const unit *)a + r * units_of(k), a_width, true}, b, rows - r < a_width ? rows - r : a_width,
             columns, units_of(k), (char *)c + r * ldc * bytes, ldc, out);
}

#endif
