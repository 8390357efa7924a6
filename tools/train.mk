# The native trainer: `make trainer` builds .build/native/hrm-train, `make test-train` tests it.
# The network is compiled once for each arithmetic mode; which of them runs is decided on the machine (tools/train/modes.c).
BUILD ?= .build
TRAIN_CC ?= gcc
TRAIN_BUILD := $(BUILD)/native/train
TRAIN_CFLAGS := -std=gnu11 -O3 -g -Wall -Wextra -Wshadow -Werror -Wno-psabi -fno-math-errno -fno-trapping-math -ffp-contract=fast -pthread
TRAIN_AVX512 := -mavx2 -mfma -mavx512f -mavx512bw -mavx512vl -mavx512dq
TRAIN_FLAGS_f32_plain := -DACT_BF16=0
TRAIN_FLAGS_f32_avx2 := -DACT_BF16=0 -mavx2 -mfma
TRAIN_FLAGS_f32_avx512 := -DACT_BF16=0 $(TRAIN_AVX512)
TRAIN_FLAGS_bf16 := -DACT_BF16=1 $(TRAIN_AVX512) -mavx512bf16
TRAIN_MODES := f32_plain $(if $(filter x86_64,$(shell uname -m)),f32_avx2 f32_avx512 bf16)
TRAIN_SOURCES := $(filter-out tools/train/network.c tools/train/main.c,$(wildcard tools/train/*.c)) tools/sudoku/pool_read.c tools/sudoku/canonical.c tools/sudoku/solver.c tools/maze/maze.c
TRAIN_OBJECTS := $(TRAIN_SOURCES:%.c=$(TRAIN_BUILD)/%.o) $(TRAIN_MODES:%=$(TRAIN_BUILD)/network_%.o)
TRAIN_LIBRARIES := $(BUILD)/native/libhrm_core.a -lz -lm

.PHONY: trainer
## trainer: build the native trainer, .build/native/hrm-train
trainer: $(BUILD)/native/hrm-train

$(BUILD)/native/hrm-train: $(TRAIN_BUILD)/tools/train/main.o $(TRAIN_OBJECTS) $(BUILD)/native/libhrm_core.a
	$(TRAIN_CC) -pthread -o $@ $(filter %.o,$^) $(TRAIN_LIBRARIES)

$(TRAIN_MODES:%=$(TRAIN_BUILD)/network_%.o): $(TRAIN_BUILD)/network_%.o: tools/train/network.c tools/train.mk
	@mkdir -p $(@D)
	$(TRAIN_CC) $(TRAIN_CFLAGS) $(TRAIN_FLAGS_$*) -DNETWORK_OPS=network_$* -DNETWORK_NAME='"$(subst _,-,$*)"' -MMD -MP -c $< -o $@

$(TRAIN_BUILD)/%.o: %.c tools/train.mk
	@mkdir -p $(@D)
	$(TRAIN_CC) $(TRAIN_CFLAGS) -MMD -MP -c $< -o $@

TRAIN_TESTS := $(wildcard tests/train/*.c)
TRAIN_TEST := $(TRAIN_BUILD)/train-tests
.PHONY: test-train
## test-train: the trainer's tests (with the official losses and gradients where ../shared/reference is present)
test-train: $(TRAIN_TEST) trainer wasm
	node tests/train/run.mjs $(TRAIN_TEST) $(TRAIN_BUILD)/work ../shared/reference

$(TRAIN_TEST): $(TRAIN_TESTS:%.c=$(TRAIN_BUILD)/%.o) $(TRAIN_BUILD)/tests/core/check.o $(TRAIN_OBJECTS) $(BUILD)/native/libhrm_core.a
	$(TRAIN_CC) -pthread -o $@ $(filter %.o,$^) $(TRAIN_LIBRARIES)

# tests/core/check.h has a type called random, which only stands without the C library's function of that name.
$(TRAIN_BUILD)/tests/%.o: tests/%.c tools/train.mk
	@mkdir -p $(@D)
	$(TRAIN_CC) $(TRAIN_CFLAGS) -std=c11 -D_POSIX_C_SOURCE=200809L -MMD -MP -c $< -o $@

-include $(shell find $(TRAIN_BUILD) -name "*.d" 2>/dev/null)
