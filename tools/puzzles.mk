# What the puzzle tools share: how a program is built, natively and under ASan and UBSan, and the project's own evaluation files. Each puzzle's
# folder has a build.mk, which adds its programs, what the trainer needs of it, its tests and its evaluation files.
# zlib's header is needed (Debian: zlib1g-dev).

PUZZLE_BIN := $(BUILD)/native
PUZZLE_CHECKED_BIN := $(BUILD)/checked
PUZZLE_CC ?= $(shell command -v clang-19 || command -v clang || echo cc)
PUZZLE_ARCH ?= -march=native
# -Wno-psabi: vectors are passed between static functions only.
PUZZLE_FLAGS := -std=c11 -D_POSIX_C_SOURCE=200809L -Wall -Wextra -Wconversion -Wshadow -Werror -Wno-psabi $(PUZZLE_ARCH)
PUZZLE_FAST := -O3
PUZZLE_CHECKED := -O1 -g -fsanitize=address,undefined -fno-sanitize-recover=all
PUZZLE_LIBS := -lz -lm -lpthread
PUZZLE_HEADERS := $(wildcard tools/*/*.h tests/*/*.h)
PUZZLE_SEED ?= $(shell date +%s)

# The generators and the tests' programs, each with NAME_SOURCES; sources that the trainer needs too.
PUZZLE_TOOLS :=
PUZZLE_TESTS :=
PUZZLE_LIBRARY := tools/common/table.c

# The project's evaluation files are made by the commands in each build.mk. test-data makes them again and compares; after a wanted
# change of a generator, test-data-write replaces them (and every published figure measured on them).
EVALUATION := $(BUILD)/test-data
EVALUATION_FILES :=

include $(sort $(wildcard tools/*/build.mk))

define puzzle_program
$(PUZZLE_BIN)/$(1): FLAGS := $(PUZZLE_FAST)
$(PUZZLE_CHECKED_BIN)/$(1): FLAGS := $(PUZZLE_CHECKED)
$(PUZZLE_BIN)/$(1) $(PUZZLE_CHECKED_BIN)/$(1): $($(1)_SOURCES) $(PUZZLE_HEADERS) tools/puzzles.mk
	@mkdir -p $$(@D)
	$(PUZZLE_CC) $(PUZZLE_FLAGS) $$(FLAGS) $($(1)_SOURCES) -o $$@ $(PUZZLE_LIBS)
endef
$(foreach program,$(PUZZLE_TOOLS) $(PUZZLE_TESTS),$(eval $(call puzzle_program,$(program))))

.PHONY: puzzle-tools sudoku-tools checked-tools test-data test-data-write
## puzzle-tools: build the puzzle generators
puzzle-tools: $(addprefix $(PUZZLE_BIN)/,$(PUZZLE_TOOLS))
sudoku-tools: puzzle-tools
checked-tools: $(addprefix $(PUZZLE_CHECKED_BIN)/,$(PUZZLE_TOOLS))

## test-data: make the evaluation files in tests/data again and compare
test-data: $(addprefix $(EVALUATION)/,$(EVALUATION_FILES))
	@for file in $(EVALUATION_FILES); do gzip -dc tests/data/$$file.gz | cmp - $(EVALUATION)/$$file || exit 1; done
	@echo "tests/data: all files come out as committed"

test-data-write: $(addprefix $(EVALUATION)/,$(EVALUATION_FILES))
	@mkdir -p tests/data
	@for file in $(EVALUATION_FILES); do gzip -n9c $(EVALUATION)/$$file > tests/data/$$file.gz || exit 1; done
