/* npy.c - NumPy's array files of whole numbers, as numpy.save writes them. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "grids.h"
#include "memory.h"
#include "model_file.h"

/* What stands behind 'key': in the header, a Python dictionary; the program ends where there is no such key. */
static const char *value_of(const char *path, const char *header, const char *key) {
  const char *at = strstr(header, key);
  if (!at) fail("%s: its header does not say which array it is", path);
  at += strlen(key);
  return at + strspn(at, " \t:");
}

static int64_t number_at(const unsigned char *at, size_t size, bool is_signed) {
  uint64_t value = 0;
  for (size_t i = 0; i < size; i++) value |= (uint64_t)at[i] << (8 * i);
  if (is_signed && size < 8 && value >> (8 * size - 1)) value |= UINT64_MAX << (8 * size);
  return (int64_t)value;
}

int64_t *npy_read(const char *path, size_t shape[2], int *dimensions) {
  size_t bytes, start = 0, header_bytes = 0;
  unsigned char *file = file_read(path, &bytes);
  if (!file) fail("%s: %s", path, strerror(errno));
  if (bytes >= 12 && !memcmp(file, "\x93NUMPY", 6)) {
    start = file[6] == 1 ? 10 : 12;
    header_bytes = (size_t)number_at(file + 8, file[6] == 1 ? 2 : 4, false);
  }
  if (!start || header_bytes > bytes - start) fail("%s: not a .npy file, or one cut short", path);
  char *header = allocate(header_bytes + 1, 1);
  memcpy(header, file + start, header_bytes);
  const char *type = value_of(path, header, "'descr'"), *order = value_of(path, header, "'fortran_order'"),
             *sizes = value_of(path, header, "'shape'");
  const size_t size = *type == '\'' && type[1] && type[2] && type[3] ? (size_t)(type[3] - '0') : 0;
  if ((size != 1 && size != 2 && size != 4 && size != 8) || !strchr("iub", type[2]) || !strchr("<|=", type[1]))
    fail("%s: numbers of type %.5s; tokens and indices are whole numbers, little-endian", path, type);
  if (strncmp(order, "False", 5)) fail("%s: an array whose columns come first", path);
  *dimensions = 0;
  shape[0] = shape[1] = 1;
  for (char *at = (char *)(uintptr_t)sizes + 1; *dimensions < 3; ++*dimensions) {
    char *end;
    at += strspn(at, " ,");
    const unsigned long long n = strtoull(at, &end, 10);
    if (end == at) break;
    if (*dimensions < 2) shape[*dimensions] = (size_t)n;
    at = end;
  }
  size_t count, need;
  if (*sizes != '(' || *dimensions < 1 || *dimensions > 2 || __builtin_mul_overflow(shape[0], shape[1], &count) ||
      __builtin_mul_overflow(count, size, &need) || need != bytes - start - header_bytes)
    fail("%s: the shape does not fit the file's length, or is no list or table", path);
  int64_t *values = allocate(count + 1, sizeof *values);
  for (size_t i = 0; i < count; i++)
    values[i] = number_at(file + start + header_bytes + i * size, size, type[2] == 'i');
  free(header);
  free(file);
  return values;
}
