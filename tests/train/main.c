/* main.c WORK_DIR [MODEL.hrm EXPECTED.txt]... - the trainer's tests; run.mjs prepares the arguments. */
#include <stdio.h>
#include "fixture.h"

int main(int argc, char **argv) {
  if (argc < 2 || argc > 6 || argc % 2) {
    fprintf(stderr, "usage: %s WORK_DIR [MODEL.hrm EXPECTED.txt]...\n", argv[0]);
    return 2;
  }
  files.work = argv[1];
  for (int i = 2; i + 1 < argc; i += 2) {
    files.model[files.references] = argv[i];
    files.expected[files.references++] = argv[i + 1];
  }
  setvbuf(stdout, NULL, _IOLBF, 0);
  if (files.references) run_tests(reference_tests); /* run.mjs says it when there are none */
  run_tests(learner_tests);
  run_tests(amx_tests);
#ifdef TRAIN_LIBRARY_ONLY /* under sanitizers: the learning library */
  return finish_tests("learn-sanitized");
#else
  run_tests(gradient_tests);
  run_tests(optimiser_tests);
  run_tests(sudoku_tests);
  run_tests(maze_tests);
  run_tests(calibration_tests);
  run_tests(run_tests_of_train);
  return finish_tests("train");
#endif
}
