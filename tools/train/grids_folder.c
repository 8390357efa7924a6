/* grids_folder.c - the data-set folders of the official code. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "grids.h"
#include "memory.h"
#include "model_file.h"

#define PATH_MOST 4096

void grids_free(grids *g) {
  void *const all[] = {g->inputs, g->labels, g->puzzle_identifiers, g->puzzle_indices, g->group_indices};
  for (size_t i = 0; i < sizeof all / sizeof *all; i++) free(all[i]);
  *g = (grids){0};
}

void grids_one_by_one(grids *g) {
  g->puzzles = g->groups = g->count;
  g->puzzle_identifiers = allocate(g->count, sizeof *g->puzzle_identifiers);
  g->puzzle_indices = allocate(g->count + 1, sizeof *g->puzzle_indices);
  g->group_indices = allocate(g->count + 1, sizeof *g->group_indices);
  for (size_t i = 0; i <= g->count; i++) g->puzzle_indices[i] = g->group_indices[i] = i;
}

static const char *join(char out[PATH_MOST], const char *folder, const char *set, const char *name) {
  if (snprintf(out, PATH_MOST, "%s/%s%s", folder, set, name) >= PATH_MOST) fail("%s: the path is too long", folder);
  return out;
}

/* A whole number of dataset.json, whose mapping is flat; `absent` where the key is missing or null. */
static int64_t number_of(const char *json, const char *path, const char *key, int64_t absent) {
  char quoted[64], *end;
  snprintf(quoted, sizeof quoted, "\"%s\"", key);
  const char *at = strstr(json, quoted);
  if (!at) return absent;
  at += strlen(quoted);
  at += strspn(at, " \t\r\n:");
  if (!strncmp(at, "null", 4)) return absent;
  const int64_t value = strtoll(at, &end, 10);
  if (end == at || !strchr(",} \t\r\n", *end)) fail("%s: %s is no whole number", path, key);
  return value;
}

static bool exists(const char *path) {
  FILE *f = fopen(path, "rb");
  if (f) fclose(f);
  return f != NULL;
}

/* A list of numbers from 0 up. */
static int64_t *read_list(const char *path, size_t *count) {
  size_t shape[2];
  int dimensions;
  int64_t *values = npy_read(path, shape, &dimensions);
  if (dimensions != 1) fail("%s: a table; it is a list", path);
  *count = shape[0];
  for (size_t i = 0; i < *count; i++)
    if (values[i] < 0 || values[i] > UINT32_MAX) fail("%s: number %zu is %lld", path, i + 1, (long long)values[i]);
  return values;
}

/* A list of where things begin: from 0, never falling, `last` at its end. */
static size_t *read_indices(const char *path, size_t parts, size_t last) {
  size_t count;
  int64_t *values = read_list(path, &count);
  if (!parts && count) parts = count - 1;
  bool fits = count == parts + 1 && values[0] == 0 && (size_t)values[count - 1] == last;
  for (size_t i = 1; fits && i < count; i++) fits = values[i] >= values[i - 1];
  if (!fits) fail("%s: not %zu places that rise from 0 to %zu", path, parts + 1, last);
  size_t *indices = allocate(count, sizeof *indices);
  for (size_t i = 0; i < count; i++) indices[i] = (size_t)values[i];
  free(values);
  return indices;
}

static int64_t *read_cells(const char *path, uint32_t seq_len, size_t *count) {
  size_t shape[2];
  int dimensions;
  int64_t *values = npy_read(path, shape, &dimensions);
  if (dimensions != 2 || shape[1] != seq_len)
    fail("%s: not a table of rows of %u cells, which dataset.json says", path, seq_len);
  *count = shape[0];
  return values;
}

/* The set's name: the first of the list `sets`. */
static void set_of(const char *json, const char *path, char set[64]) {
  const char *at = strstr(json, "\"sets\"");
  strcpy(set, "all");
  if (!at) return;
  at = strchr(at, '[');
  const char *name = at ? strchr(at, '"') : NULL, *end = name ? strchr(name + 1, '"') : NULL,
             *close = at ? strchr(at, ']') : NULL;
  if (!end || !close || end > close || end - name > 60 || end == name + 1 || memchr(name, '/', (size_t)(end - name)))
    fail("%s: sets is no list of names", path);
  if (strchr(end + 1, '"') && strchr(end + 1, '"') < close) fail("%s: more than one set", path);
  memcpy(set, name + 1, (size_t)(end - name - 1));
  set[end - name - 1] = 0;
}

