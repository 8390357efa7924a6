#include <stdlib.h>
#include <string.h>
#include "task.h"
#include "memory.h"

extern const task task_sudoku, task_maze;

static const task *const tasks[] = {&task_sudoku, &task_maze};

const task *task_named(const char *name) {
  for (size_t i = 0; i < sizeof tasks / sizeof *tasks; i++)
    if (!strcmp(tasks[i]->name, name)) return tasks[i];
  fail("no task '%s'; see --help", name);
}

const task *task_numbered(uint32_t id) {
  for (size_t i = 0; i < sizeof tasks / sizeof *tasks; i++)
    if ((uint32_t)tasks[i]->id == id) return tasks[i];
  fail("these weights are for task %u, which the trainer does not know", id);
}
