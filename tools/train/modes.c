/* modes.c - which arithmetic modes this program holds and which of them this machine can run. */
#include <stdlib.h>
#include <string.h>
#include "network.h"

extern const network_ops network_bf16, network_f32_avx512, network_f32_avx2, network_f32_plain;

const network_ops *const *network_modes(void) {
  static const network_ops *modes[5];
  size_t n = 0;
  if (modes[0]) return modes;
#ifdef __x86_64__
  __builtin_cpu_init();
  const bool avx512 = __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
                      __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512dq");
  if (avx512 && __builtin_cpu_supports("avx512bf16")) modes[n++] = &network_bf16;
  if (avx512) modes[n++] = &network_f32_avx512;
  if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma")) modes[n++] = &network_f32_avx2;
#endif
  modes[n] = &network_f32_plain;
  return modes;
}

const network_ops *network_mode(const char *name) {
  for (const network_ops *const *m = network_modes(); *m; m++)
    if (!strcmp(name, "auto") || !strncmp((*m)->name, name, strlen(name))) return *m;
  fail("no arithmetic mode '%s' on this machine; see --help", name);
}

double segment_flops(const hrm_config *c, size_t saved) {
  const double T = c->puzzle_emb_len + c->seq_len, h = c->hidden_size, i = c->inner_size;
  const double block = 2 * T * (4 * h * h + 3 * h * i + 2 * T * h);
  double sum = 0;
  const size_t calls = (size_t)c->H_cycles * (c->L_cycles + 1);
  for (size_t call = 0; call < calls; call++) {
    const uint32_t layers = (call + 1) % (c->L_cycles + 1u) == 0 ? c->H_layers : c->L_layers;
    sum += block * layers * (call + saved >= calls ? 3 : 1);
  }
  return sum;
}

size_t saved_calls(const hrm_config *c, const char *gradient) {
  const size_t calls = (size_t)c->H_cycles * (c->L_cycles + 1);
  if (!strcmp(gradient, "one")) return 2;
  if (!strcmp(gradient, "cycle")) return c->L_cycles + 1u;
  if (!strcmp(gradient, "full")) return calls;
  char *end;
  const unsigned long n = strtoul(gradient, &end, 10);
  return *end || n > calls ? 0 : n;
}
