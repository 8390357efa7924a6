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

/* Takes the wall out between two neighbouring places, whose upper left cells are given, and what is wall in them. */
static void open_way(const maze_kind *kind, char *maze, int one, int other) {
  const int low = one < other ? one : other, high = one < other ? other : one, size = kind->size;
  const int rows = high / size - low / size + kind->corridor, columns = high % size - low % size + kind->corridor;
  for (int row = 0; row < rows; row++) memset(maze + low + row * size, ' ', (size_t)columns);
}

/* Places stand corridor + 1 apart. A way is carved from a place that was reached to one that was not, until all are. */
static void carve(const maze_kind *kind, rng *r, maze_work *work, char *maze) {
  const int size = kind->size, pitch = kind->corridor + 1, side = (size + 1) / pitch;
  int16_t *const reached = work->queue;
  int count = 0;
  memset(maze, '#', (size_t)(size * size));
  reached[count++] =
      (int16_t)((int)rng_below(r, (uint32_t)side) * pitch * size + (int)rng_below(r, (uint32_t)side) * pitch);
  maze[reached[0]] = ' ';
  while (count) {
    const int from = rng_unit(r) < (double)kind->branching ? (int)rng_below(r, (uint32_t)count) : count - 1;
    const int place = reached[from], row = place / size / pitch, column = place % size / pitch;
    const int next[4] = {row + 1 < side ? place + pitch * size : -1, column > 0 ? place - pitch : -1,
                         column + 1 < side ? place + pitch : -1, row > 0 ? place - pitch * size : -1};
    int to = -1;
    uint32_t ways = 0;
    for (int k = 0; k < 4; k++)
      if (next[k] >= 0 && maze[next[k]] == '#' && rng_below(r, ++ways) == 0) to = next[k];
    if (to >= 0) {
      open_way(kind, maze, place, to);
      reached[count++] = (int16_t)to;
    } else {
      reached[from] = reached[--count];
    }
  }
  for (int row = 0; row < side; row++)
    for (int column = 0; column < side; column++) {
      const int place = row * pitch * size + column * pitch;
      if (column + 1 < side && rng_unit(r) < (double)kind->loops) open_way(kind, maze, place, place + pitch);
      if (row + 1 < side && rng_unit(r) < (double)kind->loops) open_way(kind, maze, place, place + pitch * size);
    }
}

int maze_generate(const maze_kind *kind, rng *r, maze_work *work, char *question, char *answer) {
  int size = kind->size, cells = size * size;
  for (int drawing = 0; drawing < MAX_DRAWINGS; drawing++) {
    const double walls = kind->walls > 0 ? (double)kind->walls : MAZE_WALL_SHARE;
    if (kind->corridor) carve(kind, r, work, question);
    else
      for (int i = 0; i < cells; i++) question[i] = rng_unit(r) < walls ? '#' : ' ';
    int start, goal = -1, farthest = 0;
    do start = (int)rng_below(r, (uint32_t)cells);
    while (kind->corridor && question[start] == '#');
    question[start] = 'S';
    search(question, size, start, work);
    if (kind->farness > 0)
      for (int i = 0; i < cells; i++) farthest = work->distance[i] > farthest ? work->distance[i] : farthest;
    const int share = (int)ceil((double)kind->farness * farthest),
              least = share > kind->min_steps ? share : kind->min_steps;
    uint32_t far = 0;
    for (int i = 0; i < cells; i++)
      if (work->distance[i] >= least && rng_below(r, ++far) == 0) goal = i;
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
