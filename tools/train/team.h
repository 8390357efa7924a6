/* team.h - a fixed set of threads that run the same function together. */
#ifndef TRAIN_TEAM_H
#define TRAIN_TEAM_H
#include <stdatomic.h>

typedef struct team team;
typedef void team_work(void *argument, unsigned thread);

/* threads counts the caller's own; 0 means one for every core. */
team *team_new(unsigned threads);
void team_free(team *t);
unsigned team_size(const team *t);
/* Calls work(argument, thread) once on every thread, thread 0 being the caller's, and returns when all have returned.
 */
void team_run(team *t, team_work *work, void *argument);
/* The next job to do: a counter the caller sets to 0 before team_run. */
static inline unsigned team_next(atomic_uint *counter) {
  return atomic_fetch_add_explicit(counter, 1, memory_order_relaxed);
}

#endif
