# The benchmark: make bench prints one table of this machine (tools/bench/main.mjs); `make native` builds the core and its timing for this machine's processor.
HRM_BENCH := $(BUILD)/native/hrm-bench
.PHONY: bench bench-tools native

## native: build the core for this machine's own processor, and its timing, .build/native/hrm-bench
native: $(HRM_BENCH)

HOST_CORE := $(patsubst core/%.c,$(BUILD)/native/host/%.o,$(CORE_SOURCES) core/kernels_scalar.c $(if $(filter x86_64,$(shell uname -m)),core/kernels_x86.c))
$(BUILD)/native/host/%.o: core/%.c $(CORE_HEADERS) core/build.mk tools/bench.mk
	@mkdir -p $(@D)
	$(CC) $(CORE_CFLAGS) -O3 -march=native -c $< -o $@

$(BUILD)/native/libhrm_core_host.a: $(HOST_CORE)
	rm -f $@
	$(AR) rcs $@ $^

$(HRM_BENCH): tools/bench/native.c tools/bench/peak.c $(BUILD)/native/libhrm_core_host.a
	$(CC) -std=c11 -D_GNU_SOURCE -Wall -Wextra -Wconversion -Wshadow -Werror -Wno-unknown-pragmas -ffp-contract=off -O3 -march=native -Icore -Itools/bench $< $(BUILD)/native/libhrm_core_host.a -lm -o $@

PEAKS := $(BUILD)/bench/peak-simd.wasm $(BUILD)/bench/peak-relaxed.wasm
$(BUILD)/bench/peak-simd.wasm: PEAK_FLAGS := -msimd128
$(BUILD)/bench/peak-relaxed.wasm: PEAK_FLAGS := -msimd128 -mrelaxed-simd
$(PEAKS): tools/bench/peak.c tools/bench.mk
	@mkdir -p $(@D)
	use=$$(tools/setup-emscripten.sh --env) && eval "$$use" && emcc -O3 --no-entry -sSTANDALONE_WASM -sMALLOC=none $(PEAK_FLAGS) $< -o $@

## bench-tools: build what the programs in tools/bench need, so that each can be run alone (node tools/bench/NAME.mjs)
bench-tools: wasm web tests/node_modules $(PEAKS) native

## bench: time every build against the machine's peak and, where ../shared/peers is, against other runtimes; more than ten minutes, best with nothing else running
bench: bench-tools
	@node tools/bench/main.mjs $(BENCH)
