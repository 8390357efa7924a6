#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include "task.h"
#include "memory.h"

extern const task task_sudoku, task_maze, task_grid;

static const task *const tasks[] = {&task_sudoku, &task_maze, &task_grid};

const char *task_alphabet(const uint8_t *used, size_t count) {
  for (size_t i = 0; i < sizeof tasks / sizeof *tasks; i++) {
    const task *t = tasks[i];
    bool has = t->sign != NULL;
    for (const char *at = t->sign; has && *at; at++) has = used[(unsigned char)*at];
    for (size_t code = 0; has && code < count; code++)
      has = !used[code] || (code && code < 128 && strchr(t->alphabet, (int)code));
    if (has) return t->alphabet;
  }
  return NULL;
}

void tasks_print(void) {
  for (size_t i = 0; i < sizeof tasks / sizeof *tasks; i++) printf("  %-26s %s\n", tasks[i]->name, tasks[i]->about);
}

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
