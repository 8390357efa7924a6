# Puzzle tools: hrm-sudoku and hrm-maze, their tests and the project's own evaluation files.
# Needs zlib's header (Debian: zlib1g-dev). Targets: sudoku-tools, test-sudoku, test-data.

PUZZLE_BIN := .build/native
PUZZLE_CC ?= $(shell command -v clang-19 || command -v clang || echo cc)
PUZZLE_ARCH ?= -march=native
# -Wno-psabi: vectors are passed between static functions only.
PUZZLE_FLAGS := -std=c11 -D_POSIX_C_SOURCE=200809L -Wall -Wextra -Wconversion -Wshadow -Werror -Wno-psabi
PUZZLE_FAST := $(PUZZLE_FLAGS) -O3 $(PUZZLE_ARCH)
PUZZLE_CHECKED := $(PUZZLE_FLAGS) -O1 -g $(PUZZLE_ARCH) -fsanitize=address,undefined -fno-sanitize-recover=all
PUZZLE_LIBS := -lz -lm -lpthread

SUDOKU_LIB := $(addprefix tools/sudoku/,solver.c generate.c canonical.c pool_read.c)
SUDOKU_SOURCES := $(SUDOKU_LIB) $(addprefix tools/sudoku/,commands.c generate_command.c main.c)
PUZZLE_HEADERS := $(wildcard tools/sudoku/*.h tools/maze/*.h tools/common/*.h tests/sudoku/*.h)

.PHONY: sudoku-tools
sudoku-tools: $(PUZZLE_BIN)/hrm-sudoku $(PUZZLE_BIN)/hrm-maze

$(PUZZLE_BIN)/hrm-sudoku: $(SUDOKU_SOURCES) $(PUZZLE_HEADERS) tools/sudoku.mk
	@mkdir -p $(@D)
	$(PUZZLE_CC) $(PUZZLE_FAST) $(SUDOKU_SOURCES) -o $@ $(PUZZLE_LIBS)

$(PUZZLE_BIN)/hrm-maze: tools/maze/maze.c tools/maze/main.c $(PUZZLE_HEADERS) tools/sudoku.mk
	@mkdir -p $(@D)
	$(PUZZLE_CC) $(PUZZLE_FAST) tools/maze/maze.c tools/maze/main.c -o $@ $(PUZZLE_LIBS)
