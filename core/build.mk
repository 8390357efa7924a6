# The core's sources and flags, its native library and its tests.
#   make core-native   .build/native/libhrm_core.a, plain C kernels, for any machine
#   make test-core     every test of tests/core: native with gcc and clang, under ASan and UBSan, and as WebAssembly in Node

# What reads and writes files, and what computes.
CORE_FILE_SOURCES := $(addprefix core/,layout.c storage.c storage_plain_f32.c storage_panel_f32.c storage_panel_q8.c storage_group_q4.c \
  map.c checksum.c pack.c rope.c)
CORE_SOURCES := $(CORE_FILE_SOURCES) $(addprefix core/,status.c expand.c forward.c attention.c)
CORE_HEADERS := $(wildcard core/*.h)
# Bits are part of the contract: no contraction to fused multiply-add. -fno-math-errno lets a square root be one instruction.
CORE_CFLAGS := -std=c11 -Wall -Wextra -Wconversion -Wshadow -Werror -ffp-contract=off -fno-math-errno -Icore

.PHONY: core-native
core-native: $(BUILD)/native/libhrm_core.a

$(BUILD)/native/libhrm_core.a: $(patsubst core/%.c,$(BUILD)/native/core/%.o,$(CORE_SOURCES) core/kernels_scalar.c)
	rm -f $@
	$(AR) rcs $@ $^

$(BUILD)/native/core/%.o: core/%.c $(CORE_HEADERS) core/build.mk
	@mkdir -p $(@D)
	$(CC) $(CORE_CFLAGS) -O3 -c $< -o $@

# ---- tests: one program, built in every way the core is used; tests/core/run.mjs runs them all and compares their digests ----

CORE_TEST_SOURCES := $(addprefix tests/core/,check.c models.c kernels.c numerics.c file.c q4.c damage.c segment.c main.c)
CORE_TEST_INPUTS := $(CORE_TEST_SOURCES) $(wildcard tests/core/*.h) $(CORE_SOURCES) core/kernels_scalar.c core/kernels_wasm.c core/kernels_x86.c $(CORE_HEADERS) core/build.mk
CORE_TEST_DIR := $(BUILD)/tests/core
CORE_CLANG := $(firstword $(foreach name,clang clang-19,$(shell command -v $(name))))
# On x86 also with AVX2 and with AVX-512, where this machine can run them.
CORE_AVX2 := -mavx2
CORE_AVX512 := -mavx2 -mavx512f -mavx512bw -mavx512vl -mavx512vnni
CORE_X86 := $(if $(shell grep -m1 -w avx2 /proc/cpuinfo),avx2) $(if $(shell grep -m1 -w avx512_vnni /proc/cpuinfo),avx512)
CORE_TESTS := gcc gcc-sanitized $(if $(CORE_CLANG),clang) $(CORE_X86) wasm-scalar.js wasm-simd.js wasm-relaxed.js wasm-relaxed16.js

.PHONY: test-core
test-core: $(addprefix $(CORE_TEST_DIR)/,$(CORE_TESTS))
	@$(if $(CORE_CLANG),,echo "clang is not installed: the core is tested with gcc only")
	@$(foreach set,avx2 avx512,$(if $(filter $(set),$(CORE_X86)),,echo "this machine has no $(set): its kernels are not tested";))
	@node tests/core/run.mjs $^

$(CORE_TEST_DIR)/gcc: CORE_TEST_COMPILER := gcc -O3
$(CORE_TEST_DIR)/gcc-sanitized: CORE_TEST_COMPILER := gcc -O1 -g -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer
$(CORE_TEST_DIR)/clang: CORE_TEST_COMPILER := $(CORE_CLANG) -O3
$(CORE_TEST_DIR)/avx2: CORE_TEST_COMPILER := gcc -O3 $(CORE_AVX2) core/kernels_x86.c
$(CORE_TEST_DIR)/avx512: CORE_TEST_COMPILER := gcc -O3 $(CORE_AVX512) core/kernels_x86.c
$(addprefix $(CORE_TEST_DIR)/,gcc gcc-sanitized clang avx2 avx512): $(CORE_TEST_INPUTS)
	@mkdir -p $(@D)
	$(CORE_TEST_COMPILER) $(CORE_CFLAGS) $(CORE_TEST_SOURCES) $(CORE_SOURCES) core/kernels_scalar.c -o $@ -lm

# The SIMD builds have both sets of kernels and compare them.
$(CORE_TEST_DIR)/wasm-scalar.js: CORE_TEST_WASM :=
$(CORE_TEST_DIR)/wasm-simd.js: CORE_TEST_WASM := -msimd128 core/kernels_wasm.c
$(CORE_TEST_DIR)/wasm-relaxed.js: CORE_TEST_WASM := -msimd128 -mrelaxed-simd core/kernels_wasm.c
$(CORE_TEST_DIR)/wasm-relaxed16.js: CORE_TEST_WASM := -msimd128 -mrelaxed-simd -DHRM_SUMS_IN_16_BITS core/kernels_wasm.c
$(addprefix $(CORE_TEST_DIR)/,wasm-scalar.js wasm-simd.js wasm-relaxed.js wasm-relaxed16.js): $(CORE_TEST_INPUTS)
	@mkdir -p $(@D)
	use=$$(tools/setup-emscripten.sh --env) && eval "$$use" && \
	  emcc -O3 $(CORE_CFLAGS) $(CORE_TEST_WASM) $(CORE_TEST_SOURCES) $(CORE_SOURCES) core/kernels_scalar.c -sENVIRONMENT=node -sALLOW_MEMORY_GROWTH \
	    -sEXIT_RUNTIME -o $@
