/* grids.h - pairs of token grids read from files, for task_grid.c. Readers end the program with a sentence on bad
 * input.
 */
#ifndef TRAIN_GRIDS_H
#define TRAIN_GRIDS_H
#include "task.h"

/* Examples lie puzzle by puzzle, puzzles group by group, as in the official data sets (dataset/common.py). */
typedef struct grids {
  uint32_t seq_len, vocab_size, num_puzzle_identifiers;
  size_t count, puzzles, groups;
  token *inputs;                /* [count][seq_len] */
  label *labels;                /* [count][seq_len], IGNORE_LABEL where nothing is asked */
  uint32_t *puzzle_identifiers; /* [puzzles] */
  size_t *puzzle_indices;       /* [puzzles + 1] first example */
  size_t *group_indices;        /* [groups + 1] first puzzle */
} grids;

void grids_free(grids *g);
/* Each example a puzzle of identifier 0 and a group of its own. */
void grids_one_by_one(grids *g);

/* An official data-set folder: dataset.json and all__inputs.npy, all__labels.npy, all__puzzle_identifiers.npy,
 * all__puzzle_indices.npy, all__group_indices.npy ("all" or what `sets` names; the last three may be missing together
 * if there is one identifier), here or in its part train/ (or test/). Labels of ignore_label_id are ignored, as
 * puzzle_dataset.py does. */
grids grids_from_folder(const char *path, const char *part);
/* Lines of a CSV whose header names `question` and `answer` (.gz too), any characters, rows separated by `/`, all grids
 * of one size. Tokens 1, 2, ... are the characters of `alphabet`, or, without one, those used in the order of their
 * code points, which gives Sudokus the official tokens, or the alphabet of the task whose they are; 0 is padding. */
grids grids_from_pairs(const char *paths, const char *alphabet);

/* Whole numbers of a .npy file (versions 1 to 3, C order, little-endian integers of 1 to 8 bytes, or booleans); *shape
 * has at most two sizes, the second 1 for a list. The caller's to free(). */
int64_t *npy_read(const char *path, size_t shape[2], int *dimensions);

#endif
