# Fuzzing: libFuzzer for the C that reads what anybody wrote (with ASan and UBSan), fast-check for the JavaScript that does. tests/fuzz/run.mjs runs them.
#   make fuzz SECONDS=60   each target for so long, with what was found before in .build/fuzz
#   make test-fuzz         the committed corpus again, then a few seconds each
.PHONY: fuzz test-fuzz

# A name's part behind the hyphen is a build of the same target, with the same corpus.
FUZZ_TARGETS := file config $(if $(filter avx2,$(CORE_X86)),config-avx2) pool maze
FUZZ_CC := $(firstword $(foreach name,clang-19 clang,$(shell command -v $(name))))
FUZZ_FLAGS := -O1 -g -fsanitize=fuzzer,address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer
FUZZ_CORE := $(CORE_SOURCES) core/kernels_scalar.c
FUZZ_WRAPPED := malloc calloc realloc free strdup gzopen gzclose
SECONDS ?= 60

fuzz-file_BUILD := $(CORE_CFLAGS) tests/fuzz/file.c $(FUZZ_CORE) -lm
fuzz-config_BUILD := $(CORE_CFLAGS) tests/fuzz/config.c $(FUZZ_CORE) -lm
fuzz-config-avx2_BUILD := $(fuzz-config_BUILD) $(CORE_AVX2) core/kernels_x86.c
fuzz-pool_BUILD := -std=c11 -D_POSIX_C_SOURCE=200809L -Wall -Wextra -Wconversion tests/fuzz/pool.c tools/sudoku/pool_read.c tools/common/table.c -lz
fuzz-maze_BUILD := -std=c11 -D_GNU_SOURCE -Wall -Wextra -Wconversion tests/fuzz/maze.c tools/train/task_maze.c tools/train/mix.c tools/maze/maze.c tools/common/table.c $(FUZZ_WRAPPED:%=-Wl,--wrap=%) -lz -lm

FUZZ_PROGRAMS := $(FUZZ_TARGETS:%=$(BUILD)/fuzz/fuzz-%)
$(FUZZ_PROGRAMS): $(wildcard tests/fuzz/*.c tests/fuzz/*.h) $(FUZZ_CORE) core/kernels_x86.c $(CORE_HEADERS) tools/common/table.c tools/sudoku/pool_read.c tools/train/task_maze.c tools/train/mix.c tools/maze/maze.c \
    $(wildcard tools/*/*.h) tests/fuzz.mk
	@mkdir -p $(@D)
	@test -n "$(FUZZ_CC)" || { echo "clang is needed: apt-get install clang-19 (or clang)"; exit 1; }
	$(FUZZ_CC) $(FUZZ_FLAGS) $($(@F)_BUILD) -o $@

## fuzz: fuzz every reader of files and texts, each for SECONDS=60
fuzz: $(FUZZ_PROGRAMS) wasm web/node_modules tests/node_modules
	node tests/fuzz/run.mjs $(SECONDS) $(FUZZ_PROGRAMS)

## test-fuzz: replay the fuzzing corpus, then fuzz for a few seconds
test-fuzz: $(FUZZ_PROGRAMS) wasm web/node_modules tests/node_modules
	@node tests/fuzz/run.mjs 6 $(FUZZ_PROGRAMS)
