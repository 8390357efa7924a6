/* A small random number generator: splitmix64 (Steele, Lea, Flood 2014, "Fast splittable
 * pseudorandom number generators"). The caller owns the state; the same seed gives the same numbers on
 * every machine. Not for cryptography. */
#ifndef HRM_RNG_H
#define HRM_RNG_H

#include <stdint.h>

typedef struct rng {
  uint64_t state;
} rng;

/* The output function of splitmix64, a bijection of 64 bits: also serves as a hash. */
static inline uint64_t rng_mix(uint64_t x) {
  x = (x ^ (x >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
  x = (x ^ (x >> 27)) * UINT64_C(0x94d049bb133111eb);
  return x ^ (x >> 31);
}

/* Stream number `stream` of `seed`: streams of one seed are independent of each other. */
static inline rng rng_stream(uint64_t seed, uint64_t stream) {
  return (rng){rng_mix(rng_mix(seed + UINT64_C(0x9e3779b97f4a7c15)) + stream)};
}

static inline uint64_t rng_next(rng *r) {
  r->state += UINT64_C(0x9e3779b97f4a7c15);
  return rng_mix(r->state);
}

/* A number in [0, n), n > 0; the bias is below n / 2^32. */
static inline uint32_t rng_below(rng *r, uint32_t n) { return (uint32_t)(((rng_next(r) >> 32) * n) >> 32); }

/* A number in [0, 1). */
static inline double rng_unit(rng *r) { return (double)(rng_next(r) >> 11) * 0x1p-53; }

/* Shuffles n bytes in place, every order equally likely. */
static inline void rng_shuffle(rng *r, uint8_t *items, uint32_t n) {
  for (uint32_t i = n; i > 1; i--) {
    uint32_t j = rng_below(r, i);
    uint8_t held = items[i - 1];
    items[i - 1] = items[j];
    items[j] = held;
  }
}

#endif
