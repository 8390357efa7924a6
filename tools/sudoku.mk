# The puzzle tools hrm-sudoku and hrm-maze, their tests, and the project's own evaluation files.
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

SUDOKU_LIB := $(addprefix tools/sudoku/,solver.c generate.c canonical.c pool_read.c) tools/common/table.c
PUZZLE_HEADERS := $(wildcard tools/sudoku/*.h tools/maze/*.h tools/common/*.h tests/sudoku/*.h)

hrm-sudoku_SOURCES := $(SUDOKU_LIB) $(addprefix tools/sudoku/,commands.c generate_command.c main.c)
hrm-maze_SOURCES := tools/maze/maze.c tools/common/table.c tools/maze/main.c
test-sudoku_SOURCES := $(SUDOKU_LIB) tests/sudoku/test_sudoku.c tests/sudoku/slow.c
test-maze_SOURCES := tools/maze/maze.c tools/common/table.c tests/maze/test_maze.c
PUZZLE_PROGRAMS := hrm-sudoku hrm-maze test-sudoku test-maze

define puzzle_program
$(PUZZLE_BIN)/$(1): FLAGS := $(PUZZLE_FAST)
$(PUZZLE_CHECKED_BIN)/$(1): FLAGS := $(PUZZLE_CHECKED)
$(PUZZLE_BIN)/$(1) $(PUZZLE_CHECKED_BIN)/$(1): $($(1)_SOURCES) $(PUZZLE_HEADERS) tools/sudoku.mk
	@mkdir -p $$(@D)
	$(PUZZLE_CC) $(PUZZLE_FLAGS) $$(FLAGS) $($(1)_SOURCES) -o $$@ $(PUZZLE_LIBS)
endef
$(foreach program,$(PUZZLE_PROGRAMS),$(eval $(call puzzle_program,$(program))))

.PHONY: sudoku-tools test-sudoku test-maze test-data
## sudoku-tools: build hrm-sudoku and hrm-maze, the puzzle generators
sudoku-tools: $(PUZZLE_BIN)/hrm-sudoku $(PUZZLE_BIN)/hrm-maze

# The pool with its guesses first, then the evaluation files; all or none.
PUBLIC_SUDOKU := $(if $(wildcard ../shared/data/sudoku/pool.csv.gz),$(addprefix ../shared/data/sudoku/,pool.csv.gz extreme-dev.csv.gz bench-100.csv.gz))
PUBLIC_MAZES := $(wildcard ../shared/data/maze/maze-30x30-hard-*.csv.gz)
PUZZLE_SEED ?= $(shell date +%s)

## test-sudoku: test the Sudoku tools, natively and under ASan and UBSan
test-sudoku: sudoku-tools $(foreach program,hrm-sudoku hrm-maze test-sudoku,$(PUZZLE_CHECKED_BIN)/$(program)) \
             $(PUZZLE_BIN)/test-sudoku test-data
	$(PUZZLE_BIN)/test-sudoku $(PUZZLE_SEED) $(PUBLIC_SUDOKU)
	$(PUZZLE_CHECKED_BIN)/test-sudoku $(PUZZLE_SEED) $(PUBLIC_SUDOKU)
	HRM_BIN=$(PUZZLE_BIN) node --test tests/sudoku/command.test.mjs
	HRM_BIN=$(PUZZLE_CHECKED_BIN) node --test tests/sudoku/command.test.mjs

## test-maze: test the maze tools, natively and under ASan and UBSan
test-maze: $(PUZZLE_BIN)/test-maze $(PUZZLE_CHECKED_BIN)/test-maze
	@for file in $(PUBLIC_MAZES); do gzip -dc $$file > $(BUILD)/$$(basename $$file .gz) || exit 1; done
	$(PUZZLE_BIN)/test-maze $(PUZZLE_SEED) $(addprefix $(BUILD)/,$(notdir $(PUBLIC_MAZES:.gz=)))
	$(PUZZLE_CHECKED_BIN)/test-maze $(PUZZLE_SEED) $(addprefix $(BUILD)/,$(notdir $(PUBLIC_MAZES:.gz=)))

## test-data: make the evaluation files in tests/data again and compare
# The project's evaluation files are made by these commands. test-data makes them again and compares; after a wanted
# change of the generator, test-data-write replaces them (and every published figure measured on them).
# The Sudokus' column `rating` is the number of guesses.
EVALUATION := $(BUILD)/test-data
EVALUATION_FILES := sudoku-no-guess-1000.csv sudoku-mixed-1000.csv maze-15x15-hard-1000.csv maze-15x15-near-far-300.csv maze-30x30-hard-100.csv
GENERATE := $(PUZZLE_BIN)/hrm-sudoku generate

$(EVALUATION)/sudoku-no-guess-1000.csv: $(PUZZLE_BIN)/hrm-sudoku
	@mkdir -p $(@D)
	$(GENERATE) --difficulty 0 --count 1000 --seed 20251 | sed '1s/guesses/rating/' > $@

# 250 puzzles of each range; those of 50 guesses and more are looked for near puzzles of 25 to 49.
$(EVALUATION)/sudoku-mixed-1000.csv: $(EVALUATION)/sudoku-no-guess-1000.csv
	$(GENERATE) --difficulty 0 --count 250 --seed 20252 --exclude $< > $(@D)/0.csv
	$(GENERATE) --difficulty 1-9 --count 250 --seed 20253 > $(@D)/1-9.csv
	$(GENERATE) --difficulty 10-49 --per-start 1 --count 250 --seed 20254 > $(@D)/10-49.csv
	$(GENERATE) --difficulty 25-49 --per-start 1 --count 300 --seed 20255 > $(@D)/near-50.csv
	$(GENERATE) --difficulty 50+ --per-start 2 --count 250 --seed 20256 --from $(@D)/near-50.csv > $(@D)/50.csv
	cat $(addprefix $(@D)/,0.csv 1-9.csv 10-49.csv 50.csv) | sed -n '1s/guesses/rating/p; /^question/!p' > $@

$(EVALUATION)/maze-15x15-hard-1000.csv: $(PUZZLE_BIN)/hrm-maze
	@mkdir -p $(@D)
	$(PUZZLE_BIN)/hrm-maze generate --size 15 --hard --count 1000 --seed 20261 > $@

$(EVALUATION)/maze-15x15-near-far-300.csv: $(PUZZLE_BIN)/hrm-maze
	@mkdir -p $(@D)
	$(PUZZLE_BIN)/hrm-maze generate --size 15 --min-steps 8 --count 150 --seed 91 > $@
	$(PUZZLE_BIN)/hrm-maze generate --size 15 --min-steps 29 --count 150 --seed 92 | sed 1d >> $@

$(EVALUATION)/maze-30x30-hard-100.csv: $(PUZZLE_BIN)/hrm-maze
	@mkdir -p $(@D)
	$(PUZZLE_BIN)/hrm-maze generate --size 30 --hard --count 100 --seed 20261126 > $@

test-data: $(addprefix $(EVALUATION)/,$(EVALUATION_FILES))
	@for file in $(EVALUATION_FILES); do gzip -dc tests/data/$$file.gz | cmp - $(EVALUATION)/$$file || exit 1; done
	@echo "tests/data: all files come out as committed"

.PHONY: test-data-write
test-data-write: $(addprefix $(EVALUATION)/,$(EVALUATION_FILES))
	@mkdir -p tests/data
	@for file in $(EVALUATION_FILES); do gzip -n9c $(EVALUATION)/$$file > tests/data/$$file.gz || exit 1; done
