/* Mazes like those of Maze-30x30-hard: a square of independent random walls, a start S and a goal G far apart, and as
 * the answer one fixed shortest path.
 *
 *   rng r = rng_stream(seed, 0);
 *   char question[15 * 15], answer[15 * 15];
 *   maze_work *work = malloc(sizeof *work);
 *   int steps = maze_generate(&(maze_kind){.size = 15, .min_steps = maze_hard_steps(15)}, &r, work, question, answer);
 *
 * Cells are size x size characters row by row: '#' wall, ' ' free, 'S', 'G', and in answers 'o' on the path between
 * S and G. Moves go to the four neighbours; a path's length counts its moves, S and G included.
 *
 * The answer is defined by a breadth-first search from S that looks down, left, right, up, in this order, and keeps
 * the first parent of every cell; this gives exactly the labels of the public data set. A mirrored or turned maze
 * therefore needs its answer computed anew.
 *
 * Nothing here allocates or keeps state. */
#ifndef MAZE_H
#define MAZE_H

#include <stdbool.h>
#include <stdint.h>

#include "../common/rng.h"

#define MAZE_MAX_SIZE 64
#define MAZE_MIN_SIZE 5
#define MAZE_WALL_SHARE 0.37 /* of the public data set */

/* Scratch memory of the searches. */
typedef struct {
  int16_t parent[MAZE_MAX_SIZE * MAZE_MAX_SIZE];
  int16_t distance[MAZE_MAX_SIZE * MAZE_MAX_SIZE];
  int16_t queue[MAZE_MAX_SIZE * MAZE_MAX_SIZE];
  float most[MAZE_MAX_SIZE * MAZE_MAX_SIZE];
} maze_work;

typedef struct {
  int size;        /* MAZE_MIN_SIZE .. MAZE_MAX_SIZE */
  int min_steps;   /* the shortest path has at least so many moves; 1 asks nothing */
  float farness;   /* 0 .. 1: and at least this share of the moves to the cell that is farthest from S */
  float walls;     /* share of random walls, below 1; 0: MAZE_WALL_SHARE */
  int corridor;    /* 0: random walls; else ways so many cells wide, carved until each place is reached; size >= 2
                      corridor + 1 */
  float branching; /* carved: 0 .. 1, how often a way starts somewhere, not where the last one ended: long ways or
                      many */
  float loops;     /* carved: 0 .. 1, share of the walls between two places that are taken out again; 0: one way only
                      from anywhere to anywhere */
} maze_kind;

typedef enum {
  MAZE_SHORTEST,   /* the answer is a shortest path */
  MAZE_LONGER,     /* a path without branches, but not a shortest one */
  MAZE_NO_PATH,    /* the marked cells do not form one path from S to G */
  MAZE_ALTERED,    /* walls, S or G are not those of the question, or a character is unknown */
  MAZE_UNSOLVABLE, /* the question itself has no path, or not exactly one S and one G */
} maze_verdict;

/* The least path length of a hard maze: 109 moves at size 30, as in the public data, and 109 (size / 30)^1.18, rounded,
 * at others. The exponent was fitted so that hard mazes are equally rare at all sizes: of random walls and a random S,
 * 1.4 in 1,000 have a cell so far away at sizes 10 (30 moves), 15 (48), 20 (68) and 30 (109). */
int maze_hard_steps(int size);

/* Makes a maze and its answer, both size * size characters. Draws walls, S and G until the kind is met. Returns the
 * length of the path, or 0 if the kind asks for what 100,000 drawings did not bring. */
int maze_generate(const maze_kind *kind, rng *r, maze_work *work, char *question, char *answer);

/* Writes the answer of a maze as defined above. Returns the path's length, or 0 if there is no path or not exactly one
 * S and one G. */
int maze_solve(const char *question, int size, maze_work *work, char *answer);

/* The same, but of all shortest paths the one whose cells have the largest sum of liking [size * size]; of equal ones
 * the first found. */
int maze_solve_liked(const char *question, int size, const float *liking, maze_work *work, char *answer);

/* Judges any proposed answer. */
maze_verdict maze_check(const char *question, const char *answer, int size, maze_work *work);

#endif
