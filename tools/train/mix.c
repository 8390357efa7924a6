#include "mix.h"
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include "memory.h"

void mix_init(mix *m, const char *text) {
  *m = (mix){0};
  if (!text || !*text) {
    m->bins = 1;
    m->bin[0] = (struct mix_bin){.from = -1, .to = INT_MAX, .share = 1};
    return;
  }
  const char *at = text;
  while (*at) {
    int from, to, used = 0;
    double share;
    if (m->bins == MIX_BINS) fail("--mix: more than %d bins", MIX_BINS);
    if (sscanf(at, "%d-%d:%lf%n", &from, &to, &share, &used) == 3 && used) {
    } else if (sscanf(at, "%d+:%lf%n", &from, &share, &used) == 2 && used) {
      to = INT_MAX;
    } else if (sscanf(at, "%d:%lf%n", &from, &share, &used) == 2 && used) {
      to = from;
    } else {
      fail("--mix: cannot read '%s'; write FROM-TO:SHARE, FROM+:SHARE or N:SHARE, separated by commas", at);
    }
    if (from > to || !(share >= 0)) fail("--mix: '%s' is not a range with a share of 0 or more", at);
    m->bin[m->bins++] = (struct mix_bin){.from = from, .to = to, .share = share};
    at += used;
    if (*at == ',') at++;
    else if (*at) fail("--mix: a comma is missing before '%s'", at);
  }
}

void mix_free(mix *m) {
  for (unsigned b = 0; b < m->bins; b++) free(m->bin[b].examples);
}

void mix_add(mix *m, size_t example, int difficulty) {
  for (unsigned b = 0; b < m->bins; b++) {
    struct mix_bin *bin = &m->bin[b];
    if (difficulty < bin->from || difficulty > bin->to) continue;
    if (bin->count == bin->room) {
      bin->room = bin->room ? 2 * bin->room : 256;
      bin->examples = realloc(bin->examples, bin->room * sizeof *bin->examples);
      if (!bin->examples) fail("out of memory for %zu examples", bin->room);
    }
    bin->examples[bin->count++] = example;
    return;
  }
}

void mix_check(mix *m) {
  double sum = 0;
  for (unsigned b = 0; b < m->bins; b++) {
    const struct mix_bin *bin = &m->bin[b];
    if (bin->share > 0 && !bin->count) fail("--mix: no example has a difficulty of %d to %d", bin->from, bin->to);
    sum += bin->share;
  }
  if (!(sum > 0)) fail("--mix: the shares are all 0");
  for (unsigned b = 0; b < m->bins; b++) m->bin[b].share /= sum;
}

size_t mix_draw(const mix *m, rng *r) {
  double x = rng_unit(r);
  unsigned b = 0, last = 0;
  for (; b < m->bins; b++) {
    if (m->bin[b].share > 0) last = b;
    if (m->bin[b].share > 0 && x < m->bin[b].share) break;
    x -= m->bin[b].share;
  }
  const struct mix_bin *bin = &m->bin[b < m->bins ? b : last];
  return bin->examples[rng_below(r, (uint32_t)bin->count)];
}
