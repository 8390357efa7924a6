# The tool hrm-sudoku, its tests and its evaluation files.
SUDOKU_LIBRARY := $(addprefix tools/sudoku/,solver.c canonical.c pool_read.c)
PUZZLE_LIBRARY += $(SUDOKU_LIBRARY)
PUZZLE_TOOLS += hrm-sudoku
PUZZLE_TESTS += test-sudoku
hrm-sudoku_SOURCES := $(SUDOKU_LIBRARY) tools/common/table.c $(addprefix tools/sudoku/,generate.c commands.c generate_command.c main.c)
test-sudoku_SOURCES := $(SUDOKU_LIBRARY) tools/common/table.c tools/sudoku/generate.c tests/sudoku/test_sudoku.c tests/sudoku/slow.c

# The pool with its guesses first, then the evaluation files; all or none.
PUBLIC_SUDOKU := $(if $(wildcard ../shared/data/sudoku/pool.csv.gz),$(addprefix ../shared/data/sudoku/,pool.csv.gz extreme-dev.csv.gz bench-100.csv.gz))

.PHONY: test-sudoku
## test-sudoku: test the Sudoku tools, and every tool's command line, natively and under ASan and UBSan
test-sudoku: puzzle-tools checked-tools $(PUZZLE_CHECKED_BIN)/test-sudoku $(PUZZLE_BIN)/test-sudoku test-data
	$(PUZZLE_BIN)/test-sudoku $(PUZZLE_SEED) $(PUBLIC_SUDOKU)
	$(PUZZLE_CHECKED_BIN)/test-sudoku $(PUZZLE_SEED) $(PUBLIC_SUDOKU)
	HRM_BIN=$(PUZZLE_BIN) node --test tests/sudoku/command.test.mjs
	HRM_BIN=$(PUZZLE_CHECKED_BIN) node --test tests/sudoku/command.test.mjs

# The column `rating` is the number of guesses.
EVALUATION_FILES += sudoku-no-guess-1000.csv sudoku-mixed-1000.csv
GENERATE_SUDOKU := $(PUZZLE_BIN)/hrm-sudoku generate

$(EVALUATION)/sudoku-no-guess-1000.csv: $(PUZZLE_BIN)/hrm-sudoku
	@mkdir -p $(@D)
	$(GENERATE_SUDOKU) --difficulty 0 --count 1000 --seed 20251 | sed '1s/guesses/rating/' > $@

# 250 puzzles of each range; those of 50 guesses and more are looked for near puzzles of 25 to 49.
$(EVALUATION)/sudoku-mixed-1000.csv: $(EVALUATION)/sudoku-no-guess-1000.csv
	$(GENERATE_SUDOKU) --difficulty 0 --count 250 --seed 20252 --exclude $< > $(@D)/0.csv
	$(GENERATE_SUDOKU) --difficulty 1-9 --count 250 --seed 20253 > $(@D)/1-9.csv
	$(GENERATE_SUDOKU) --difficulty 10-49 --per-start 1 --count 250 --seed 20254 > $(@D)/10-49.csv
	$(GENERATE_SUDOKU) --difficulty 25-49 --per-start 1 --count 300 --seed 20255 > $(@D)/near-50.csv
	$(GENERATE_SUDOKU) --difficulty 50+ --per-start 2 --count 250 --seed 20256 --from $(@D)/near-50.csv > $(@D)/50.csv
	cat $(addprefix $(@D)/,0.csv 1-9.csv 10-49.csv 50.csv) | sed -n '1s/guesses/rating/p; /^question/!p' > $@
