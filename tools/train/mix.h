/* mix.h - draws examples in given shares by difficulty. */
#ifndef TRAIN_MIX_H
#define TRAIN_MIX_H
#include <stddef.h>
#include "../common/rng.h"

#define MIX_BINS 16

typedef struct mix {
  unsigned bins;
  struct mix_bin {
    int from, to; /* difficulties, both inclusive */
    double share; /* of all draws, once mix_check has made them add up to 1 */
    size_t count, room, *examples;
  } bin[MIX_BINS];
} mix;

/* "0:0.3,1-9:0.4,10+:0.3"; NULL or "" is one bin for everything, also for examples of unknown difficulty (-1). Ends the
 * program on bad text. */
void mix_init(mix *m, const char *text);
void mix_free(mix *m);
void mix_add(mix *m, size_t example, int difficulty);
/* Ends the program when a bin has a share but no example. */
void mix_check(mix *m);
size_t mix_draw(const mix *m, rng *r);

#endif
