# The WebAssembly modules: make wasm builds wasm/dist/hrm-relaxed.wasm, hrm-simd.wasm and hrm-scalar.wasm, and the first two with threads.

WASM_MODULES := wasm/dist/hrm-relaxed.wasm wasm/dist/hrm-simd.wasm wasm/dist/hrm-scalar.wasm \
  wasm/dist/hrm-relaxed-threads.wasm wasm/dist/hrm-simd-threads.wasm
# A bare module: no imports, no entry point, no allocator. The memory is exported and its owner grows it, up to 4 GB.
WASM_FLAGS := -O3 --no-entry -sSTANDALONE_WASM -sMALLOC=none -sALLOW_MEMORY_GROWTH -sINITIAL_MEMORY=131072 -sMAXIMUM_MEMORY=4GB \
  -sSTACK_SIZE=65536 -Wl,--export=__heap_base

.PHONY: wasm
wasm: $(WASM_MODULES)

# With threads the memory is shared, so it is imported, and each thread gets a stack of its own.
WASM_THREADS := -matomics -mbulk-memory -Wl,--shared-memory,--import-memory,--export=__stack_pointer wasm/c/team.c

wasm/dist/hrm-relaxed.wasm: WASM_KERNELS := -msimd128 -mrelaxed-simd core/kernels_simd.c
wasm/dist/hrm-simd.wasm: WASM_KERNELS := -msimd128 core/kernels_simd.c
wasm/dist/hrm-relaxed-threads.wasm: WASM_KERNELS := -msimd128 -mrelaxed-simd core/kernels_simd.c $(WASM_THREADS)
wasm/dist/hrm-simd-threads.wasm: WASM_KERNELS := -msimd128 core/kernels_simd.c $(WASM_THREADS)
wasm/dist/hrm-scalar.wasm: WASM_KERNELS := core/kernels_scalar.c

# A module takes its place only after the check has run it.
$(WASM_MODULES): wasm/dist/hrm-%.wasm: $(CORE_SOURCES) core/kernels_simd.c core/kernels_scalar.c $(CORE_HEADERS) wasm/c/hrm_wasm.c wasm/c/team.c \
    wasm/c/check-module.mjs wasm/src/features.js tools/node-relaxed.mjs core/build.mk wasm/build.mk
	@mkdir -p $(@D) $(BUILD)/wasm
	use=$$(tools/setup-emscripten.sh --env) && eval "$$use" && \
	  emcc $(CORE_CFLAGS) $(WASM_FLAGS) $(CORE_SOURCES) $(WASM_KERNELS) wasm/c/hrm_wasm.c -o $(BUILD)/wasm/hrm-$*.wasm
	node wasm/c/check-module.mjs $(BUILD)/wasm/hrm-$*.wasm $*
	cp $(BUILD)/wasm/hrm-$*.wasm $@
