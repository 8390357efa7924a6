#include <stdio.h>
#include <string.h>

#include "command.h"

static const struct {
  const char *name, *does;
  int (*run)(int argc, char **argv);
} commands[] = {
    {"generate", "make puzzles with one solution and a wanted difficulty", command_generate},
    {"rate", "solve, count solutions and clues, measure difficulty", command_rate},
    {"canon", "print each puzzle's representative under all symmetries", command_canon},
    {"exclude", "drop symmetry twins of the puzzles in other files", command_exclude},
};

int main(int argc, char **argv) {
  size_t n = sizeof commands / sizeof commands[0];
  for (size_t i = 0; argc > 1 && i < n; i++)
    if (!strcmp(argv[1], commands[i].name)) return commands[i].run(argc - 2, argv + 2);
  fprintf(stderr, "usage: hrm-sudoku COMMAND ...\n");
  for (size_t i = 0; i < n; i++) fprintf(stderr, "  %-9s %s\n", commands[i].name, commands[i].does);
  return 2;
}
