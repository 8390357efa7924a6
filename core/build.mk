# The core's sources and flags, its native library and its tests.
#   make core-native   .build/native/libhrm_core.a, plain C kernels
#   make test-core     every test of tests/core: native with gcc and clang, under ASan and UBSan, and as WebAssembly in Node

CORE_SOURCES := $(addprefix core/,status.c layout.c map.c pack.c rope.c forward.c attention.c)
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
