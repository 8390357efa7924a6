# The native trainer, the learning library's command line: `make trainer` builds .build/native/hrm-train, `make test-train` tests it.
BUILD ?= .build
TRAIN_CC ?= $(CC)
TRAIN_BUILD := $(BUILD)/native/train
TRAIN_CFLAGS := -std=c11 -D_GNU_SOURCE -O3 -g -Wall -Wextra -Wconversion -Wshadow -Werror -Wno-psabi -fno-math-errno -pthread $(SANITIZE)
TRAIN_SOURCES := $(filter-out tools/train/main.c,$(wildcard tools/train/*.c)) $(PUZZLE_LIBRARY)
TRAIN_OBJECTS := $(TRAIN_SOURCES:%.c=$(TRAIN_BUILD)/%.o)
# It evaluates by the core as it is built for this machine's own processor.
TRAIN_LIBRARIES := $(LEARN_LIBRARY) $(BUILD)/native/libhrm_core_host.a -lz -lm

.PHONY: trainer
## trainer: build the native trainer, .build/native/hrm-train
trainer: $(BUILD)/native/hrm-train

$(BUILD)/native/hrm-train: $(TRAIN_BUILD)/tools/train/main.o $(TRAIN_OBJECTS) $(LEARN_LIBRARY) $(BUILD)/native/libhrm_core_host.a
	$(TRAIN_CC) -pthread $(SANITIZE) -o $@ $(filter %.o,$^) $(TRAIN_LIBRARIES)

$(TRAIN_BUILD)/%.o: %.c tools/train.mk
	@mkdir -p $(@D)
	$(TRAIN_CC) $(TRAIN_CFLAGS) -MMD -MP -c $< -o $@

TRAIN_TESTS := $(wildcard tests/train/*.c)
TRAIN_TEST := $(TRAIN_BUILD)/train-tests
.PHONY: test-train
## test-train: the trainer's tests (with the official losses and gradients where ../shared/reference is present)
# Under ASan and UBSan the tests of the learning library alone: the same rules in a folder of their own.
test-train: $(TRAIN_TEST) trainer wasm
	@$(MAKE) --no-print-directory BUILD=$(BUILD)/sanitized $(BUILD)/sanitized/native/train/train-tests \
	  SANITIZE="-O1 -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer -DTRAIN_LIBRARY_ONLY"
	node tests/train/run.mjs ../shared/reference $(TRAIN_BUILD)/work $(TRAIN_TEST) $(BUILD)/sanitized/native/train/train-tests
	HRM_TRAIN=$(BUILD)/native/hrm-train node --test $(if $(CI),,--test-reporter=spec) tests/train/grid.test.mjs tests/train/log.test.mjs

$(TRAIN_TEST): $(TRAIN_TESTS:%.c=$(TRAIN_BUILD)/%.o) $(TRAIN_BUILD)/tests/core/check.o $(TRAIN_OBJECTS) $(LEARN_BUILD)/network_emulated.o $(LEARN_LIBRARY) $(BUILD)/native/libhrm_core_host.a
	$(TRAIN_CC) -pthread $(SANITIZE) -o $@ $(filter %.o,$^) $(TRAIN_LIBRARIES)

# tests/core/check.h has a type called random, which only stands without the C library's function of that name.
$(TRAIN_BUILD)/tests/%.o: tests/%.c tools/train.mk
	@mkdir -p $(@D)
	$(TRAIN_CC) $(TRAIN_CFLAGS) -U_GNU_SOURCE -D_POSIX_C_SOURCE=200809L -MMD -MP -c $< -o $@

-include $(shell find $(TRAIN_BUILD) -name "*.d" 2>/dev/null)
