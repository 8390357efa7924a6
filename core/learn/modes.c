/* modes.c - which arithmetic modes this build holds and which of them this machine can run. HRM_LEARN_X86 is defined
 * where those of x86 are linked. */
#include "network.h"

extern const network_ops hrm_network_plain, hrm_network_avx2, hrm_network_avx512, hrm_network_bf16, hrm_network_amx;

const char *hrm_learn_mode_name(uint32_t mode) {
  static const char *const names[HRM_LEARN_MODES] = {"f32-plain", "f32-avx2", "f32-avx512", "bf16", "amx"};
  return mode < HRM_LEARN_MODES ? names[mode] : NULL;
}

#ifdef HRM_LEARN_X86
#include <cpuid.h>

/* AMX-TILE and AMX-BF16 (CPUID leaf 7, EDX bits 24 and 22), and tile state that the system saves (XCR0 bits 17, 18). */
static bool has_amx(void) {
  unsigned a, b, c, d;
  if (!__get_cpuid(1, &a, &b, &c, &d) || !(c >> 27 & 1)) return false; /* OSXSAVE */
  if (!__get_cpuid_count(7, 0, &a, &b, &c, &d) || !(d >> 22 & 1) || !(d >> 24 & 1)) return false;
  unsigned low, high;
  __asm__ volatile("xgetbv" : "=a"(low), "=d"(high) : "c"(0));
  return (low >> 17 & 3) == 3;
}

const network_ops *hrm_network(uint32_t mode) {
  __builtin_cpu_init();
  const bool avx512 = __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
                      __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512dq"),
             bf16 = avx512 && __builtin_cpu_supports("avx512bf16");
  switch (mode) {
  case HRM_LEARN_PLAIN: return &hrm_network_plain;
  case HRM_LEARN_AVX2:
    return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma") ? &hrm_network_avx2 : NULL;
  case HRM_LEARN_AVX512: return avx512 ? &hrm_network_avx512 : NULL;
  case HRM_LEARN_BF16: return bf16 ? &hrm_network_bf16 : NULL;
  case HRM_LEARN_AMX: return bf16 && has_amx() ? &hrm_network_amx : NULL;
  default: return NULL;
  }
}
#else
const network_ops *hrm_network(uint32_t mode) { return mode == HRM_LEARN_PLAIN ? &hrm_network_plain : NULL; }
#endif

bool hrm_learn_mode_runs(uint32_t mode) { return hrm_network(mode) != NULL; }
