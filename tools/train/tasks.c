#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include "task.h"
#include "memory.h"

extern const task task_sudoku, task_maze, task_grid;

static const task *const tasks[] = {&task_sudoku, &task_maze, &task_grid};

const task *task_named(const char *name) {
  for (size_t i = 0; i < sizeof tasks / sizeof *tasks; i++)
    if (!strcmp(tasks[i]->name, name)) return tasks[i];
  fail("no task '%s'; see --help", name);
}

const task *task_reading(uint32_t id, const char *data) {
  struct stat s;
  if (data && !stat(data, &s) && S_ISDIR(s.st_mode)) return &task_grid;
  for (size_t i = 0; i < sizeof tasks / sizeof *tasks; i++)
    if ((uint32_t)tasks[i]->id == id) return tasks[i];
  return &task_grid;
}