static void take_cells(grids *g, const char *path, const int64_t *inputs, const int64_t *labels, int64_t ignored) {
  const size_t cells = g->count * g->seq_len;
  g->inputs = allocate(cells, sizeof *g->inputs);
  g->labels = allocate(cells, sizeof *g->labels);
  for (size_t i = 0; i < cells; i++) {
    const bool ignore = labels[i] == ignored || labels[i] == IGNORE_LABEL;
    if (inputs[i] < 0 || inputs[i] >= g->vocab_size || (!ignore && (labels[i] < 0 || labels[i] >= g->vocab_size)))
      fail("%s: example %zu has a token that is not below vocab_size, %u", path, i / g->seq_len + 1, g->vocab_size);
    g->inputs[i] = (token)inputs[i];
    g->labels[i] = ignore ? IGNORE_LABEL : (label)labels[i];
  }
}

static void take_puzzles(grids *g, const char *folder, const char *set) {
  char path[PATH_MOST];
  static const char *const names[] = {"__puzzle_identifiers.npy", "__puzzle_indices.npy", "__group_indices.npy"};
  int missing = 0;
  for (int i = 0; i < 3; i++) missing += !exists(join(path, folder, set, names[i]));
  if (missing == 3 && g->num_puzzle_identifiers <= 1) {
    grids_one_by_one(g);
    return;
  }
  for (int i = 0; i < 3; i++)
    if (!exists(join(path, folder, set, names[i]))) fail("%s: is missing", path);
  int64_t *identifiers = read_list(join(path, folder, set, names[0]), &g->puzzles);
  g->puzzle_identifiers = allocate(g->puzzles, sizeof *g->puzzle_identifiers);
  for (size_t i = 0; i < g->puzzles; i++) {
    if (identifiers[i] >= g->num_puzzle_identifiers)
      fail("%s: identifier %lld is not below num_puzzle_identifiers, %u", path, (long long)identifiers[i],
           g->num_puzzle_identifiers);
    g->puzzle_identifiers[i] = (uint32_t)identifiers[i];
  }
  free(identifiers);
  g->puzzle_indices = read_indices(join(path, folder, set, names[1]), g->puzzles, g->count);
  size_t groups;
  free(read_list(join(path, folder, set, names[2]), &groups));
  g->groups = groups ? groups - 1 : 0;
  g->group_indices = read_indices(path, g->groups, g->puzzles);
}

grids grids_from_folder(const char *path, const char *part) {
  char folder[PATH_MOST], name[PATH_MOST], set[64];
  if (snprintf(folder, sizeof folder, "%s", path) >= (int)sizeof folder) fail("%s: the path is too long", path);
  if (!exists(join(name, folder, "", "dataset.json"))) join(folder, path, "", part);
  size_t bytes;
  char *file = file_read(join(name, folder, "", "dataset.json"), &bytes);
  if (!file) fail("%s: there is no dataset.json, here or in %s/", path, part);
  char *json = allocate(bytes + 1, 1);
  memcpy(json, file, bytes);
  const int64_t seq_len = number_of(json, name, "seq_len", 0), vocab_size = number_of(json, name, "vocab_size", 0),
                identifiers = number_of(json, name, "num_puzzle_identifiers", 1),
                ignored = number_of(json, name, "ignore_label_id", IGNORE_LABEL);
  if (seq_len < 1 || seq_len > 16384 || vocab_size < 2 || vocab_size > 4096 || identifiers < 1 || identifiers > 1 << 24)
    fail("%s: seq_len %lld, vocab_size %lld, num_puzzle_identifiers %lld: out of range", name, (long long)seq_len,
         (long long)vocab_size, (long long)identifiers);
  set_of(json, name, set);
  grids g = {.seq_len = (uint32_t)seq_len,
             .vocab_size = (uint32_t)vocab_size,
             .num_puzzle_identifiers = (uint32_t)identifiers};
  size_t answers;
  int64_t *inputs = read_cells(join(name, folder, set, "__inputs.npy"), g.seq_len, &g.count);
  int64_t *labels = read_cells(join(name, folder, set, "__labels.npy"), g.seq_len, &answers);
  if (answers != g.count) fail("%s: %zu rows, but %zu inputs", name, answers, g.count);
  if (!g.count) fail("%s: there is no example", path);
  take_cells(&g, path, inputs, labels, ignored);
  take_puzzles(&g, folder, set);
  void *const all[] = {file, json, inputs, labels};
  for (size_t i = 0; i < sizeof all / sizeof *all; i++) free(all[i]);
  return g;
}
