# The tool hrm-maze, its tests and its evaluation files.
PUZZLE_LIBRARY += tools/maze/maze.c
PUZZLE_TOOLS += hrm-maze
PUZZLE_TESTS += test-maze
hrm-maze_SOURCES := tools/maze/maze.c tools/common/table.c tools/maze/main.c
test-maze_SOURCES := tools/maze/maze.c tools/common/table.c tests/maze/test_maze.c

PUBLIC_MAZES := $(wildcard ../shared/data/maze/maze-30x30-hard-*.csv.gz)

.PHONY: test-maze
## test-maze: test the maze tools, natively and under ASan and UBSan
test-maze: $(PUZZLE_BIN)/test-maze $(PUZZLE_CHECKED_BIN)/test-maze
	@for file in $(PUBLIC_MAZES); do gzip -dc $$file > $(BUILD)/$$(basename $$file .gz) || exit 1; done
	$(PUZZLE_BIN)/test-maze $(PUZZLE_SEED) $(addprefix $(BUILD)/,$(notdir $(PUBLIC_MAZES:.gz=)))
	$(PUZZLE_CHECKED_BIN)/test-maze $(PUZZLE_SEED) $(addprefix $(BUILD)/,$(notdir $(PUBLIC_MAZES:.gz=)))

EVALUATION_FILES += maze-15x15-hard-1000.csv maze-15x15-near-far-300.csv maze-30x30-hard-100.csv

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
