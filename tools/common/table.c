#include "table.h"

#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>
#include <zlib.h>

#define LINE_MAX_CHARS (1 << 18)
#define MAX_FIELDS 64

const char *const table_questions[] = {"question", "quiz", "quizzes", "puzzle", "puzzles", NULL};
const char *const table_answers[] = {"answer", "answers", "solution", "solutions", NULL};

struct table {
  gzFile file;
  char *path;
  long line;
  char separator; /* 0: not known yet */
  size_t count;
  const char *field[MAX_FIELDS];
  char error[160];
  char *text; /* [LINE_MAX_CHARS] */
  char *cut;  /* likewise: the line again, cut into its fields */
};

table *table_open(const char *path) {
  table *t = calloc(1, sizeof *t);
  if (!t) return NULL;
  const bool is_stdin = !strcmp(path, "-");
  t->text = malloc(LINE_MAX_CHARS);
  t->cut = malloc(LINE_MAX_CHARS);
  if (t->text) t->text[0] = '\0';
  t->path = strdup(is_stdin ? "standard input" : path);
  errno = 0;
  t->file = is_stdin ? gzdopen(dup(STDIN_FILENO), "rb") : gzopen(path, "rb");
  if (!t->file || !t->path || !t->text || !t->cut) {
    const int reason = errno ? errno : ENOMEM;
    table_close(t);
    errno = reason;
    return NULL;
  }
  gzbuffer(t->file, 1 << 17);
  return t;
}

void table_close(table *t) {
  if (!t) return;
  if (t->file) gzclose(t->file);
  free(t->path);
  free(t->text);
  free(t->cut);
  free(t);
}

static table_status bad(table *t, const char *what) {
  snprintf(t->error, sizeof t->error, "%s", what);
  return TABLE_BAD;
}

/* One line without its end into t->text. */
static table_status read_line(table *t) {
  t->error[0] = '\0';
  t->text[0] = '\0';
  t->count = 0;
  if (!gzgets(t->file, t->text, LINE_MAX_CHARS)) {
    int code = Z_OK;
    const char *reason = gzerror(t->file, &code);
    if (code != Z_OK) bad(t, code == Z_BUF_ERROR ? "the file ends in the middle of its gzip stream" : reason);
    return TABLE_END;
  }
  t->line++;
  const size_t length = strlen(t->text);
  if (length == LINE_MAX_CHARS - 1 && t->text[length - 1] != '\n') {
    for (int c = 0; c != '\n' && c != -1;) c = gzgetc(t->file);
    return bad(t, "line is too long");
  }
  t->text[strcspn(t->text, "\r\n")] = '\0';
  if (t->line == 1 && !strncmp(t->text, "\xEF\xBB\xBF", 3)) memmove(t->text, t->text + 3, strlen(t->text + 3) + 1);
  return TABLE_ROW;
}

/* Takes the quotes off the field at `at`, in place; returns what follows it, NULL where the quote is not closed. */
static char *unquote(char *at) {
  char *to = at;
  for (char *from = at + 1; *from; from++) {
    if (*from == '"' && from[1] != '"') {
      *to = '\0';
      return from + 1;
    }
    if (*from == '"') from++;
    *to++ = *from;
  }
  return NULL;
}

static table_status split(table *t) {
  if (!t->separator) {
    const size_t at = strcspn(t->text, ",;\t");
    t->separator = t->text[at] ? t->text[at] : ',';
  }
  memcpy(t->cut, t->text, strlen(t->text) + 1);
  for (char *at = t->cut; at;) {
    if (t->count == MAX_FIELDS) return bad(t, "has more than 64 fields");
    t->field[t->count++] = at;
    char *rest = at;
    if (*at == '"') {
      rest = unquote(at);
      if (!rest) return bad(t, "a quote is not closed");
      if (*rest && *rest != t->separator) return bad(t, "something follows a quoted field");
    }
    at = strchr(rest, t->separator);
    if (at) *at++ = '\0';
  }
  return TABLE_ROW;
}

table_status table_next(table *t) {
  for (;;) {
    const table_status status = read_line(t);
    if (status != TABLE_ROW) return status;
    if (t->text[0]) return split(t);
  }
}

size_t table_count(const table *t) { return t->count; }
const char *table_field(const table *t, size_t index) { return index < t->count ? t->field[index] : ""; }
const char *table_error(const table *t) { return t->error; }
const char *table_path(const table *t) { return t->path; }
long table_line(const table *t) { return t->line; }
const char *table_text(const table *t) { return t->text; }

int table_find(const table *t, const char *const *names) {
  for (; *names; names++)
    for (size_t i = 0; i < t->count; i++)
      if (!strcasecmp(t->field[i], *names)) return (int)i;
  return -1;
}
