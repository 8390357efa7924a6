# The WebAssembly modules: make wasm builds wasm/dist/hrm-relaxed.wasm, hrm-simd.wasm and hrm-scalar.wasm, and the first two with threads.

WASM_MODULES := wasm/dist/hrm-relaxed.wasm wasm/dist/hrm-simd.wasm wasm/dist/hrm-scalar.wasm \
  wasm/dist/hrm-relaxed-threads.wasm wasm/dist/hrm-simd-threads.wasm
# A bare module: no imports, no entry point, no allocator. The memory is exported and its owner grows it, up to 4 GB.
WASM_FLAGS := -O3 --no-entry -sSTANDALONE_WASM -sMALLOC=none -sALLOW_MEMORY_GROWTH -sINITIAL_MEMORY=131072 -sMAXIMUM_MEMORY=4GB \
  -sSTACK_SIZE=65536 -Wl,--export=__heap_base

.PHONY: wasm
wasm: $(WASM_MODULES) wasm-learn

# With threads the memory is shared, so it is imported, and each thread gets a stack of its own.
WASM_THREADS := -matomics -mbulk-memory -Wl,--shared-memory,--import-memory,--export=__stack_pointer wasm/c/team.c

wasm/dist/hrm-relaxed.wasm: WASM_KERNELS := -msimd128 -mrelaxed-simd core/kernels_simd.c
wasm/dist/hrm-simd.wasm: WASM_KERNELS := -msimd128 core/kernels_simd.c
wasm/dist/hrm-relaxed-threads.wasm: WASM_KERNELS := -msimd128 -mrelaxed-simd core/kernels_simd.c $(WASM_THREADS)
wasm/dist/hrm-simd-threads.wasm: WASM_KERNELS := -msimd128 core/kernels_simd.c $(WASM_THREADS)
wasm/dist/hrm-scalar.wasm: WASM_KERNELS := core/kernels_scalar.c

# Those of the learning library. Fused multiply-add where relaxed SIMD has it.
WASM_LEARN_MODULES := $(foreach build,simd relaxed simd-threads relaxed-threads,wasm/dist/hrm-learn-$(build).wasm)
WASM_LEARN_FLAGS := -O3 --no-entry -sSTANDALONE_WASM -sMALLOC=none -sALLOW_MEMORY_GROWTH -sINITIAL_MEMORY=524288 -sMAXIMUM_MEMORY=4GB \
  -sSTACK_SIZE=262144 -Wl,--export=__heap_base -Icore -DACT_BF16=0 -DNETWORK_OPS=hrm_network_plain
WASM_LEARN_SOURCES := $(LEARN_SOURCES) core/learn/network.c $(addprefix core/,layout.c map.c pack.c q4.c rope.c)

.PHONY: wasm-learn
wasm-learn: $(WASM_LEARN_MODULES)

wasm/dist/hrm-learn-simd.wasm: WASM_LEARN_BUILD := -msimd128
wasm/dist/hrm-learn-relaxed.wasm: WASM_LEARN_BUILD := -msimd128 -mrelaxed-simd
wasm/dist/hrm-learn-simd-threads.wasm: WASM_LEARN_BUILD := -msimd128 $(WASM_THREADS)
wasm/dist/hrm-learn-relaxed-threads.wasm: WASM_LEARN_BUILD := -msimd128 -mrelaxed-simd $(WASM_THREADS)

$(WASM_LEARN_MODULES): wasm/dist/hrm-learn-%.wasm: $(WASM_LEARN_SOURCES) $(LEARN_HEADERS) $(CORE_HEADERS) wasm/c/hrm_learn_wasm.c \
    wasm/c/team.c wasm/c/check-module.mjs tools/node-relaxed.mjs core/learn/build.mk wasm/build.mk
	@mkdir -p $(@D) $(BUILD)/wasm
	use=$$(tools/setup-emscripten.sh --env) && eval "$$use" && \
	  emcc $(filter-out -DHRM_LEARN_X86 -g,$(LEARN_CFLAGS)) $(WASM_LEARN_FLAGS) $(WASM_LEARN_SOURCES) $(WASM_LEARN_BUILD) wasm/c/hrm_learn_wasm.c \
	    -o $(BUILD)/wasm/hrm-learn-$*.wasm
	node wasm/c/check-module.mjs $(BUILD)/wasm/hrm-learn-$*.wasm $* learn
	cp $(BUILD)/wasm/hrm-learn-$*.wasm $@

# A module takes its place only after the check has run it.
$(WASM_MODULES): wasm/dist/hrm-%.wasm: $(CORE_SOURCES) core/kernels_simd.c core/kernels_scalar.c $(CORE_HEADERS) wasm/c/hrm_wasm.c wasm/c/team.c \
    wasm/c/check-module.mjs wasm/src/features.js tools/node-relaxed.mjs core/build.mk wasm/build.mk
	@mkdir -p $(@D) $(BUILD)/wasm
	use=$$(tools/setup-emscripten.sh --env) && eval "$$use" && \
	  emcc $(CORE_CFLAGS) $(WASM_FLAGS) $(CORE_SOURCES) $(WASM_KERNELS) wasm/c/hrm_wasm.c -o $(BUILD)/wasm/hrm-$*.wasm
	node wasm/c/check-module.mjs $(BUILD)/wasm/hrm-$*.wasm $*
	cp $(BUILD)/wasm/hrm-$*.wasm $@
