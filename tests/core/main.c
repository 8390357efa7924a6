/* main.c - runs all tests of the core; argument 1 is the name of this build. */
#include "check.h"
#include <stdio.h>

int main(int argc, char **argv) {
  setvbuf(stdout, NULL, _IOLBF, 0);
  run_tests(kernel_tests);
  run_tests(numerics_tests);
  run_tests(file_tests);
  run_tests(q4_tests);
  run_tests(damage_tests);
  run_tests(segment_tests);
  return finish_tests(argc > 1 ? argv[1] : "core");
}
