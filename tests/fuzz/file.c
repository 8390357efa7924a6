/* file.c - a weights file from anywhere: it is checked, and where the check lets it pass, a segment runs on it. What a
 * mutation breaks first is the checksum, so a refused file is tried again with the right one. */
#include "run.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  uint8_t *file = exact(size);
  memcpy(file, data, size);
  if (check_and_run(file, size) != HRM_OK && hrm_seal(file, size) == HRM_OK) check_and_run(file, size);
  free(file);
  return 0;
}
