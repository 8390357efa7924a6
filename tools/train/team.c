#include "team.h"
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <unistd.h>
#include "memory.h"

typedef struct team {
  hrm_team base; /* first: its address is the team's */
  unsigned running;
  unsigned long round;
  bool ending;
  void (*work)(void *job, uint32_t item, uint32_t thread);
  void *job;
  uint32_t items;
  atomic_uint next;
  pthread_mutex_t lock;
  pthread_cond_t begin, end;
  struct member {
    struct team *team;
    uint32_t thread;
    pthread_t id;
  } members[HRM_MAX_THREADS];
} team;

static void take_items(team *t, uint32_t thread) {
  for (uint32_t item; (item = atomic_fetch_add_explicit(&t->next, 1, memory_order_relaxed)) < t->items;)
    t->work(t->job, item, thread);
}

static void *member_main(void *argument) {
  const struct member *m = argument;
  team *t = m->team;
  unsigned long seen = 0;
  pthread_mutex_lock(&t->lock);
  for (;;) {
    while (t->round == seen && !t->ending) pthread_cond_wait(&t->begin, &t->lock);
    if (t->ending) break;
    seen = t->round;
    pthread_mutex_unlock(&t->lock);
    take_items(t, m->thread);
    pthread_mutex_lock(&t->lock);
    if (--t->running == 0) pthread_cond_signal(&t->end);
  }
  pthread_mutex_unlock(&t->lock);
  return NULL;
}

static void run(void *context, void (*work)(void *job, uint32_t item, uint32_t thread), void *job, uint32_t items) {
  team *t = context;
  pthread_mutex_lock(&t->lock);
  t->work = work;
  t->job = job;
  t->items = items;
  atomic_store(&t->next, 0);
  t->running = t->base.threads - 1;
  t->round++;
  pthread_cond_broadcast(&t->begin);
  pthread_mutex_unlock(&t->lock);
  take_items(t, 0);
  pthread_mutex_lock(&t->lock);
  while (t->running) pthread_cond_wait(&t->end, &t->lock);
  pthread_mutex_unlock(&t->lock);
}

hrm_team *team_new(unsigned threads) {
  const long cores = sysconf(_SC_NPROCESSORS_ONLN);
  if (!threads) threads = cores > HRM_MAX_THREADS ? HRM_MAX_THREADS : cores > 0 ? (unsigned)cores : 1;
  team *t = allocate(1, sizeof *t);
  t->base = (hrm_team){threads, run, t};
  pthread_mutex_init(&t->lock, NULL);
  pthread_cond_init(&t->begin, NULL);
  pthread_cond_init(&t->end, NULL);
  /* signals go to the caller's thread, which knows what to do with them */
  sigset_t all, before;
  sigfillset(&all);
  pthread_sigmask(SIG_SETMASK, &all, &before);
  for (uint32_t i = 1; i < threads; i++) {
    t->members[i] = (struct member){.team = t, .thread = i};
    if (pthread_create(&t->members[i].id, NULL, member_main, &t->members[i])) fail("cannot start thread %u", i);
  }
  pthread_sigmask(SIG_SETMASK, &before, NULL);
  return &t->base;
}

void team_free(hrm_team *base) {
  team *t = base->context;
  pthread_mutex_lock(&t->lock);
  t->ending = true;
  pthread_cond_broadcast(&t->begin);
  pthread_mutex_unlock(&t->lock);
  for (uint32_t i = 1; i < base->threads; i++) pthread_join(t->members[i].id, NULL);
  pthread_cond_destroy(&t->begin);
  pthread_cond_destroy(&t->end);
  pthread_mutex_destroy(&t->lock);
  free(t);
}
