/* team.c - the threads of a build on shared memory: an hrm_team whose members are instances of this module, each in a
 * worker of its own.
 *
 *   JavaScript:  address = alloc(team_bytes()); team_init(address, threads)
 *   each worker, thread = 1 .. threads-1, in an instance with the same memory and its own stack:  team_join(address,
 * thread) when all have been told to join:  segment(..., address), as often as wanted, by one thread at a time: that
 * thread is number 0 team_join never returns: a worker is terminated, between two segments.
 *
 * A step goes: the caller writes it down, raises `round` and wakes the workers; all take items until none is left; the
 * caller returns when every worker has said so. It never sleeps, because a page's own thread must not: items are of
 * equal size, so it hardly waits. */
#include "hrm.h"

#define EXPORT(name) __attribute__((export_name(#name)))

/* How often a worker looks for the next step before it sleeps: some ten microseconds, longer than it takes from a step
 * to the next in a segment, shorter than what waking costs. */
#define LOOKS 20000

typedef struct team {
  hrm_team base; /* first: its address is the team's */
  void (*work)(void *job, uint32_t item, uint32_t thread);
  void *job;
  uint32_t items;
  uint32_t next; /* the item to be taken next */
  uint32_t busy; /* workers that may still take one */
  int round;     /* steps so far; workers sleep on it */
} team;

static void take_items(team *t, uint32_t thread) {
  for (;;) {
    const uint32_t item = __atomic_fetch_add(&t->next, 1, __ATOMIC_RELAXED);
    if (item >= t->items) return;
    t->work(t->job, item, thread);
  }
}

static void run(void *context, void (*work)(void *job, uint32_t item, uint32_t thread), void *job, uint32_t items) {
  team *t = context;
  t->work = work, t->job = job, t->items = items;
  t->next = 0, t->busy = t->base.threads - 1;
  __atomic_fetch_add(&t->round, 1, __ATOMIC_SEQ_CST);
  __builtin_wasm_memory_atomic_notify(&t->round, t->base.threads);
  take_items(t, 0);
  while (__atomic_load_n(&t->busy, __ATOMIC_ACQUIRE)) continue;
}

EXPORT(team_bytes) uint32_t team_bytes(void) { return sizeof(team); }

EXPORT(team_init) void team_init(team *t, uint32_t threads) { *t = (team){.base = {threads, run, t}}; }

EXPORT(team_join) void team_join(team *t, uint32_t thread) {
  for (int seen = 0;;) {
    for (int i = 0; i < LOOKS && __atomic_load_n(&t->round, __ATOMIC_ACQUIRE) == seen; i++) continue;
    while (__atomic_load_n(&t->round, __ATOMIC_ACQUIRE) == seen)
      __builtin_wasm_memory_atomic_wait32(&t->round, seen, -1);
    seen = __atomic_load_n(&t->round, __ATOMIC_ACQUIRE);
    take_items(t, thread);
    __atomic_fetch_sub(&t->busy, 1, __ATOMIC_RELEASE);
  }
}
