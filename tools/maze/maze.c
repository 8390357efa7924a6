#include "maze.h"

#include <math.h>
#include <string.h>

#define MAX_DRAWINGS 100000

/* Cell numbers of the neighbours in the order the labels ask for; -1 outside. */
static void neighbours(int cell, int size, int next[4]) {
  int row = cell / size, column = cell % size;
  next[0] = row + 1 < size ? cell + size : -1;
  next[1] = column > 0 ? cell - 1 : -1;
  next[2] = column + 1 < size ? cell + 1 : -1;
  next[3] = row > 0 ? cell - size : -1;
}

/* Fills distance (-1: out of reach) and parent for all cells from `start`. */
static void search(const char *maze, int size, int start, maze_work *work) {
  for (int i = 0; i < size * size; i++) work->distance[i] = work->parent[i] = -1;
  int head = 0, tail = 0;
  work->distance[start] = 0;
  work->queue[tail++] = (int16_t)start;
  while (head < tail) {
    int cell = work->queue[head++], next[4];
    neighbours(cell, size, next);
    for (int k = 0; k < 4; k++) {
      if (next[k] < 0 || maze[next[k]] == '#' || work->distance[next[k]] >= 0) continue;
      work->distance[next[k]] = (int16_t)(work->distance[cell] + 1);
      work->parent[next[k]] = (int16_t)cell;
      work->queue[tail++] = (int16_t)next[k];
    }
  }
}

/* The number of the only cell that holds c, or -1. */
static int find(const char *maze, int size, char c) {
  int found = -1;
  for (int i = 0; i < size * size; i++) {
    if (maze[i] != c) continue;
    if (found >= 0) return -1;
    found = i;
  }
  return found;
}

int maze_solve(const char *question, int size, maze_work *work, char *answer) {
  int start = find(question, size, 'S'), goal = find(question, size, 'G');
  if (start < 0 || goal < 0) return 0;
  search(question, size, start, work);
  if (work->distance[goal] < 0) return 0;
  memcpy(answer, question, (size_t)(size * size));
  for (int cell = work->parent[goal]; cell != start; cell = work->parent[cell]) answer[cell] = 'o';
  return work->distance[goal];
}

int maze_solve_liked(const char *question, int size, const float *liking, maze_work *work, char *answer) {
  const int steps = maze_solve(question, size, work, answer);
  if (!steps) return 0;
  /* The search has put the cells into the queue by their distance: each is final before its neighbours ask for it. */
  const int start = work->queue[0], goal = find(question, size, 'G');
  for (int i = 0; i < size * size; i++) work->parent[i] = -1;
  work->most[start] = 0;
  for (const int16_t *at = work->queue; work->distance[*at] < steps; at++) {
    int next[4];
    neighbours(*at, size, next);
    for (int k = 0; k < 4; k++) {
      const int to = next[k];
      if (to < 0 || work->distance[to] != work->distance[*at] + 1) continue;
      const float sum = work->most[*at] + liking[to];
      if (work->parent[to] >= 0 && sum <= work->most[to]) continue;
      work->most[to] = sum;
      work->parent[to] = *at;
    }
  }
  memcpy(answer, question, (size_t)(size * size));
  for (int cell = work->parent[goal]; cell != start; cell = work->parent[cell]) answer[cell] = 'o';
  return steps;
}

int maze_hard_steps(int size) { return (int)lround(109 * pow(size / 30.0, 1.18)); }

int maze_generate(const maze_kind *kind, rng *r, maze_work *work, char *question, char *answer) {
  int size = kind->size, cells = size * size;
  for (int drawing = 0; drawing < MAX_DRAWINGS; drawing++) {
    for (int i = 0; i < cells; i++) question[i] = rng_unit(r) < MAZE_WALL_SHARE ? '#' : ' ';
    int start = (int)rng_below(r, (uint32_t)cells), goal = -1;
    question[start] = 'S';
    search(question, size, start, work);
    uint32_t far = 0;
    for (int i = 0; i < cells; i++)
      if (work->distance[i] >= kind->min_steps && rng_below(r, ++far) == 0) goal = i;
    if (goal < 0) continue;
    question[goal] = 'G';
    return maze_solve(question, size, work, answer);
  }
  return 0;
}

maze_verdict maze_check(const char *question, const char *answer, int size, maze_work *work) {
  int cells = size * size, start = find(question, size, 'S'), goal = find(question, size, 'G');
  if (start < 0 || goal < 0) return MAZE_UNSOLVABLE;
  int marked = 0;
  for (int i = 0; i < cells; i++) {
    marked += answer[i] == 'o';
    if (answer[i] != question[i] && !(answer[i] == 'o' && question[i] == ' ')) return MAZE_ALTERED;
  }
  search(question, size, start, work);
  int shortest = work->distance[goal];
  if (shortest < 0) return MAZE_UNSOLVABLE;

  /* Walk along the marked cells: every cell on the way must have exactly one continuation. */
  int steps = 0;
  for (int cell = start, before = -1; cell != goal; steps++) {
    int next[4], on = -1, ways = 0;
    neighbours(cell, size, next);
    for (int k = 0; k < 4; k++) {
      if (next[k] < 0 || next[k] == before || (answer[next[k]] != 'o' && next[k] != goal)) continue;
      on = next[k];
      ways++;
    }
    if (ways != 1 || steps > marked) return MAZE_NO_PATH;
    before = cell;
    cell = on;
  }
  if (steps != marked + 1) return MAZE_NO_PATH;
  return steps == shortest ? MAZE_SHORTEST : MAZE_LONGER;
}
