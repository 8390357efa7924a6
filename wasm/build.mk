# The WebAssembly modules: make wasm builds wasm/dist/hrm-relaxed.wasm, hrm-relaxed16.wasm (which sums products first in 16 bits), hrm-simd.wasm and
# hrm-scalar.wasm, and all but the last with threads.

WASM_MODULES := $(foreach build,relaxed relaxed16 simd scalar relaxed-threads relaxed16-threads simd-threads,wasm/dist/hrm-$(build).wasm)
# A bare module: no imports, no entry point, no allocator. The memory is exported and its owner grows it, up to 4 GB.
WASM_FLAGS := -O3 --no-entry -sSTANDALONE_WASM -sMALLOC=none -sALLOW_MEMORY_GROWTH -sINITIAL_MEMORY=131072 -sMAXIMUM_MEMORY=4GB \
  -sSTACK_SIZE=65536 -Wl,--export=__heap_base

.PHONY: wasm
wasm: $(WASM_MODULES) wasm-learn

# With threads the memory is shared, so it is imported, and each thread gets a stack of its own.
WASM_THREADS := -matomics -mbulk-memory -Wl,--shared-memory,--import-memory,--export=__stack_pointer wasm/c/team.c

WASM_SET_simd := -msimd128
WASM_SET_relaxed := -msimd128 -mrelaxed-simd
WASM_SET_relaxed16 := $(WASM_SET_relaxed) -DHRM_SUMS_IN_16_BITS

# Those of the learning library. Fused multiply-add where relaxed SIMD has it.
WASM_LEARN_MODULES := $(foreach build,simd relaxed simd-threads relaxed-threads,wasm/dist/hrm-learn-$(build).wasm)
WASM_LEARN_FLAGS := -O3 --no-entry -sSTANDALONE_WASM -sMALLOC=none -sALLOW_MEMORY_GROWTH -sINITIAL_MEMORY=524288 -sMAXIMUM_MEMORY=4GB \
  -sSTACK_SIZE=262144 -Wl,--export=__heap_base -Icore -DACT_BF16=0 -DNETWORK_OPS=hrm_network_plain
WASM_LEARN_SOURCES := $(LEARN_SOURCES) core/learn/network.c $(CORE_FILE_SOURCES)

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

# The kernels and attention, which packs what they read, are made for speed, all else for size. A module takes its place only after the check has run it.
$(WASM_MODULES): WASM_SET = $(WASM_SET_$(*:-threads=))
$(WASM_MODULES): WASM_THREADED = $(findstring -threads,$*)
$(WASM_MODULES): wasm/dist/hrm-%.wasm: $(CORE_SOURCES) core/kernels_wasm.c core/kernels_scalar.c $(CORE_HEADERS) wasm/c/hrm_wasm.c wasm/c/team.c \
    wasm/c/check-module.mjs wasm/src/features.js tools/node-relaxed.mjs core/build.mk wasm/build.mk
	@mkdir -p $(@D) $(BUILD)/wasm/$*
	use=$$(tools/setup-emscripten.sh --env) && eval "$$use" && \
	  (cd $(BUILD)/wasm/$* && emcc $(CORE_CFLAGS) -I$(abspath core) -Os $(WASM_SET) $(if $(WASM_THREADED),-matomics -mbulk-memory) -c $(abspath $(filter-out core/attention.c,$(CORE_SOURCES)) wasm/c/hrm_wasm.c)) && \
	  emcc $(CORE_CFLAGS) $(WASM_FLAGS) $(WASM_SET) $(if $(WASM_THREADED),$(WASM_THREADS)) $(if $(WASM_SET),core/kernels_wasm.c,core/kernels_scalar.c) \
	    core/attention.c $(patsubst %.c,$(BUILD)/wasm/$*/%.o,$(notdir $(filter-out core/attention.c,$(CORE_SOURCES)) wasm/c/hrm_wasm.c)) -o $(BUILD)/wasm/hrm-$*.wasm
	node wasm/c/check-module.mjs $(BUILD)/wasm/hrm-$*.wasm $*
	cp $(BUILD)/wasm/hrm-$*.wasm $@
