#include <stdio.h>
#include <string.h>
#include "commands.h"
#include "memory.h"

int main(int argc, char **argv) {
  options o;
  if (argc < 2 || !strcmp(argv[1], "--help") || !strcmp(argv[1], "-h") || !strcmp(argv[1], "help")) {
    options_help();
    return argc < 2;
  }
  options_parse(&o, argc, argv, 2);
  if (!strcmp(argv[1], "train")) return command_train(&o);
  if (!strcmp(argv[1], "eval")) return command_eval(&o);
  if (!strcmp(argv[1], "export")) return command_export(&o);
  fail("unknown command '%s'; see hrm-train --help", argv[1]);
}
